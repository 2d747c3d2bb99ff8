"""The agenda: its draft, publishing it, and what was published."""

from __future__ import annotations

from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem, reader_language
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.operations.agenda_draft import draft_from_plan, replace_draft, undo_change
from services.documents.operations.publish_agenda import publish_agenda
from services.documents.problems.agenda import NO_AGENDA
from services.documents.queries.agenda import PublishedAgenda, draft_view, published_agenda, published_view, versions
from services.documents.queries.conference_facts import conference_zone
from services.documents.schemas.agenda import (
    AgendaDraftChangeSchema,
    AgendaDraftSchema,
    AgendaPublishSchema,
    AgendaVersionArgumentSchema,
    AgendaVersionsSchema,
    PublishedAgendaSchema,
)

blueprint = Blueprint(
    "agenda", __name__, url_prefix="/conferences/<slug>/agenda", description="The agenda: drafted, published, held."
)


class AgendaResource(Resource):
    """What resources about the agenda share."""

    def draft(self, slug: str) -> dict[str, Any]:
        """The draft as it is now. Raises `Problem` not-found."""
        return found(draft_view(self.session, slug, reader_language()))

    def published(self, slug: str) -> PublishedAgenda:
        """What holds. Raises `Problem` no-agenda, not-found."""
        found(conference_zone(self.session, slug))
        published = published_agenda(self.session, slug)
        if published is None:
            raise Problem(NO_AGENDA)
        return published


@blueprint.route("")
class Agenda(AgendaResource):
    """The agenda that holds."""

    @permit(*rules.AGENDA_READERS)
    @blueprint.doc(operationId="get_agenda")
    @blueprint.response(200, PublishedAgendaSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show the published agenda, in which delegates and units find their own items marked."""
        return published_view(self.session, self.published(slug), self.identity)


@blueprint.route("/draft")
class Draft(AgendaResource):
    """The draft."""

    @permit(*rules.AGENDA_DRAFT_READERS)
    @blueprint.doc(operationId="get_agenda_draft")
    @blueprint.response(200, AgendaDraftSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show the draft in its times, what is to be mended, and how it differs from what was published."""
        return self.draft(slug)

    @permit(*rules.AGENDA_WRITERS)
    @blueprint.doc(operationId="change_agenda_draft")
    @blueprint.arguments(AgendaDraftChangeSchema)
    @blueprint.response(200, AgendaDraftSchema)
    def put(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Let the draft be these items in this order; times follow. Another draft meanwhile is refused (409)."""
        replace_draft(self.session, slug, data["items"], data["version"], by=self.identity, clock=self.context.clock)
        return self.draft(slug)


@blueprint.route("/draft/undo")
class Undo(AgendaResource):
    """Undoing."""

    @permit(*rules.AGENDA_WRITERS)
    @blueprint.doc(operationId="undo_agenda_change")
    @blueprint.arguments(AgendaVersionArgumentSchema)
    @blueprint.response(200, AgendaDraftSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Take back the last change of the draft; once more, the one before it."""
        undo_change(self.session, slug, data["version"], by=self.identity, clock=self.context.clock)
        return self.draft(slug)


@blueprint.route("/draft/from-plan")
class FromPlan(AgendaResource):
    """Beginning anew."""

    @permit(*rules.AGENDA_WRITERS)
    @blueprint.doc(operationId="draft_agenda_from_plan")
    @blueprint.arguments(AgendaVersionArgumentSchema)
    @blueprint.response(200, AgendaDraftSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Begin the draft anew from the usual agenda of the plan; it can be undone."""
        draft_from_plan(self.session, slug, data["version"], by=self.identity, clock=self.context.clock)
        return self.draft(slug)


@blueprint.route("/publish")
class Publish(AgendaResource):
    """Making it known."""

    @permit(*rules.AGENDA_WRITERS)
    @blueprint.doc(operationId="publish_agenda")
    @blueprint.arguments(AgendaPublishSchema)
    @blueprint.response(200, AgendaDraftSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Publish the draft as the next version; whoever does something in it is told of what changed for them."""
        publish_agenda(self.session, slug, data["version"], data["reason"], by=self.identity, clock=self.context.clock)
        return self.draft(slug)


@blueprint.route("/versions")
class Versions(AgendaResource):
    """Publications."""

    @permit(*rules.AGENDA_DRAFT_READERS)
    @blueprint.doc(operationId="list_agenda_versions")
    @blueprint.response(200, AgendaVersionsSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """List what was published, the last one first, with who, when, why, and what changed."""
        found(conference_zone(self.session, slug))
        return {"items": versions(self.session, slug, reader_language())}

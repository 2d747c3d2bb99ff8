"""The conference as it runs: what is on, and the steps in the hall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.operations.run_agenda import step_agenda_item
from services.documents.queries.agenda_run import run_view
from services.documents.resources.agenda import AgendaResource
from services.documents.schemas.agenda import AgendaRunSchema, AgendaVersionArgumentSchema
from services.documents.workflows.agenda import AgendaItemAction

blueprint = Blueprint(
    "agenda run", __name__, url_prefix="/conferences/<slug>/agenda", description="The agenda in the hall."
)


class RunResource(AgendaResource):
    """What resources about the run share."""

    def run(self, slug: str) -> dict[str, Any]:
        """The conference as it is now."""
        return run_view(self.session, self.published(slug), self.identity.role, self.context.clock())

    def step(self, slug: str, item_id: UUID, version: int, action: AgendaItemAction) -> dict[str, Any]:
        """Take a step."""
        step_agenda_item(self.session, slug, item_id, action, version, by=self.identity, clock=self.context.clock)
        return self.run(slug)


@blueprint.route("/run")
class Run(RunResource):
    """The conference as it runs."""

    @permit(*rules.AGENDA_READERS)
    @blueprint.doc(operationId="get_agenda_run")
    @blueprint.response(200, AgendaRunSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show what is on, what comes next, and when the rest is to be expected."""
        return self.run(slug)


@blueprint.route("/items/<uuid:agenda_item_id>/start")
class Start(RunResource):
    """Beginning."""

    @permit(*rules.AGENDA_RUNNERS)
    @blueprint.doc(operationId="start_agenda_item")
    @blueprint.arguments(AgendaVersionArgumentSchema)
    @blueprint.response(200, AgendaRunSchema)
    def post(self, data: dict[str, Any], slug: str, agenda_item_id: UUID) -> dict[str, Any]:
        """Begin an item; the one that is on is finished."""
        return self.step(slug, agenda_item_id, data["version"], AgendaItemAction.START)


@blueprint.route("/items/<uuid:agenda_item_id>/finish")
class Finish(RunResource):
    """Being over."""

    @permit(*rules.AGENDA_RUNNERS)
    @blueprint.doc(operationId="finish_agenda_item")
    @blueprint.arguments(AgendaVersionArgumentSchema)
    @blueprint.response(200, AgendaRunSchema)
    def post(self, data: dict[str, Any], slug: str, agenda_item_id: UUID) -> dict[str, Any]:
        """Finish the item that is on."""
        return self.step(slug, agenda_item_id, data["version"], AgendaItemAction.FINISH)


@blueprint.route("/items/<uuid:agenda_item_id>/skip")
class Skip(RunResource):
    """Leaving out."""

    @permit(*rules.AGENDA_RUNNERS)
    @blueprint.doc(operationId="skip_agenda_item")
    @blueprint.arguments(AgendaVersionArgumentSchema)
    @blueprint.response(200, AgendaRunSchema)
    def post(self, data: dict[str, Any], slug: str, agenda_item_id: UUID) -> dict[str, Any]:
        """Leave an item out; what follows moves up."""
        return self.step(slug, agenda_item_id, data["version"], AgendaItemAction.SKIP)


@blueprint.route("/items/<uuid:agenda_item_id>/take-back")
class TakeBack(RunResource):
    """Taking one step back."""

    @permit(*rules.AGENDA_RUNNERS)
    @blueprint.doc(operationId="take_back_agenda_item")
    @blueprint.arguments(AgendaVersionArgumentSchema)
    @blueprint.response(200, AgendaRunSchema)
    def post(self, data: dict[str, Any], slug: str, agenda_item_id: UUID) -> dict[str, Any]:
        """Take back the last step with an item."""
        return self.step(slug, agenda_item_id, data["version"], AgendaItemAction.TAKE_BACK)

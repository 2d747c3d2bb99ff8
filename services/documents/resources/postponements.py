"""Moving a conference: what it would do, doing it, what was moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_schema
from chassis.web.resource import Resource, permit
from services.documents import rules
from services.documents.operations.postpone_conference import Prospect, foresee_postponement, postpone_conference
from services.documents.plan import Move, PlanRefused
from services.documents.queries.postponements import postponement_of, postponements
from services.documents.resources.plans import PROBLEM, invalid_plan, worded_changes
from services.documents.schemas.plan import InvalidPlanSchema
from services.documents.schemas.postponement import (
    MoveSchema,
    NewPostponementSchema,
    PostponementSchema,
    ProspectSchema,
)

blueprint = Blueprint(
    "postponements", __name__, url_prefix="/conferences/<slug>", description="Moving a conference in time and place."
)


@blueprint.route("/postpone/preview")
class PostponementPreview(Resource):
    """What a move would do."""

    @permit(*rules.PLAN_WRITERS)
    @blueprint.doc(operationId="preview_postponement")
    @blueprint.arguments(MoveSchema)
    @blueprint.response(200, ProspectSchema)
    @blueprint.alt_response(422, schema=InvalidPlanSchema, content_type=PROBLEM)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Show what moving the conference would change in the plan; nothing is changed."""
        try:
            prospect = foresee_postponement(self.session, slug, Move(**data), self.context.clock())
        except PlanRefused as refusal:
            raise invalid_plan(refusal) from None
        return {
            "plan_version": prospect.plan_version,
            "changes": worded_changes(prospect.changes),
            "deadlines": _deadlines(prospect),
        }


@blueprint.route("/postpone")
class Postponing(Resource):
    """Move the conference."""

    @permit(*rules.PLAN_WRITERS)
    @blueprint.doc(operationId="postpone_conference")
    @blueprint.arguments(NewPostponementSchema)
    @blueprint.response(200, PostponementSchema)
    @blueprint.alt_response(422, schema=InvalidPlanSchema, content_type=PROBLEM)
    def post(self, data: dict[str, Any], slug: str) -> Mapping[str, Any]:
        """Move the conference to another day, hour or place, as the next version of its plan.

        Passes stay good, calendar entries move, old reminders stop, and everybody concerned is told once.
        """
        reason, version = data.pop("reason"), data.pop("version")
        try:
            applied = postpone_conference(
                self.session,
                slug,
                Move(**data),
                reason,
                version,
                postponed_by=self.identity.name,
                clock=self.context.clock,
            )
        except PlanRefused as refusal:
            raise invalid_plan(refusal) from None
        return postponement_of(self.session, slug, applied.plan_version)


@blueprint.route("/postponements")
class Postponements(Resource):
    """Moves that happened."""

    @permit(*rules.PLAN_FOLLOWERS)
    @blueprint.doc(operationId="list_postponements")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(PostponementSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Mapping[str, Any]]:
        """List the moves of a conference, the last one first; empty while it was never moved."""
        return postponements(self.session, slug, arguments)


def _deadlines(prospect: Prospect) -> list[dict[str, Any]]:
    by = timedelta(days=prospect.by_days)
    return [
        {"code": each.code, "title": each.title, "due_date": each.due, "moved_to": each.due + by}
        for each in prospect.moving
    ]

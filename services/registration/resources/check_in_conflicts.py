"""Contradictions in the check-in log: list and resolve."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.resource import permit
from services.registration.operations.resolve_conflict import resolve_conflict
from services.registration.queries.check_in_conflicts import conflict_views, list_conflicts
from services.registration.queries.conferences import conference_of
from services.registration.resources.base import OFFICE, RegistrationResource
from services.registration.schemas.check_in_conflict import ConflictArguments, ConflictSchema, ResolutionSchema
from services.registration.workflows.check_in_log import Decision

blueprint = Blueprint(
    "check-in-conflicts",
    __name__,
    url_prefix="/conferences/<slug>/check-in-conflicts",
    description="Scans that contradict what is known, for the office to decide.",
)


@blueprint.route("")
class Conflicts(RegistrationResource):
    """The conflicts of a conference."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="list_check_in_conflicts")
    @blueprint.arguments(ConflictArguments, location="query")
    @blueprint.response(200, page_schema(ConflictSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List conflicts of the check-in log, the longest waiting first."""
        conference_of(self.session, slug)
        return list_conflicts(self.session, slug, arguments)


@blueprint.route("/<uuid:conflict_id>/resolve")
class Resolve(RegistrationResource):
    """Deciding one."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="resolve_check_in_conflict")
    @blueprint.arguments(ResolutionSchema)
    @blueprint.response(200, ConflictSchema)
    def post(self, data: dict[str, Any], slug: str, conflict_id: UUID) -> dict[str, Any]:
        """Decide a conflict: the scan counts, or it is discarded; with a reason that is kept."""
        conflict = resolve_conflict(
            self.session,
            slug,
            conflict_id,
            Decision(data["decision"]),
            data["reason"],
            by=self.identity,
            clock=self.clock,
        )
        return conflict_views(self.session, [conflict])[0]

"""One step for many delegates."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem, reader_language
from chassis.web.resource import permit
from services.registration.models import Affiliation, Delegate
from services.registration.operations.bulk_steps import BulkOutcome, BulkVerdict, step_many
from services.registration.problems import TOO_MANY_DELEGATES
from services.registration.queries.conferences import conference_of
from services.registration.queries.delegates import conditions
from services.registration.resources.base import OFFICE, RegistrationResource, over_quota_notes
from services.registration.schemas.bulk import MOST, BulkResultSchema, BulkStepSchema
from services.registration.workflows.delegate import DelegateAction

blueprint = Blueprint(
    "bulk", __name__, url_prefix="/conferences/<slug>/delegates", description="One step for many delegates."
)


@blueprint.route("/bulk")
class Bulk(RegistrationResource):
    """Many at once."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="step_delegates")
    @blueprint.arguments(BulkStepSchema)
    @blueprint.response(200, BulkResultSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Confirm, admit, excuse or cancel many delegates; each gets its own verdict."""
        conference_of(self.session, slug)
        ids = data["ids"] if "ids" in data else self._listed(slug, data["filter"])
        verdicts = step_many(
            self.session,
            slug,
            ids,
            data["action"],
            data["reason"] or "",
            by=self.identity,
            parts=self.parts,
            clock=self.clock,
        )
        counted = Counter(verdict.outcome for verdict in verdicts)
        told = {"notes": self._notes(slug, data["action"], verdicts), "results": self._views(slug, verdicts)}
        return {outcome.value: counted[outcome] for outcome in BulkOutcome} | told

    def _listed(self, slug: str, wanted: dict[str, Any]) -> list[UUID]:
        listed = select(Delegate.id).where(Delegate.conference == slug, *conditions(slug, wanted, self.identity))
        ids = list(self.session.scalars(listed.order_by(Delegate.sort_name, Delegate.id).limit(MOST + 1)))
        if len(ids) > MOST:
            raise Problem(TOO_MANY_DELEGATES, most=MOST)
        return ids

    def _notes(self, slug: str, action: DelegateAction, verdicts: list[BulkVerdict]) -> list[str]:
        """Only steps that give somebody a place can exceed a quota."""
        if action not in (DelegateAction.ADMIT, DelegateAction.CONFIRM):
            return []
        done = [verdict.delegate_id for verdict in verdicts if verdict.outcome == BulkOutcome.DONE]
        here = Delegate.conference == slug
        units = set(self.session.scalars(select(Delegate.unit).where(here, Delegate.id.in_(done))))
        units |= set(self.session.scalars(select(Affiliation.unit).where(Affiliation.delegate_id.in_(done))))
        return over_quota_notes(self.session, slug, [unit for unit in units if unit is not None])

    def _views(self, slug: str, verdicts: list[BulkVerdict]) -> list[dict[str, Any]]:
        here = Delegate.conference == slug
        named = select(Delegate.id, Delegate.full_name).where(
            here, Delegate.id.in_([verdict.delegate_id for verdict in verdicts])
        )
        names = {row.id: row.full_name for row in self.session.execute(named)}
        return [
            {
                "delegate_id": verdict.delegate_id,
                "full_name": names.get(verdict.delegate_id),
                "outcome": verdict.outcome,
                "problem": verdict.problem and verdict.problem.body(reader_language()),
            }
            for verdict in verdicts
        ]

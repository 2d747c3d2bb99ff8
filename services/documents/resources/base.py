"""What resources about obligations share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.clock import Clock
from chassis.web.problems import Problem
from chassis.web.resource import Resource, found, require
from services.documents import rules
from services.documents.models import Obligation
from services.documents.problems.submissions import HANDED_IN_ELSEWHERE
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.obligation import obligation_of, obligation_view
from services.documents.queries.obligations import Today


class ObligationResource(Resource):
    """What resources about one obligation share."""

    @property
    def clock(self) -> Clock:
        """The service's clock."""
        return self.context.clock

    def obligation(self, slug: str, obligation_id: UUID, *, lock: bool = False) -> Obligation:
        """An obligation that the caller may know of."""
        return obligation_of(self.session, slug, obligation_id, self.identity, lock=lock)

    def given(self, slug: str, obligation_id: UUID) -> Obligation:
        """The same, to hand something in for it."""
        obligation = self.obligation(slug, obligation_id, lock=True)
        require(rules.gives_for(self.identity, obligation.unit))
        return obligation

    def judged(self, slug: str, obligation_id: UUID) -> Obligation:
        """The same, to appraise what came."""
        obligation = self.obligation(slug, obligation_id, lock=True)
        require(rules.judges(self.identity, obligation.unit, obligation.appraised_by))
        if obligation.kind in rules.FULFILLED_ELSEWHERE:
            raise Problem(HANDED_IN_ELSEWHERE)
        return obligation

    def view(self, obligation: Obligation) -> dict[str, Any]:
        """The whole of it."""
        zone = found(conference_zone(self.session, obligation.conference))
        return obligation_view(self.session, obligation, self.identity, Today(self.clock(), zone))

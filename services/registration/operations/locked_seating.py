"""Taking hold of the seating plan for a change of the draft."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.web.problems import CHANGED_MEANWHILE, Problem
from services.registration.locks import LOCK
from services.registration.models import SeatingPlan
from services.registration.problems import HALL_NOT_DESCRIBED
from services.registration.seating import Hall, hall_of


@dataclass(frozen=True)
class LockedSeating:
    """The plan, locked until the transaction ends, and its hall."""

    plan: SeatingPlan
    hall: Hall

    def touch(self, by: Identity, clock: Clock) -> None:
        """Note a change of the draft: pages that show the one before are stale."""
        self.plan.revision += 1
        self.plan.changed_at, self.plan.changed_by = clock(), by.name


def locked_seating(session: Session, conference: str, version: int) -> LockedSeating:
    """Raises `Problem` hall-not-described, or changed-meanwhile where the draft is another one by now."""
    plan = session.get(SeatingPlan, conference, with_for_update=LOCK, populate_existing=True)
    if plan is None or plan.hall is None:
        raise Problem(HALL_NOT_DESCRIBED)
    if plan.revision != version:
        raise Problem(CHANGED_MEANWHILE)
    return LockedSeating(plan, hall_of(plan.hall))

"""The hall of a plan: kept for the seating, whose seats stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis.clock import Clock
from services.registration.locks import LOCK
from services.registration.models import SeatingPlan


def keep_hall(session: Session, plan: Mapping[str, Any], clock: Clock) -> None:
    """Take over the hall. Seats that it has no more become conflicts of the seating: nobody is moved."""
    seating = session.get(SeatingPlan, plan["conference"], with_for_update=LOCK)
    hall = plan["seating"]
    if seating is None:
        if hall is not None:
            session.add(SeatingPlan(conference=plan["conference"], hall=hall, changed_at=clock()))
            session.flush()
        return
    if seating.hall != hall:
        seating.hall = hall
        seating.revision += 1
        seating.changed_at, seating.changed_by = clock(), None
        session.flush()

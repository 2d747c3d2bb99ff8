"""Make the seating known (công bố sơ đồ): people see their seats, and papers are printed by them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Delegate, SeatAssignment
from services.registration.operations.announcing import delegate_data
from services.registration.operations.locked_seating import LockedSeating, locked_seating
from services.registration.parts import Parts
from services.registration.workflows.delegate import TAKES_A_PLACE


def publish_seating(
    session: Session, conference: str, *, version: int, by: Identity, parts: Parts, clock: Clock
) -> None:
    """`seating_published`, and `delegate_updated` for those whose seat is another one than people were told before.

    Seats of people who do not come, and seats that the hall has no more, are not made known: they stay conflicts of
    the draft. Raises `Problem` hall-not-described or changed-meanwhile.
    """
    seating = locked_seating(session, conference, version)
    seats = _seats(session, seating)
    known = {}
    for delegate in _delegates(session, conference, seats):
        before = delegate.shown_seat
        delegate.seat = seats.get(delegate.id) if delegate.state in TAKES_A_PLACE else None
        if delegate.seat is not None:
            known[delegate.id] = delegate.seat
        if delegate.seat != before:
            data = delegate_data(session, delegate, parts)
            record(session, delegate, "registration.delegate_updated.v1", data, clock=clock)
    _announce(session, seating, known, by, clock)


def _seats(session: Session, seating: LockedSeating) -> dict[UUID, str]:
    drafted = select(SeatAssignment).where(SeatAssignment.conference == seating.plan.conference)
    return {each.delegate_id: each.seat for each in session.scalars(drafted) if each.seat in seating.hall.seats}


def _delegates(session: Session, conference: str, seats: dict[UUID, str]) -> list[Delegate]:
    """Whoever has a seat, or had one; locked in the order of every other operation on many delegates."""
    concerned = select(Delegate).where(Delegate.conference == conference)
    locked = session.scalars(concerned.order_by(Delegate.sort_name, Delegate.id).with_for_update(key_share=True))
    return [delegate for delegate in locked if delegate.id in seats or delegate.seat is not None]


def _announce(session: Session, seating: LockedSeating, known: dict[UUID, str], by: Identity, clock: Clock) -> None:
    plan, now = seating.plan, clock()
    plan.published_at, plan.published_by = now, by.name
    seats = [{"seat": seat, "delegate_id": delegate} for delegate, seat in known.items()]
    data = {"conference": plan.conference, "published_at": now, "hall": plan.hall, "seats": seats}
    record(session, plan, "registration.seating_published.v1", data, clock=clock)

"""A person decides who sits on a seat."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.web.problems import Problem
from chassis.web.resource import found
from services.registration.models import Delegate, SeatAssignment
from services.registration.operations.locked_seating import LockedSeating, locked_seating
from services.registration.problems import DELEGATE_NOT_COMING
from services.registration.workflows.delegate import TAKES_A_PLACE


def assign_seat(
    session: Session,
    conference: str,
    seat: str,
    delegate_id: UUID | None,
    *,
    version: int,
    by: Identity,
    clock: Clock,
) -> None:
    """Seat a delegate there, or nobody (None). Whoever sat there takes the seat that the delegate leaves, if any.

    Raises `Problem`: not-found for a seat or delegate that is not there, delegate-not-coming, hall-not-described,
    changed-meanwhile.
    """
    seating = locked_seating(session, conference, version)
    holder = _assignment(session, conference, SeatAssignment.seat == seat)
    if delegate_id is None:
        found(holder or seating.hall.seats.get(seat))
        if holder is not None:
            session.delete(holder)
    else:
        found(seating.hall.seats.get(seat))
        _seat(session, seating, _delegate(session, conference, delegate_id), seat, holder, by=by, clock=clock)
    seating.touch(by, clock)


def _seat(
    session: Session,
    seating: LockedSeating,
    delegate: Delegate,
    seat: str,
    holder: SeatAssignment | None,
    *,
    by: Identity,
    clock: Clock,
) -> None:
    own = _assignment(session, seating.plan.conference, SeatAssignment.delegate_id == delegate.id)
    places = {delegate.id: seat}
    if holder is not None and own is not None and own is not holder and _may_swap(session, seating, holder, own):
        places[holder.delegate_id] = own.seat
    for assignment in {each.delegate_id: each for each in (holder, own) if each is not None}.values():
        session.delete(assignment)
    # Both stand up before either sits down: no seat is held twice in between.
    session.flush()
    for person, place in places.items():
        session.add(
            SeatAssignment(
                delegate_id=person,
                conference=seating.plan.conference,
                seat=place,
                manual=True,
                assigned_at=clock(),
                assigned_by=by.name,
            )
        )
    session.flush()


def _may_swap(session: Session, seating: LockedSeating, holder: SeatAssignment, own: SeatAssignment) -> bool:
    """Whoever does not come, and a seat that is no more, are not carried on."""
    return session.get_one(Delegate, holder.delegate_id).state in TAKES_A_PLACE and own.seat in seating.hall.seats


def _delegate(session: Session, conference: str, delegate_id: UUID) -> Delegate:
    delegate = session.get(Delegate, delegate_id)
    delegate = found(delegate if delegate is not None and delegate.conference == conference else None)
    if delegate.state not in TAKES_A_PLACE:
        raise Problem(DELEGATE_NOT_COMING)
    return delegate


def _assignment(session: Session, conference: str, condition: ColumnElement[bool]) -> SeatAssignment | None:
    statement = select(SeatAssignment).where(SeatAssignment.conference == conference, condition)
    return session.scalar(statement)

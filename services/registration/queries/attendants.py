"""The people of a conference as its seating sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from services.registration.models import (
    Delegate,
    DelegateKind,
    Invitation,
    ParticipantCategory,
    SeatAssignment,
    Unit,
)
from services.registration.seating import Person, Seated
from services.registration.workflows.delegate import TAKES_A_PLACE

_NOT_INVITED = 2**31
"""Those without an invitation sit behind the others of their category."""


@dataclass(frozen=True)
class Attendant:
    """Somebody who is to come, or who has a seat in the draft all the same."""

    delegate: Delegate
    person: Person
    category_name: str
    unit_name: str | None
    assignment: SeatAssignment | None

    @property
    def coming(self) -> bool:
        """Registered or confirmed."""
        return self.delegate.state in TAKES_A_PLACE

    @property
    def seat(self) -> str | None:
        """In the draft."""
        return None if self.assignment is None else self.assignment.seat


def attendants_of(session: Session, conference: str) -> list[Attendant]:
    """Everybody who is to come or has a seat, by rank and then as they are seated."""
    numbers = _invitation_numbers(session, conference)
    statement = (
        select(Delegate, ParticipantCategory, Unit.name, SeatAssignment)
        .join(
            ParticipantCategory,
            and_(ParticipantCategory.conference == Delegate.conference, ParticipantCategory.code == Delegate.category),
        )
        .outerjoin(Unit, and_(Unit.conference == Delegate.conference, Unit.code == Delegate.unit))
        .outerjoin(SeatAssignment, SeatAssignment.delegate_id == Delegate.id)
        .where(
            Delegate.conference == conference,
            Delegate.state.in_(TAKES_A_PLACE) | SeatAssignment.delegate_id.is_not(None),
        )
    )
    found = [
        Attendant(delegate, _person(delegate, category, numbers), category.name, unit_name, assignment)
        for delegate, category, unit_name, assignment in session.execute(statement)
    ]
    return sorted(found, key=lambda each: (each.person.rank, each.person.category, each.person.order))


def coming(attendants: list[Attendant]) -> list[Person]:
    """Those who are to be seated."""
    return [each.person for each in attendants if each.coming]


def seated(attendants: list[Attendant]) -> list[Seated]:
    """Those who have a seat in the draft."""
    return [Seated(each.person, each.seat, each.coming) for each in attendants if each.seat is not None]


def _person(delegate: Delegate, category: ParticipantCategory, numbers: Mapping[str | UUID, int]) -> Person:
    number = numbers.get(delegate.unit or delegate.invitation_id or "", _NOT_INVITED)
    return Person(
        id=delegate.id,
        rank=category.protocol_rank,
        category=delegate.category,
        unit=delegate.unit,
        order=(number, f"{delegate.registered_at.isoformat(timespec='microseconds')}/{delegate.id}"),
        called_up=delegate.kind in (DelegateKind.PRESENTER, DelegateKind.COMMENDED),
        substitute=delegate.substitute_for is not None,
    )


def _invitation_numbers(session: Session, conference: str) -> dict[str | UUID, int]:
    """By unit, and by the invitation of a guest."""
    rows = session.execute(
        select(Invitation.id, Invitation.unit, Invitation.number).where(Invitation.conference == conference)
    )
    return {row.unit or row.id: row.number for row in rows}

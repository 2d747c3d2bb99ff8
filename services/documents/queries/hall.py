"""The people of the hall at a moment: who is confirmed, and who of them had come in by then.

The list of people is that of now; only who was in the hall is told of the moment asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from chassis.vietnamese import name_key
from services.documents.models import Attendance, Delegate
from services.documents.queries.conference_facts import ConferenceFacts

UNLISTED = "unlisted"
"""The kind of a guest outside the list, who is counted apart."""


@dataclass(frozen=True)
class Attendee:
    """A confirmed delegate, and since when they were in the hall; None for one who had not come by then."""

    delegate: Delegate
    category_name: str
    came_at: datetime | None

    @property
    def place(self) -> str:
        """The unit; for a guest the category."""
        return self.delegate.unit_name or self.category_name

    @property
    def units(self) -> dict[str, str]:
        """Names of all units for which they stand, by code."""
        units = {each["unit"]: each["unit_name"] for each in self.delegate.affiliations or ()}
        if self.delegate.unit is not None:
            units[self.delegate.unit] = self.place
        return units

    @property
    def listed(self) -> bool:
        """Whether they were on the list before the day."""
        return self.delegate.kind != UNLISTED


def attendees(
    session: Session, conference: str, facts: ConferenceFacts, as_of: datetime, filters: Mapping[str, Any] | None = None
) -> list[Attendee]:
    """The confirmed in the order of Vietnamese names. Filters: `category`, `unit`, `kind`, `present`."""
    came = _came_in(session, conference, as_of)
    wanted = filters or {}
    everyone = select(Delegate).where(Delegate.conference == conference, Delegate.state == "confirmed")
    for name in ("category", "unit", "kind"):
        if wanted.get(name) is not None:
            everyone = everyone.where(getattr(Delegate, name) == wanted[name])
    found = [
        Attendee(delegate, facts.category(delegate.category).name, came.get(delegate.id))
        for delegate in session.scalars(everyone)
    ]
    present = wanted.get("present")
    kept = [each for each in found if present is None or present == (each.came_at is not None)]
    return in_name_order(kept)


def in_name_order(people: Sequence[Attendee]) -> list[Attendee]:
    """By given name, then by the rest of the name."""
    return sorted(people, key=lambda each: (name_key(each.delegate.full_name), str(each.delegate.id)))


def _came_in(session: Session, conference: str, as_of: datetime) -> dict[UUID, datetime]:
    """Since when each delegate was in the hall at that moment."""
    still = or_(Attendance.undone_at.is_(None), Attendance.undone_at > as_of)
    inside = (
        select(Attendance.delegate_id, Attendance.came_at)
        .where(Attendance.conference == conference, Attendance.came_at <= as_of, still)
        .order_by(Attendance.came_at.desc())
    )
    return {row.delegate_id: row.came_at for row in session.execute(inside)}

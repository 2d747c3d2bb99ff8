"""The seating plan (sơ đồ chỗ ngồi): the hall, and who sits where while the office is at work on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, synonym

from chassis.db.aggregate import Aggregate
from chassis.db.types import Json, UtcDateTime
from services.registration.models.base import Base, Slug, Words


class SeatingPlan(Aggregate, Base):
    """One for each conference whose plan describes its hall. The version counts publications, as their events do.

    `revision` grows with every change of the draft, also of the hall, and refuses a stale page.
    """

    __tablename__ = "seating_plans"
    __table_args__ = (
        CheckConstraint("(published_at IS NULL) = (published_by IS NULL)", name="published"),
        CheckConstraint("revision >= 0", name="revision"),
    )

    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"), primary_key=True)
    hall: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """`HallFacts` of the contract; none when a later plan describes the hall no more."""
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[Words | None]
    """None for a change of the hall by the plan."""
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_by: Mapped[Words | None]

    id: Mapped[str] = synonym("conference")
    """The subject of the seating plan's events."""


class SeatAssignment(Base):
    """A delegate's seat in the draft. The published one, which people get to see, is `Delegate.seat`.

    It may outlive its reason: a holder who is excused, a seat that a later plan took away. Those are conflicts, shown
    until somebody mends them.
    """

    __tablename__ = "seat_assignments"
    __table_args__ = (UniqueConstraint("conference", "seat"),)

    delegate_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"), primary_key=True)
    conference: Mapped[Slug] = mapped_column(ForeignKey("seating_plans.conference"))
    seat: Mapped[str] = mapped_column(String(16))
    manual: Mapped[bool]
    """Chosen by a person: a new proposal leaves it alone."""
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    assigned_by: Mapped[Words]

"""What one unit owes, by when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.submission import SubmissionState


class Obligation(Aggregate, Base):
    """One obligation of the plan, of one of the units that owe it.

    Both readings of "trước ngày" are kept as moments, and the one that the plan's policy chose: the last second that
    is in time. They follow an extension; `due_date` is what the plan says.

    What was worked on is never deleted: when a plan drops it, `dropped_at` is set, and lists leave it out.
    """

    __tablename__ = "obligations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(128))
    unit: Mapped[str] = mapped_column(String(128))
    unit_name: Mapped[str] = mapped_column(NormalText)
    title: Mapped[str] = mapped_column(NormalText)
    kind: Mapped[str] = mapped_column(String(64))
    state: Mapped[SubmissionState] = mapped_column(state_text(SubmissionState), default=SubmissionState.AWAITED)
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When what stands was handed in; None while nothing is there."""
    appraised_by: Mapped[str] = mapped_column(Text, default="")
    """Codes of the rooms whose field it is, a blank before and after each."""
    due_date: Mapped[date] = mapped_column(Date)
    extended_to: Mapped[date | None] = mapped_column(Date)
    """The later day that was granted to this unit."""
    policy: Mapped[str] = mapped_column(String(16))
    strict_until: Mapped[datetime] = mapped_column(UtcDateTime)
    lenient_until: Mapped[datetime] = mapped_column(UtcDateTime)
    last_moment: Mapped[datetime] = mapped_column(UtcDateTime)
    source: Mapped[str | None] = mapped_column(NormalText)
    """Where the plan says so."""
    folded: Mapped[str] = mapped_column(Text)
    """Title, unit and code without accents, in small letters: what a search looks in."""
    position: Mapped[int] = mapped_column(Integer)
    worked_on_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When somebody first did something about it; from then on no plan removes it unasked."""
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When a plan dropped it although it had been worked on."""

    __table_args__ = (
        UniqueConstraint("conference", "code", "unit"),
        CheckConstraint("policy IN ('before', 'by_end_of')", name="policy"),
        CheckConstraint("state = 'awaited' OR worked_on_at IS NOT NULL", name="worked_on"),
        CheckConstraint("(came_at IS NULL) = (state IN ('awaited', 'returned'))", name="came_at"),
        CheckConstraint("last_moment IN (strict_until, lenient_until)", name="last_moment"),
        Index(None, "conference", "last_moment"),
        Index(None, "conference", "unit"),
    )

"""What one unit owes, by when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.documents.models.base import Base


class Obligation(Base):
    """One obligation of the plan, of one of the units that owe it.

    Both readings of "trước ngày" are kept as moments, and the one that the plan's policy chose: the last
    second that is in time.
    """

    __tablename__ = "obligations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(128))
    unit: Mapped[str] = mapped_column(String(128))
    unit_name: Mapped[str] = mapped_column(NormalText)
    title: Mapped[str] = mapped_column(NormalText)
    kind: Mapped[str] = mapped_column(String(64))
    due_date: Mapped[date] = mapped_column(Date)
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

    __table_args__ = (
        UniqueConstraint("conference", "code", "unit"),
        CheckConstraint("policy IN ('before', 'by_end_of')", name="policy"),
        CheckConstraint("last_moment IN (strict_until, lenient_until)", name="last_moment"),
        Index(None, "conference", "last_moment"),
        Index(None, "conference", "unit"),
    )

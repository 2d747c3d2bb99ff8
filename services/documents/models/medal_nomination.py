"""A nomination for the medal (Kỷ niệm chương) of the field."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Date, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.medal_nomination import MedalState


class MedalNomination(Base, Aggregate):
    """Whom a unit nominates, and how far it is. A person is known again by `folded_name` and `birth_year`."""

    __tablename__ = "medal_nominations"
    __table_args__ = (
        CheckConstraint("verified_years IS NOT NULL OR state NOT IN ('verified', 'sent', 'awarded')", name="verified"),
        CheckConstraint("birth_year BETWEEN 1900 AND 2100", name="birth_year"),
        CheckConstraint("years_of_service BETWEEN 0 AND 80", name="years_of_service"),
        Index(None, "conference", "unit"),
        Index(None, "folded_name", "birth_year"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    unit: Mapped[str] = mapped_column(String(128))
    unit_name: Mapped[str] = mapped_column(NormalText)
    full_name: Mapped[str] = mapped_column(NormalText)
    folded_name: Mapped[str] = mapped_column(Text)
    """Without accents, in small letters."""
    birth_year: Mapped[int] = mapped_column(Integer)
    post: Mapped[str] = mapped_column(NormalText)
    years_of_service: Mapped[int] = mapped_column(Integer)
    """In the field, as the unit says."""
    verified_years: Mapped[int | None] = mapped_column(Integer)
    """As the office found them in the papers."""
    awarded_before: Mapped[bool]
    """Whether the unit says that the person has the medal already."""
    merits: Mapped[str | None] = mapped_column(NormalText)
    state: Mapped[MedalState] = mapped_column(state_text(MedalState))
    document_number: Mapped[str | None] = mapped_column(NormalText)
    """Of the document it was sent with, or, once awarded, of the decision; None stays dots on paper."""
    document_date: Mapped[date | None] = mapped_column(Date)
    nominated_at: Mapped[datetime] = mapped_column(UtcDateTime)

"""More time for one obligation of one unit: asked for, granted, refused or withdrawn."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.extension import ExtensionState

_ASKED = text("state = 'asked'")


class Extension(Base):
    """Kept for good. `reason`, `wanted_to`: what was asked for; None where the organizer granted it unasked."""

    __tablename__ = "extensions"
    __table_args__ = (
        CheckConstraint("(granted_to IS NULL) = (state <> 'granted')", name="granted_to"),
        CheckConstraint("(decided_at IS NULL) = (state IN ('asked', 'withdrawn'))", name="decided_at"),
        Index(None, "obligation_id", "asked_at"),
        Index("uq_extensions_one_asked", "obligation_id", unique=True, sqlite_where=_ASKED, postgresql_where=_ASKED),
        Index(None, "conference", "state"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    obligation_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("obligations.id"))
    state: Mapped[ExtensionState] = mapped_column(state_text(ExtensionState))
    asked_by: Mapped[str] = mapped_column(NormalText)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(NormalText)
    wanted_to: Mapped[date | None] = mapped_column(Date)
    granted_to: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str | None] = mapped_column(NormalText)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    word: Mapped[str | None] = mapped_column(NormalText)
    """What the organizer said with the decision."""

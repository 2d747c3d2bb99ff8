"""What is kept of a guest whom nobody named (ngoài danh sách): why they came in, by whom, and whose word counted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words


class UnlistedGuest(Base):
    """Beside their row as a delegate. Where two must agree, `decided_*` is the second person: never the first one.

    `scan_id` names the check-in that the desk asked for, so that a repetition is known.
    """

    __tablename__ = "unlisted_guests"
    __table_args__ = (
        UniqueConstraint("conference", "scan_id"),
        CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decided_by_name IS NULL)"
            " AND (decided_at IS NULL) = (word IS NULL)",
            name="decided",
        ),
        CheckConstraint("decided_by IS NULL OR decided_by <> entered_by", name="second_person"),
        Index("ix_unlisted_guests_conference_entered_at", "conference", "entered_at"),
    )

    delegate_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"), primary_key=True)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    reason: Mapped[Words]
    gate: Mapped[str] = mapped_column(String(64))
    scan_id: Mapped[UUID] = mapped_column(Uuid)
    entered_by: Mapped[str] = mapped_column(String(200))
    """Subject of the identity: a name may be anybody's."""
    entered_by_name: Mapped[Words]
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(200))
    decided_by_name: Mapped[Words | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    word: Mapped[Words | None]

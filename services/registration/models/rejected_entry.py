"""What a station sent in a batch and could not become a line of the log. Nothing is dropped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words


class RejectedEntry(Base):
    """An entry that is malformed, whose scan_id is another scan's, or an undo that was refused; with the reason.

    Never changed nor removed; a trigger refuses it. `content` is what was sent, as JSON, and cut when it is long.
    """

    __tablename__ = "rejected_entries"
    __table_args__ = (
        UniqueConstraint("conference", "asked"),
        Index("ix_rejected_entries_conference_received_at", "conference", "received_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug]
    asked: Mapped[str] = mapped_column(String(64))
    """Hash of the entry: the same one again gets the same answer and no second row."""
    entry_id: Mapped[str | None] = mapped_column(String(64))
    """Its scan_id or undo_id, as far as it had one."""
    content: Mapped[str] = mapped_column(Text)
    problem: Mapped[str] = mapped_column(String(40))
    detail: Mapped[Words]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[Words]
    station: Mapped[str | None] = mapped_column(String(64))

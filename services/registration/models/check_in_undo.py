"""A check-in taken back. Kept for good, as the scan is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words


class CheckInUndo(Base):
    """Who took which line back, when and why. Never changed nor removed; a trigger refuses it.

    `id` is made by the station that was without a network, and is the same for every retry; else by the server.
    """

    __tablename__ = "check_in_undos"
    __table_args__ = (
        Index("ix_check_in_undos_check_in_id", "check_in_id"),
        Index("ix_check_in_undos_delegate_id", "delegate_id", "happened_at"),
        CheckConstraint("happened_at <= received_at", name="happened"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug]
    check_in_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("check_ins.id"))
    delegate_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"))
    asked: Mapped[str] = mapped_column(String(64))
    """Hash of what was sent, to tell a repetition from a mistake."""
    undone_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """`undone_at` by the server's clock, and not before the scan."""
    by: Mapped[Words]
    station: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[Words]

"""The check-in log (điểm danh): every scan, whatever came of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words, state_text


class Outcome(StrEnum):
    """What came of a scan."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


_STANDS = text("outcome = 'accepted' AND undone_at IS NULL")


class CheckIn(Base):
    """A line is never changed, except that an accepted one can be undone, once.

    The index `uq_check_ins_first` decides between two gates: one standing check-in for each delegate.
    `gate` is what the station said, and may be no gate of ours when the scan was refused.
    """

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("conference", "scan_id"),
        Index("uq_check_ins_first", "delegate_id", unique=True, postgresql_where=_STANDS, sqlite_where=_STANDS),
        Index("ix_check_ins_conference_received_at", "conference", "received_at"),
        CheckConstraint("(outcome = 'refused') = (problem IS NOT NULL)", name="problem"),
        CheckConstraint("outcome = 'refused' OR delegate_id IS NOT NULL", name="delegate"),
        CheckConstraint("(outcome = 'duplicate') = (first_id IS NOT NULL)", name="first"),
        CheckConstraint(
            "(undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)", name="undone"
        ),
        CheckConstraint("undone_at IS NULL OR outcome = 'accepted'", name="undone_outcome"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug]
    # No foreign key to conferences: every scan would lock that one row, and gates would wait for each other.
    scan_id: Mapped[UUID] = mapped_column(Uuid)
    asked: Mapped[str] = mapped_column(String(64))
    """Hash of what was sent with the scan_id, to tell a repetition from a mistake."""
    outcome: Mapped[Outcome] = mapped_column(state_text(Outcome, "outcome"))
    problem: Mapped[str | None] = mapped_column(String(40))
    pass_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("passes.id"))
    delegate_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("delegates.id"))
    first_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("check_ins.id"))
    gate: Mapped[str] = mapped_column(String(64))
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[Words]
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[Words | None]
    undone_reason: Mapped[Words | None]

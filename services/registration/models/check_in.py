"""The check-in log (điểm danh): every scan, whatever came of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime, state_text
from services.registration.models.base import Base, Slug, Words
from services.registration.workflows.check_in_log import Outcome

_STANDS = text("outcome = 'accepted'")

DERIVED = ("outcome", "first_id", "announced")
"""Columns worked out from the log (`workflows.check_in_log`). The database refuses to change any other."""


class CheckIn(Base):
    """The facts of a line are never changed, nor is a line removed; a trigger refuses it. `DERIVED` alone are.

    The index `uq_check_ins_first` decides between two gates: one standing check-in for each delegate.
    `gate` is what the station said, and may be no gate of ours when the scan was refused.
    """

    __tablename__ = "check_ins"
    __table_args__ = (
        UniqueConstraint("conference", "scan_id"),
        Index("uq_check_ins_first", "delegate_id", unique=True, postgresql_where=_STANDS, sqlite_where=_STANDS),
        Index("ix_check_ins_delegate_id", "delegate_id"),
        Index("ix_check_ins_conference_received_at", "conference", "received_at"),
        CheckConstraint("answered <> 'refused' OR problem IS NOT NULL", name="problem"),
        CheckConstraint("outcome = 'refused' OR delegate_id IS NOT NULL", name="delegate"),
        CheckConstraint("(outcome = 'duplicate') = (first_id IS NOT NULL)", name="first"),
        CheckConstraint("(answered = 'duplicate') = (answered_first_id IS NOT NULL)", name="answered_first"),
        CheckConstraint("happened_at <= received_at", name="happened"),
        CheckConstraint("announced >= 0", name="announced_count"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug]
    # No foreign key to conferences: every scan would lock that one row, and gates would wait for each other.
    scan_id: Mapped[UUID] = mapped_column(Uuid)
    asked: Mapped[str] = mapped_column(String(64))
    """Hash of what was sent with the scan_id, to tell a repetition from a mistake."""
    problem: Mapped[str | None] = mapped_column(String(40))
    """What spoke against the scan when it arrived."""
    pass_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("passes.id"))
    delegate_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("delegates.id"))
    gate: Mapped[str] = mapped_column(String(64))
    scanned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """By the station's clock."""
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The station's clock when it sent the scan, if it said so."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    """`scanned_at` by the server's clock: what decides who was first."""
    by: Mapped[Words]
    caller: Mapped[str] = mapped_column(String(200))
    """The subject of the identity that sent it."""
    station: Mapped[str | None] = mapped_column(String(64))
    """The paired device that sent it, if one did."""
    admitted: Mapped[bool | None]
    """Whether a station without a network let the person in; None where the server's answer decided."""
    answered: Mapped[Outcome] = mapped_column(state_text(Outcome, "answered"))
    """What the station was told, and is told again."""
    answered_first_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("check_ins.id", deferrable=True, initially="DEFERRED")
    )
    outcome: Mapped[Outcome] = mapped_column(state_text(Outcome, "outcome"))
    """What the line counts as now."""
    first_id: Mapped[UUID | None] = mapped_column(
        Uuid, ForeignKey("check_ins.id", deferrable=True, initially="DEFERRED")
    )
    announced: Mapped[int] = mapped_column(default=0)
    """How many events told of it: attendance_recorded and attendance_undone take turns."""

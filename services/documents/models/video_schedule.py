"""When the approved film is shown: its item of the agenda, and its slots on channels."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base


class VideoSchedule(Base):
    """The cut that is scheduled, and where: there is a row while the film is `scheduled` or `shown`."""

    __tablename__ = "video_schedules"
    __table_args__ = (
        CheckConstraint("(shown_at IS NULL) = (shown_by IS NULL)", name="shown"),
        CheckConstraint("(shown_at IS NULL) = (shown_sha256 IS NULL)", name="shown_file"),
        Index(None, "conference"),
    )

    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    version_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_versions.id"))
    """The approved cut."""
    agenda_item_id: Mapped[UUID | None] = mapped_column(Uuid)
    """An item of kind `film`; None: it is broadcast and not shown in the hall."""
    scheduled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    scheduled_by: Mapped[str] = mapped_column(NormalText)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it began in the hall."""
    shown_by: Mapped[str | None] = mapped_column(NormalText)
    shown_sha256: Mapped[str | None] = mapped_column(String(64))
    """Of the file that was played: the approved one, or the browser copy made from it."""


class BroadcastState(StrEnum):
    """How far a slot is."""

    PLANNED = "planned"
    AIRED = "aired"
    REMOVED = "removed"


class VideoBroadcast(Base):
    """A slot on a channel; reported as aired by the broadcaster, or by the office on its behalf."""

    __tablename__ = "video_broadcasts"
    __table_args__ = (
        CheckConstraint("(state = 'aired') = (aired_at IS NOT NULL)", name="aired_at"),
        CheckConstraint("(state = 'aired') = (reported_by IS NOT NULL)", name="reported_by"),
        Index(None, "video_report_id", "starts_at"),
        Index(None, "conference"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    channel: Mapped[str] = mapped_column(NormalText)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[BroadcastState] = mapped_column(state_text(BroadcastState, length=16))
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_by: Mapped[str] = mapped_column(NormalText)
    aired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    remark: Mapped[str | None] = mapped_column(NormalText)
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reported_by: Mapped[str | None] = mapped_column(NormalText)

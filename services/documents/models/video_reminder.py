"""That the appraisers of the film were reminded of their deadline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime
from services.documents.models.base import Base


class VideoReminder(Base, Aggregate):
    """One for each deadline and number of days before it (negative: after); a later deadline is another reason."""

    __tablename__ = "video_reminders"
    __table_args__ = (UniqueConstraint("video_report_id", "last_moment", "days_left"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    last_moment: Mapped[datetime] = mapped_column(UtcDateTime)
    days_left: Mapped[int] = mapped_column(Integer)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)

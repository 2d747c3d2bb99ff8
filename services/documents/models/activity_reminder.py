"""That a unit was reminded of an activity whose day has passed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime
from services.documents.models.base import Base


class ActivityReminder(Base, Aggregate):
    """One for each deadline of an activity with a unit: a later deadline is another reason to remind."""

    __tablename__ = "activity_reminders"
    __table_args__ = (UniqueConstraint("report_id", "last_moment"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("activity_reports.id", ondelete="CASCADE"))
    last_moment: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)

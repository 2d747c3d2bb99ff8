"""Who came in and when: a projection of registration.attendance_*."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.documents.models.base import Base


class Attendance(Base):
    """One check-in: in the hall from `came_at` until `undone_at`, so that the hall of any moment can be told.

    No foreign key to delegates: the two are news of different subjects, and either may come first.
    """

    __tablename__ = "attendances"

    check_in_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    delegate_id: Mapped[UUID] = mapped_column(Uuid)
    gate: Mapped[str] = mapped_column(String(128))
    came_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sequence: Mapped[int] = mapped_column(Integer)
    """Of the latest news of this check-in: an earlier one that arrives late changes nothing."""

    __table_args__ = (Index(None, "conference", "came_at"),)

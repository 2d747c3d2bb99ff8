"""What workers do with each cut of the film."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.documents.models.base import Base


class FilmWork(Base):
    """One piece of work, known by the version that it is of; by whichever worker holds it."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_versions.id"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    progress: Mapped[float] = mapped_column(Float)
    """The share that is done, 0 to 1."""
    attempts: Mapped[int] = mapped_column(Integer)
    """How often it was begun: what ends its worker is not begun for ever."""
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when the worker that has it is believed to be alive."""
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

"""What the machine found in a cut of the film."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, UtcDateTime, state_text
from services.documents.models.base import Base


class InspectionState(StrEnum):
    """How far an inspection is. A cut without a row waits for its turn."""

    RUNNING = "running"
    DONE = "done"


class VideoInspection(Base):
    """One inspection, known by the version that it is of; by whichever worker holds it.

    `report` is that of `services.documents.film.inspection`, `asked` the thresholds that it was judged by: a plan that
    changes later does not change what was said.
    """

    __tablename__ = "video_inspections"
    __table_args__ = (
        CheckConstraint("(state = 'done') = (report IS NOT NULL)", name="report"),
        CheckConstraint("(state = 'done') = (finished_at IS NOT NULL)", name="finished_at"),
        CheckConstraint("(state = 'done') = (outcome IS NOT NULL)", name="outcome"),
        CheckConstraint("(state = 'done') = (verdict IS NOT NULL)", name="verdict"),
        Index(None, "video_report_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_versions.id"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    video_report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("video_reports.id"))
    state: Mapped[InspectionState] = mapped_column(state_text(InspectionState))
    progress: Mapped[float] = mapped_column(Float)
    """The share of the film that was looked at, 0 to 1."""
    attempts: Mapped[int] = mapped_column(Integer)
    """How often it was begun: what ends its worker is not begun for ever."""
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Until when the worker that has it is believed to be alive."""
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked: Mapped[dict[str, Any]] = mapped_column(Json)
    outcome: Mapped[str | None] = mapped_column(String(16))
    verdict: Mapped[str | None] = mapped_column(String(16))
    failures: Mapped[int] = mapped_column(Integer)
    warnings: Mapped[int] = mapped_column(Integer)
    report: Mapped[dict[str, Any] | None] = mapped_column(Json, deferred=True)

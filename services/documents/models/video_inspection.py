"""What the machine found in a cut of the film."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, state_text
from services.documents.models.film_work import FilmWork


class InspectionState(StrEnum):
    """How far an inspection is. A cut without a row waits for its turn."""

    RUNNING = "running"
    DONE = "done"


class VideoInspection(FilmWork):
    """One inspection of a cut.

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

    state: Mapped[InspectionState] = mapped_column(state_text(InspectionState))
    asked: Mapped[dict[str, Any]] = mapped_column(Json)
    outcome: Mapped[str | None] = mapped_column(String(16))
    verdict: Mapped[str | None] = mapped_column(String(16))
    failures: Mapped[int] = mapped_column(Integer)
    warnings: Mapped[int] = mapped_column(Integer)
    report: Mapped[dict[str, Any] | None] = mapped_column(Json, deferred=True)

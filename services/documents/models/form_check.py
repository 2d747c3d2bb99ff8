"""What the form check said of a version that was handed in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import Json, UtcDateTime, state_text
from services.documents.models.base import Base


class CheckState(StrEnum):
    """How far a check is. A version without a row waits for its turn."""

    RUNNING = "running"
    DONE = "done"
    COULD_NOT = "could_not"


class FormCheck(Base, Aggregate):
    """One check, known by the version that it is of. `report` is that of `services.documents.form_check`."""

    __tablename__ = "form_checks"
    __table_args__ = (
        CheckConstraint("(report IS NULL) = (state = 'running')", name="report"),
        CheckConstraint("(finished_at IS NULL) = (state = 'running')", name="finished_at"),
        Index(None, "obligation_id"),
        Index(None, "state", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("submissions.id"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    obligation_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("obligations.id"))
    state: Mapped[CheckState] = mapped_column(state_text(CheckState, name="state"))
    attempts: Mapped[int] = mapped_column(Integer)
    """How often it was begun: what kills its worker is not begun for ever."""
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report: Mapped[dict[str, Any] | None] = mapped_column(Json)

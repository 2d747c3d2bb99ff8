"""The text of a version that was handed in, by the sections of its outline."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, UtcDateTime
from services.documents.models.base import Base


class ReportText(Base):
    """Known by the version that it is of; without `read_at`, a worker is at it. Forgotten when the outline changes."""

    __tablename__ = "report_texts"
    __table_args__ = (
        CheckConstraint("(sections IS NULL) = (read_at IS NULL)", name="sections"),
        Index(None, "conference"),
        Index(None, "read_at", "begun_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("submissions.id"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    obligation: Mapped[str] = mapped_column(String(128))
    """The obligation's code in the plan."""
    outline: Mapped[str] = mapped_column(String(64))
    """Fingerprint of the outline that it was read by."""
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sections: Mapped[list[list[str | None]] | None] = mapped_column(Json)
    """Lines of each section in the outline's order; None stands for a table."""
    problem: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """Why nothing could be taken: `code`, `vi`, `en`."""
    left_out: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    """Tables and pictures that were not taken along: `what`, `section`, `where` (page or paragraph), `number`."""
    cut: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether the report is longer than what was taken of it."""

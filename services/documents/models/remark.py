"""What an appraiser says about a place of a version."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base


class Weight(StrEnum):
    """How much it counts."""

    MUST_FIX = "must_fix"
    ADVICE = "advice"


class Remark(Base):
    """One remark. Whoever handed the version in sees it once the version is judged; from then on it is not changed."""

    __tablename__ = "remarks"
    __table_args__ = (Index(None, "submission_id", "at"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    submission_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("submissions.id"))
    place: Mapped[str | None] = mapped_column(NormalText)
    """Where: a page, a section, in the appraiser's words."""
    finding: Mapped[str | None] = mapped_column(NormalText)
    """Code of the finding of the form check that it takes up."""
    weight: Mapped[Weight] = mapped_column(state_text(Weight, name="weight"))
    text: Mapped[str] = mapped_column(NormalText)
    by: Mapped[str] = mapped_column(NormalText)
    role: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

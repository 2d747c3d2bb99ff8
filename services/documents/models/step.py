"""A step that was taken in a workflow: who, when, why. Kept for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.documents.models.base import Base


class Step(Base):
    """One line of the history of what `about` names by its id."""

    __tablename__ = "steps"
    __table_args__ = (Index("ix_steps_about", "about", "id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    about: Mapped[UUID] = mapped_column(Uuid)
    action: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(32))
    """The state after the step."""
    by: Mapped[str] = mapped_column(NormalText)
    role: Mapped[str | None] = mapped_column(String(16))
    """None where the system did it by itself."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(NormalText)

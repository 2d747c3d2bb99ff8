"""A step that was taken in a workflow: who, when, why. Kept for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words


class Step(Base):
    """One line of the history of an invitation or delegate (`about`)."""

    __tablename__ = "steps"
    __table_args__ = (Index("ix_steps_about", "about", "id"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    about: Mapped[UUID] = mapped_column(Uuid)
    action: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    """The state after the step."""
    by: Mapped[Words]
    role: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[Words | None]

"""A move of the conference to another time or place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import Json, NormalText, UtcDateTime
from services.documents.models.base import Base


class Postponement(Base, Aggregate):
    """What moved, with which version of the plan, why and by whom. It is never changed."""

    __tablename__ = "postponements"
    __table_args__ = (Index(None, "conference", "plan_version", unique=True),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    plan_version: Mapped[int] = mapped_column(Integer)
    calendar_sequence: Mapped[int] = mapped_column(Integer)
    previous: Mapped[dict[str, Any]] = mapped_column(Json)
    """`OccasionFacts` of the contract, before the move."""
    present: Mapped[dict[str, Any]] = mapped_column(Json)
    """The same, after it."""
    reason: Mapped[str | None] = mapped_column(NormalText)
    """None where a plan was applied without giving one."""
    postponed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    postponed_by: Mapped[str] = mapped_column(NormalText)

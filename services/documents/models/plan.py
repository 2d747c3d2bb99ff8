"""The applied plan of a conference, and every version of it that was ever applied."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, synonym

from chassis.db.aggregate import Aggregate
from chassis.db.types import Json, NormalText, UtcDateTime
from services.documents.models.base import Base


class Plan(Base, Aggregate):
    """What holds now. Its version is the plan's version: one application, one event, one more."""

    __tablename__ = "plans"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(NormalText)
    source: Mapped[str] = mapped_column(Text)
    """The file as it was given."""
    shift_to: Mapped[date | None] = mapped_column(Date)
    """The day the conference was moved to when the file was applied."""
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    """The whole plan after moving, as data: two files that say the same have the same content."""
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    """`ConferenceFacts` of the contract, for papers."""
    categories: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """`CategoryFacts` of the contract, for papers."""
    printing: Mapped[dict[str, Any]] = mapped_column(Json)
    """What only papers need: `signer_name`, and `asked_to` by the code of a unit or guest."""
    calendar_sequence: Mapped[int] = mapped_column(Integer)
    """Revision of calendar entries: one more with every other time or place."""
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_by: Mapped[str] = mapped_column(NormalText)

    id: Mapped[str] = synonym("conference")
    """The subject of the plan's events."""


class AppliedPlan(Base):
    """One version, as it was applied: who, when, from which file, and what it changed in words."""

    __tablename__ = "applied_plans"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    plan_version: Mapped[int] = mapped_column(Integer, primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    shift_to: Mapped[date | None] = mapped_column(Date)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    applied_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_by: Mapped[str] = mapped_column(NormalText)

    __table_args__ = (CheckConstraint("plan_version >= 1", name="plan_version"),)

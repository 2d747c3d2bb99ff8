"""The published seating: a projection of registration.seating_published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, UtcDateTime
from services.documents.models.base import Base


class SeatingPlan(Base):
    """The hall as it was when its seats were made known, and who was given which; a later publication replaces it."""

    __tablename__ = "seating_plans"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    hall: Mapped[dict[str, Any]] = mapped_column(Json)
    """`HallFacts` of the contract."""
    seats: Mapped[dict[str, str]] = mapped_column(Json)
    """The delegate's id by the seat."""

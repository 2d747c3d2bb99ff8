"""Nơi nhận: who receives the plan."""

from __future__ import annotations

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, NormalText
from services.documents.models.base import Base


class DistributionEntry(Base):
    """One line of the distribution list, in the order of the plan. `units` are the codes that the line means."""

    __tablename__ = "distribution_entries"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(NormalText)
    purpose: Mapped[str | None] = mapped_column(NormalText)
    units: Mapped[list[str]] = mapped_column(Json)

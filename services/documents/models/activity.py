"""What the plan has done around the conference: visits, study trips, articles, local conferences."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, NormalText
from services.documents.models.base import Base


class Activity(Base):
    """One activity of the applied plan. `owners` are codes, `owner_names` the same in words."""

    __tablename__ = "activities"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(128), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    """In the order of the plan."""
    title: Mapped[str] = mapped_column(NormalText)
    kind: Mapped[str] = mapped_column(String(64))
    owners: Mapped[list[str]] = mapped_column(Json)
    owner_names: Mapped[list[str]] = mapped_column(Json)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    due_date: Mapped[date | None] = mapped_column(Date)
    policy: Mapped[str | None] = mapped_column(String(16))
    evidence: Mapped[str | None] = mapped_column(NormalText)
    source: Mapped[str | None] = mapped_column(NormalText)

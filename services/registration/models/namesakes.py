"""The organizer's word that two delegates of one name are two persons."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words


class Namesakes(Base):
    """Two delegates, the smaller id first, who are no longer shown as possibly the same."""

    __tablename__ = "namesakes"
    __table_args__ = (CheckConstraint("first_id < second_id", name="ordered"),)

    first_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"), primary_key=True)
    second_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"), primary_key=True)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[Words]

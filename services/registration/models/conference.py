"""A conference, as the plan says it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words


class Conference(Base):
    """The facts of `documents.plan_published`, and the last number given to an invitation."""

    __tablename__ = "conferences"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("last_invitation_number >= 0", name="last_invitation_number"),
    )

    slug: Mapped[Slug] = mapped_column(primary_key=True)
    plan_version: Mapped[int]
    title: Mapped[Words]
    short_title: Mapped[Words]
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registration_closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """From then on only the organizer changes the lists of units; None: never."""
    timezone: Mapped[Words]
    hall: Mapped[Words]
    address: Mapped[Words]
    capacity: Mapped[int]
    host: Mapped[Words]
    chair: Mapped[Words | None]
    contact_name: Mapped[Words | None]
    contact_phone: Mapped[Words | None]
    contact_email: Mapped[Words | None]
    last_invitation_number: Mapped[int] = mapped_column(default=0)

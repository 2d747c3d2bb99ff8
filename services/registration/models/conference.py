"""A conference, as the plan says it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Code, Slug, Words

GRACE = timedelta(hours=12)
"""A conference that goes on past midnight does not shut its own gates."""


class Conference(Base):
    """The facts of `documents.plan_published`, and the last number given to an invitation.

    `calendar_sequence` is the revision of calendar entries.
    """

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
    unlisted_category: Mapped[Code | None]
    unlisted_needs_second_person: Mapped[bool] = mapped_column(default=False)
    last_invitation_number: Mapped[int] = mapped_column(default=0)
    calendar_sequence: Mapped[int]

    @property
    def passes_valid_until(self) -> datetime:
        """The end of the conference's last day in its own zone, and `GRACE`: from then on no pass opens a gate."""
        return passes_valid_until(self.ends_at, self.timezone)


def passes_valid_until(ends_at: datetime, timezone: str) -> datetime:
    """Until when passes of a conference with this end and zone are good, whatever expiry is signed in them."""
    zone = ZoneInfo(timezone)
    last_day = ends_at.astimezone(zone).date()
    return datetime.combine(last_day + timedelta(days=1), time(), zone).astimezone(UTC) + GRACE

"""An activity of the plan with one of the units that hold it: how far it is, and what the unit reported."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.activity import ActivityState


class ActivityReport(Base, Aggregate):
    """What the plan says is copied, so that a report can be read after a plan has dropped its activity.

    `last_moment` is the last second that is in time, by the reading that the plan chose; None where nothing is due.
    """

    __tablename__ = "activity_reports"
    __table_args__ = (
        UniqueConstraint("conference", "activity", "unit"),
        CheckConstraint("state NOT IN ('done', 'confirmed') OR held_on IS NOT NULL", name="held_on"),
        CheckConstraint("state <> 'not_held' OR note IS NOT NULL", name="note"),
        Index(None, "conference", "unit"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    activity: Mapped[str] = mapped_column(String(128))
    position: Mapped[int] = mapped_column(Integer)
    """Of the activity in the plan."""
    title: Mapped[str] = mapped_column(NormalText)
    kind: Mapped[str] = mapped_column(String(64))
    unit: Mapped[str] = mapped_column(String(128))
    unit_name: Mapped[str] = mapped_column(NormalText)
    due_date: Mapped[date | None] = mapped_column(Date)
    policy: Mapped[str | None] = mapped_column(String(16))
    last_moment: Mapped[datetime | None] = mapped_column(UtcDateTime)
    evidence_asked: Mapped[str | None] = mapped_column(NormalText)
    """What the plan asks for as evidence."""
    state: Mapped[ActivityState] = mapped_column(state_text(ActivityState))
    held_on: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str | None] = mapped_column(NormalText)
    account: Mapped[str | None] = mapped_column(NormalText)
    """What was done, in the unit's words."""
    link: Mapped[str | None] = mapped_column(NormalText)
    upload_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("uploads.id"))
    """The file that shows it."""
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the unit first said that it was done."""
    note: Mapped[str | None] = mapped_column(NormalText)
    """Why it was not held, or was sent back."""
    folded: Mapped[str] = mapped_column(Text)
    """Title and unit without accents, in small letters: what a search looks in."""
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When a plan dropped it although somebody had worked on it."""

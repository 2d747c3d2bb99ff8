"""A topic (chủ đề tham luận): what a room proposes, who presents it, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.topic import TopicState


class Topic(Base, Aggregate):
    """One topic of one room. A topic of the plan is a draft of its room, which may change or withdraw it."""

    __tablename__ = "topics"
    __table_args__ = (
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 240", name="minutes"),
        CheckConstraint("(unit IS NULL) = (unit_name IS NULL)", name="unit"),
        CheckConstraint("unit IS NOT NULL OR state IN ('draft', 'withdrawn')", name="unit_known"),
        CheckConstraint("presenter_name IS NOT NULL OR presenter_delegate IS NULL", name="presenter"),
        Index(None, "conference", "department"),
        Index(None, "conference", "unit"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    department: Mapped[str] = mapped_column(String(128))
    department_name: Mapped[str] = mapped_column(NormalText)
    title: Mapped[str] = mapped_column(NormalText)
    reason: Mapped[str | None] = mapped_column(NormalText)
    """Why the room proposes it."""
    unit: Mapped[str | None] = mapped_column(String(128))
    """The unit that presents it."""
    unit_name: Mapped[str | None] = mapped_column(NormalText)
    state: Mapped[TopicState] = mapped_column(state_text(TopicState))
    note: Mapped[str | None] = mapped_column(NormalText)
    """Why it was set aside, declined or returned, or what is to be revised: the word that goes with the state."""
    minutes: Mapped[int | None] = mapped_column(Integer)
    """How long it may take in the hall."""
    text_due: Mapped[date | None] = mapped_column(Date)
    """By the end of which day the office asks for the text."""
    presenter_name: Mapped[str | None] = mapped_column(NormalText)
    presenter_post: Mapped[str | None] = mapped_column(NormalText)
    presenter_delegate: Mapped[UUID | None] = mapped_column(Uuid)
    """The delegate who presents, where it is one that the unit has named."""
    obligation_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    """By which its unit owes the text; None while it owes none."""
    plan_title: Mapped[str | None] = mapped_column(NormalText)
    """The title in the plan that it comes from; None for what the room wrote itself."""
    touched: Mapped[bool] = mapped_column(Boolean)
    """Whether a person did anything about it; from then on no plan takes it away."""
    folded: Mapped[str] = mapped_column(Text)
    """Title, room and unit without accents, in small letters: what a search looks in."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the room sent it last."""

"""A petition (đề xuất, kiến nghị) of a unit, and what was done about it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime, state_text
from services.documents.models.base import Base
from services.documents.workflows.petition import PetitionState


class Petition(Base, Aggregate):
    """What a unit asks for, of whom, and how far it is.

    `unit_name`, `recipient_name` and `room_name` are the plan's, brought up to date when one is applied; so is
    `forwarded` while it is still open whether the petition is answered or forwarded.
    """

    __tablename__ = "petitions"
    __table_args__ = (
        UniqueConstraint("conference", "number"),
        CheckConstraint("(merged_into IS NULL) = (state <> 'merged')", name="merged_into"),
        CheckConstraint("(answered_at IS NULL) = (state <> 'answered')", name="answered_at"),
        CheckConstraint("(forwarded_at IS NULL) = (state NOT IN ('forwarded', 'replied'))", name="forwarded_at"),
        CheckConstraint("(reply IS NULL) = (state <> 'replied')", name="reply"),
        CheckConstraint("room IS NOT NULL OR state NOT IN ('assigned', 'drafted', 'returned')", name="room"),
        CheckConstraint("draft IS NOT NULL OR state NOT IN ('drafted', 'returned', 'answered')", name="draft"),
        Index(None, "conference", "unit"),
        Index(None, "conference", "room"),
        Index(None, "merged_into"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(Integer)
    """By which people speak of it; counted from 1 within the conference."""
    unit: Mapped[str] = mapped_column(String(128))
    unit_name: Mapped[str] = mapped_column(NormalText)
    content: Mapped[str] = mapped_column(NormalText)
    """Its words, a paragraph a line."""
    recipient: Mapped[str] = mapped_column(String(128))
    recipient_name: Mapped[str] = mapped_column(NormalText)
    forwarded: Mapped[bool]
    """Whether the recipient is a superior body, to which it is passed on."""
    room: Mapped[str | None] = mapped_column(String(128))
    """The department room that drafts the answer."""
    room_name: Mapped[str | None] = mapped_column(NormalText)
    state: Mapped[PetitionState] = mapped_column(state_text(PetitionState))
    draft: Mapped[str | None] = mapped_column(NormalText)
    """The answer as the room drafted it; once `answered`, the answer."""
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    forwarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    document_number: Mapped[str | None] = mapped_column(NormalText)
    """Of the document it was forwarded with; None stays dots on paper."""
    document_date: Mapped[date | None] = mapped_column(Date)
    reply: Mapped[str | None] = mapped_column(NormalText)
    """What the superior body said."""
    merged_into: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("petitions.id"))
    """The petition that says the same, whose answer is this one's, too."""
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    folded: Mapped[str] = mapped_column(Text)
    """Number, content and unit without accents, in small letters: what a search looks in."""

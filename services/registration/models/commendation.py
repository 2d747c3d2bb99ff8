"""A commendation (khen thưởng) to be handed over at the conference, in the order of call."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime, state_text
from services.registration.models.base import Base, Code, Slug, Words
from services.registration.workflows.commendation import CommendationState


class Commendation(Aggregate, Base):
    """Of a delegate, of a unit, or of a collective that is only named (`recipient_name`): one of the three.

    Who receives on behalf is a delegate or somebody only named; neither means the recipient in person.
    """

    __tablename__ = "commendations"
    __table_args__ = (
        ForeignKeyConstraint(["conference", "unit"], ["units.conference", "units.code"]),
        CheckConstraint(
            "(CASE WHEN delegate_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN unit IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN recipient_name IS NULL THEN 0 ELSE 1 END) = 1",
            name="recipient",
        ),
        CheckConstraint("proxy_delegate_id IS NULL OR proxy_name IS NULL", name="proxy"),
        CheckConstraint("(called_at IS NULL) = (state = 'waiting')", name="called_at"),
        CheckConstraint("(received_at IS NULL) = (state <> 'received')", name="received_at"),
        CheckConstraint("position >= 1", name="position"),
        Index("ix_commendations_conference_position", "conference", "position"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    position: Mapped[int]
    """Place in the order of call."""
    title: Mapped[Words]
    """What is awarded."""
    delegate_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("delegates.id"))
    unit: Mapped[Code | None]
    recipient_name: Mapped[Words | None]
    proxy_delegate_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("delegates.id"))
    proxy_name: Mapped[Words | None]
    state: Mapped[CommendationState] = mapped_column(state_text(CommendationState), default=CommendationState.WAITING)
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

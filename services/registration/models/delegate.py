"""A delegate (đại biểu): a person who is to attend, for a unit or as an invited guest."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime, state_text
from services.registration.models.base import Base, Code, Slug, Words
from services.registration.workflows.delegate import TAKES_A_PLACE, DelegateState


class DelegateKind(StrEnum):
    """What a delegate comes as."""

    DELEGATE = "delegate"
    PRESENTER = "presenter"
    COMMENDED = "commended"
    UNLISTED = "unlisted"
    """Nobody named them beforehand: the desk let them in, with a reason."""


class Delegate(Aggregate, Base):
    """`unit` is empty for a guest, whose `invitation_id` is set instead. `search_name` is folded for searching.

    Further units that named the same person are their `Affiliation`s. `substitute_for` is the delegate whose place this
    one took over; nobody's place passes to two people. A guest's substitute has no invitation of their own.
    `organisation` is where somebody comes from who belongs to no unit of the plan.
    """

    __tablename__ = "delegates"
    __table_args__ = (
        ForeignKeyConstraint(["conference", "unit"], ["units.conference", "units.code"]),
        ForeignKeyConstraint(
            ["conference", "category"], ["participant_categories.conference", "participant_categories.code"]
        ),
        CheckConstraint("unit IS NULL OR invitation_id IS NULL", name="unit_or_guest"),
        CheckConstraint(
            "unit IS NOT NULL OR invitation_id IS NOT NULL OR substitute_for IS NOT NULL OR kind = 'unlisted'",
            name="comes_by_right",
        ),
        CheckConstraint("organisation IS NULL OR unit IS NULL", name="organisation"),
        Index("ix_delegates_conference_unit", "conference", "unit", "state"),
        Index("ix_delegates_conference_search_name", "conference", "search_name"),
        # In the order of lists, and with all that a search looks at: it reads nothing but this.
        Index("ix_delegates_search", "conference", "sort_name", "id", "search_name"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    kind: Mapped[DelegateKind] = mapped_column(state_text(DelegateKind, "kind"))
    full_name: Mapped[Words]
    search_name: Mapped[Words]
    sort_name: Mapped[bytes]
    post: Mapped[Words | None]
    email: Mapped[Words | None]
    phone: Mapped[Words | None]
    category: Mapped[Code]
    unit: Mapped[Code | None]
    invitation_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("invitations.id"), unique=True)
    substitute_for: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("delegates.id"), unique=True)
    organisation: Mapped[Words | None]
    state: Mapped[DelegateState] = mapped_column(state_text(DelegateState))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seat: Mapped[str | None] = mapped_column(String(16))
    """As it was last published; the draft of the seating is in `SeatAssignment`."""

    @property
    def shown_seat(self) -> str | None:
        """The published seat, while the delegate is to come."""
        return self.seat if self.state in TAKES_A_PLACE else None

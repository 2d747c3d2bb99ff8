"""A delegate (đại biểu): a person who is to attend, for a unit or as an invited guest."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Code, Slug, Words, state_text
from services.registration.workflows.delegate import DelegateState


class DelegateKind(StrEnum):
    """What a delegate comes as."""

    DELEGATE = "delegate"
    PRESENTER = "presenter"
    COMMENDED = "commended"


class Delegate(Aggregate, Base):
    """`unit` is empty for a guest, whose `invitation_id` is set instead. `search_name` is folded for searching.

    Further units that named the same person are their `Affiliation`s.
    """

    __tablename__ = "delegates"
    __table_args__ = (
        ForeignKeyConstraint(["conference", "unit"], ["units.conference", "units.code"]),
        ForeignKeyConstraint(
            ["conference", "category"], ["participant_categories.conference", "participant_categories.code"]
        ),
        CheckConstraint("(unit IS NULL) = (invitation_id IS NOT NULL)", name="unit_or_guest"),
        Index("ix_delegates_conference_unit", "conference", "unit", "state"),
        Index("ix_delegates_conference_search_name", "conference", "search_name"),
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
    state: Mapped[DelegateState] = mapped_column(state_text(DelegateState))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)

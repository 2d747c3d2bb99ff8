"""Another unit on whose list a delegate is: one person, one seat, one pass, several units."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import UtcDateTime, state_text
from services.registration.models.base import Base, Code, Slug, Words
from services.registration.models.delegate import DelegateKind


class Affiliation(Base):
    """A unit beside the delegate's own `unit`, or beside a guest's invitation.

    `kind`, `post` and `email` are what this unit said of them: it sees its own words and not the other unit's.
    """

    __tablename__ = "affiliations"
    __table_args__ = (
        ForeignKeyConstraint(["conference", "unit"], ["units.conference", "units.code"]),
        Index("ix_affiliations_conference_unit", "conference", "unit"),
    )

    delegate_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"), primary_key=True)
    unit: Mapped[Code] = mapped_column(primary_key=True)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    kind: Mapped[DelegateKind] = mapped_column(state_text(DelegateKind, "kind"))
    post: Mapped[Words | None]
    email: Mapped[Words | None]
    named_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[Words]

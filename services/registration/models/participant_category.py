"""A group of participants (thành phần), with its place in protocol."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.registration.models.base import Base, Code, Slug, Words


class ParticipantCategory(Base):
    """Rank 1 is seated and called first."""

    __tablename__ = "participant_categories"
    __table_args__ = (CheckConstraint("protocol_rank >= 1", name="protocol_rank"),)

    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"), primary_key=True)
    code: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Words]
    protocol_rank: Mapped[int]

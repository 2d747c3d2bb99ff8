"""Invitations as papers and the plan need them: a projection of registration.invitation_*."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.documents.models.base import Base


class Invitation(Base):
    """An invitation as it now is. `answer` is None until the invitee has answered."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    number: Mapped[int | None] = mapped_column(Integer)
    issue: Mapped[int] = mapped_column(Integer)
    invitee_kind: Mapped[str] = mapped_column(String(16))
    invitee_code: Mapped[str] = mapped_column(String(128))
    invitee_name: Mapped[str] = mapped_column(NormalText)
    category: Mapped[str | None] = mapped_column(String(128))
    quota: Mapped[int | None] = mapped_column(Integer)
    """Places offered. None, as the category, for what an earlier release kept."""
    state: Mapped[str] = mapped_column(String(16))
    invitee_post: Mapped[str | None] = mapped_column(NormalText)
    link: Mapped[str | None] = mapped_column(Text)
    """The private path that its QR leads to. None for one that an earlier release kept: it is printed without QR."""
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(String(16))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "conference", "invitee_code"),)

"""Invitations as e-mails need them: a projection of registration.invitation_*."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Boolean, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText
from services.notification.models.base import Base


class Invitation(Base):
    """An invitation at its latest issue. `recipient_*` is where it goes: a unit's focal point, or the guest."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64), index=True)
    number: Mapped[int] = mapped_column(Integer)
    issue: Mapped[int] = mapped_column(Integer)
    withdrawn: Mapped[bool] = mapped_column(Boolean)
    answered: Mapped[bool] = mapped_column(Boolean, default=False)
    invitee_kind: Mapped[str] = mapped_column(String(16))
    invitee_code: Mapped[str | None] = mapped_column(String(128))
    """Of the unit; None where it was invited before codes were kept."""
    invitee_name: Mapped[str] = mapped_column(NormalText)
    invitee_post: Mapped[str | None] = mapped_column(NormalText)
    quota: Mapped[int] = mapped_column(Integer)
    recipient_name: Mapped[str | None] = mapped_column(NormalText)
    recipient_email: Mapped[str | None] = mapped_column(NormalText)
    recipient_phone: Mapped[str | None] = mapped_column(String(32))
    link: Mapped[str] = mapped_column(NormalText)

"""Commendations as their list needs them: a projection of registration.commendation_*."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Boolean, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText
from services.documents.models.base import Base


class Commendation(Base):
    """A commendation as it now is. One that was removed stays, so that late news of it does not bring it back."""

    __tablename__ = "commendations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(NormalText)
    state: Mapped[str] = mapped_column(String(16))
    delegate_id: Mapped[UUID | None] = mapped_column(Uuid)
    unit: Mapped[str | None] = mapped_column(String(128))
    recipient_name: Mapped[str] = mapped_column(NormalText)
    recipient_post: Mapped[str | None] = mapped_column(NormalText)
    unit_name: Mapped[str | None] = mapped_column(NormalText)
    proxy_name: Mapped[str | None] = mapped_column(NormalText)
    removed: Mapped[bool] = mapped_column(Boolean)
    sequence: Mapped[int] = mapped_column(Integer)
    """Of the latest news: an earlier one that arrives late changes nothing."""

    __table_args__ = (Index(None, "conference", "position"),)

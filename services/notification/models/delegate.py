"""Delegates as e-mails need them: a projection of registration.delegate_*."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText
from services.notification.models.base import Base


class Delegate(Base):
    """A delegate as they now are. `pass_id` and `code` are set while they hold a pass.

    `sequence` is that of the last news of them, `seat_sequence` of the news that brought their seat.

    The substitute is who took over their place, the focal point that of their unit; known once they handed it over.
    """

    __tablename__ = "delegates"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64), index=True)
    full_name: Mapped[str] = mapped_column(NormalText)
    post: Mapped[str | None] = mapped_column(NormalText)
    email: Mapped[str | None] = mapped_column(NormalText)
    phone: Mapped[str | None] = mapped_column(String(32))
    unit: Mapped[str | None] = mapped_column(String(128))
    unit_name: Mapped[str | None] = mapped_column(NormalText)
    state: Mapped[str] = mapped_column(String(16))
    link: Mapped[str] = mapped_column(NormalText)
    seat: Mapped[str | None] = mapped_column(String(16))
    sequence: Mapped[int] = mapped_column(default=0)
    seat_sequence: Mapped[int] = mapped_column(default=0)
    pass_id: Mapped[UUID | None] = mapped_column(Uuid)
    code: Mapped[str | None] = mapped_column(String(32))
    substitute_for_name: Mapped[str | None] = mapped_column(NormalText)
    substitute_name: Mapped[str | None] = mapped_column(NormalText)
    substitute_post: Mapped[str | None] = mapped_column(NormalText)
    focal_point_name: Mapped[str | None] = mapped_column(NormalText)
    focal_point_email: Mapped[str | None] = mapped_column(NormalText)

"""A file that goes with a message."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText
from services.notification.models.base import Base


class Attachment(Base):
    """`index` counts a message's files from 0. The content is read only when it is asked for."""

    __tablename__ = "attachments"

    message_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    index: Mapped[int] = mapped_column(Integer, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    filename: Mapped[str] = mapped_column(NormalText)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

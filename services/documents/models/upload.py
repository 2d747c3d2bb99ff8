"""A file that was sent, before and after something made use of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.documents.models.base import Base


class Upload(Base):
    """What is known of a file in the store (`services.documents.storage`).

    Until `kept_at` is set it is nobody's: only whoever sent it can use it, and it is swept after a day. The same
    content may have been sent several times; it is kept once.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        Index(None, "sha256"),
        Index(None, "kept_at", "uploaded_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    filename: Mapped[str] = mapped_column(NormalText)
    media_type: Mapped[str] = mapped_column(String(100))
    """By the content, not by the name."""
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_by: Mapped[str] = mapped_column(String(200))
    """Subject of the sender's identity."""
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

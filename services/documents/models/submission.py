"""One version of what a unit handed in for an obligation."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.documents.models.base import Base


class Submission(Base):
    """A file, a link or a short text: one of the three. It is never changed and never deleted."""

    __tablename__ = "submissions"
    __table_args__ = (
        UniqueConstraint("obligation_id", "number"),
        UniqueConstraint("upload_id"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(
            "(CASE WHEN upload_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN link IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN text IS NULL THEN 0 ELSE 1 END) = 1",
            name="content",
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    obligation_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("obligations.id"))
    number: Mapped[int] = mapped_column(Integer)
    """1, 2, 3, … of its obligation."""
    upload_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("uploads.id"))
    link: Mapped[str | None] = mapped_column(NormalText)
    text: Mapped[str | None] = mapped_column(NormalText)
    note: Mapped[str | None] = mapped_column(NormalText)
    handed_in_by: Mapped[str] = mapped_column(NormalText)
    handed_in_role: Mapped[str] = mapped_column(String(16))
    handed_in_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision: Mapped[str | None] = mapped_column(String(16))
    """`returned` or `accepted` once it was judged."""
    word: Mapped[str | None] = mapped_column(NormalText)
    """What was said with the decision."""

    @property
    def form(self) -> str:
        """`file`, `link` or `text`."""
        if self.upload_id is not None:
            return "file"
        return "link" if self.link is not None else "text"

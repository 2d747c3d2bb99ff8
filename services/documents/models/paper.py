"""Rendered papers: what was printed for whom, when, and the file itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime
from services.documents.models.base import Base


class Paper(Base, Aggregate):
    """One paper, rendered for one reason. `reason` is unique: nobody is sent the same paper twice.

    A correction renders the file anew and is announced again under the same reason.
    """

    __tablename__ = "papers"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    about: Mapped[UUID] = mapped_column(Uuid)
    unit: Mapped[str | None] = mapped_column(String(128))
    """Whose focal point may read it; None for a guest's."""
    reason: Mapped[str] = mapped_column(String(160), unique=True)
    title: Mapped[str] = mapped_column(NormalText)
    filename: Mapped[str] = mapped_column(NormalText)
    pages: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    rendered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    plan_version: Mapped[int] = mapped_column(Integer, server_default="0")
    """The version of the plan whose facts are printed on it."""
    current: Mapped[bool] = mapped_column(Boolean)
    """False once the invitation was issued anew or withdrawn, or the pass is dead: no longer to be used."""

    __table_args__ = (
        CheckConstraint("kind IN ('invitation', 'badge')", name="kind"),
        CheckConstraint("pages >= 1", name="pages"),
        Index(None, "conference", "kind"),
        Index(None, "about"),
    )

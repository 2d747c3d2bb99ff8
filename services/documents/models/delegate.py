"""Delegates as badges need them: a projection of registration.delegate_* and pass_revoked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, NormalText, UtcDateTime
from services.documents.models.base import Base


class Delegate(Base):
    """A delegate as they now are. The pass is set while they hold one that opens a gate."""

    __tablename__ = "delegates"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    full_name: Mapped[str] = mapped_column(NormalText)
    post: Mapped[str | None] = mapped_column(NormalText)
    kind: Mapped[str] = mapped_column(String(32))
    category: Mapped[str] = mapped_column(String(128))
    unit: Mapped[str | None] = mapped_column(String(128))
    unit_name: Mapped[str | None] = mapped_column(NormalText)
    state: Mapped[str] = mapped_column(String(16))
    substitute_for: Mapped[UUID | None] = mapped_column(Uuid)
    """The delegate in whose place they come."""
    affiliations: Mapped[list[dict[str, str]] | None] = mapped_column(Json)
    """Units beside the first for which they stand as well: `unit` and `unit_name`."""
    seat: Mapped[str | None] = mapped_column(String(16))
    """As it was last published."""
    pass_id: Mapped[UUID | None] = mapped_column(Uuid)
    pass_text: Mapped[str | None] = mapped_column(Text)
    pass_code: Mapped[str | None] = mapped_column(String(32))

    __table_args__ = (
        Index(None, "conference", "state"),
        Index(None, "conference", "unit"),
        Index(None, "pass_id"),
    )


class RevokedPass(Base):
    """A pass that is dead.

    Its revocation is news about the pass and not about the delegate, so it may arrive before the
    confirmation that issued the pass, and must not be forgotten until then.
    """

    __tablename__ = "revoked_passes"

    pass_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64))
    revoked_at: Mapped[datetime] = mapped_column(UtcDateTime)

"""A pass (mã QR) that opens the gates to one delegate."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.aggregate import Aggregate
from chassis.db.types import UtcDateTime
from services.registration.models.base import Base, Slug, Words

_HOLDS = text("revoked_at IS NULL")


class Pass(Aggregate, Base):
    """The id is the `cti` of the signed text, which is not stored: it is made anew from these columns.

    A delegate holds one pass at a time.
    """

    __tablename__ = "passes"
    __table_args__ = (
        UniqueConstraint("conference", "code"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name="revoked"),
        Index("uq_passes_held", "delegate_id", unique=True, postgresql_where=_HOLDS, sqlite_where=_HOLDS),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[Slug] = mapped_column(ForeignKey("conferences.slug"))
    delegate_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("delegates.id"))
    code: Mapped[str] = mapped_column(String(8))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_reason: Mapped[Words | None]

"""The audit trail: one line for every change asked for through the gateway, and for every view of personal data.

Lines are added, never edited.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, event
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from gateway.models.base import Base


class AppendOnly(RuntimeError):
    """Somebody tried to change or delete a line of the audit trail."""


class AuditEntry(Base):
    """Who asked for what, when, and how it was answered. What was sent is never kept: it holds personal data."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "at"), Index(None, "conference", "at"), Index(None, "subject", "at"))

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    subject: Mapped[str | None] = mapped_column(String(200))
    name: Mapped[str | None] = mapped_column(NormalText)
    role: Mapped[str | None] = mapped_column(String(32))
    method: Mapped[str] = mapped_column(String(8))
    route: Mapped[str] = mapped_column(String(200))
    """The page or API operation."""
    conference: Mapped[str | None] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(500))
    """The address without its query: which delegate, which invitation."""
    status: Mapped[int]
    trace_id: Mapped[str | None] = mapped_column(String(32))
    address_hash: Mapped[str | None] = mapped_column(String(32))
    """Tells whether two lines came from one network address, without keeping the address."""
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    """Of what the line says and of the one before: see `gateway.operations.audit_trail`."""


def _refuse(*_arguments: object) -> None:
    raise AppendOnly("the audit trail is only ever added to")


event.listen(AuditEntry, "before_update", _refuse)
event.listen(AuditEntry, "before_delete", _refuse)

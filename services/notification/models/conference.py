"""What e-mails and calendars say of a conference: a projection of documents.plan_published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import Json, NormalText, UtcDateTime
from services.notification.models.base import Base


class Conference(Base):
    """The conference as of `plan_version`. `calendar_sequence` is the revision of its calendar entries."""

    __tablename__ = "conferences"

    conference: Mapped[str] = mapped_column(String(64), primary_key=True)
    plan_version: Mapped[int] = mapped_column(Integer)
    calendar_sequence: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(NormalText)
    short_title: Mapped[str] = mapped_column(NormalText)
    host: Mapped[str] = mapped_column(NormalText)
    host_parent: Mapped[str | None] = mapped_column(NormalText)
    document_code: Mapped[str | None] = mapped_column(NormalText)
    format_profile: Mapped[str] = mapped_column(String(16))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registration_closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminder_days: Mapped[list[int]] = mapped_column(Json)
    """How many days before a deadline people are reminded; empty: nobody is."""
    timezone: Mapped[str] = mapped_column(String(64))
    hall: Mapped[str] = mapped_column(NormalText)
    address: Mapped[str] = mapped_column(NormalText)
    chair: Mapped[str | None] = mapped_column(NormalText)
    contact_name: Mapped[str | None] = mapped_column(NormalText)
    contact_phone: Mapped[str | None] = mapped_column(String(32))
    contact_email: Mapped[str | None] = mapped_column(NormalText)
    move: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The last move: `sequence`, `previous` (starts_at, ends_at, hall, address as letters tell them) and `reason`."""

    @property
    def host_in_full(self) -> str:
        """The host as a letter names it: `Ban Tuyên giáo Tỉnh ủy Thái Nguyên`. Papers print the two lines apart."""
        parent = self.host_parent or ""
        return self.host if parent in self.host else f"{self.host} {parent}"

"""What units owe, as reminders need it: a projection of documents.obligations_planned and of the news of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from sqlalchemy import Boolean, Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.notification.models.base import Base

_ARREARS = UUID("6f1d4a0e-2f0b-4a52-9d6c-5f6a7d1b9c30")
"""Namespace (RFC 9562, version 5) of what the office is told about."""


class Obligation(Base):
    """One obligation of one unit as of `sequence`, the number of its last news, and of `plan_version`."""

    __tablename__ = "obligations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    conference: Mapped[str] = mapped_column(String(64), index=True)
    code: Mapped[str] = mapped_column(String(128))
    title: Mapped[str] = mapped_column(NormalText)
    unit_name: Mapped[str] = mapped_column(NormalText)
    state: Mapped[str] = mapped_column(String(16))
    policy: Mapped[str] = mapped_column(String(16))
    due_date: Mapped[date] = mapped_column(Date)
    extended_to: Mapped[date | None] = mapped_column(Date)
    strict_until: Mapped[datetime] = mapped_column(UtcDateTime)
    last_moment: Mapped[datetime] = mapped_column(UtcDateTime)
    round: Mapped[int] = mapped_column(Integer, default=0)
    """How often something was handed in, returned or withdrawn: what is owed again is reminded of again."""
    dropped: Mapped[bool] = mapped_column(Boolean, default=False)
    arose: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether it arose by news of its own: then only news of its own ends it, whatever a plan names."""
    focal_point_name: Mapped[str | None] = mapped_column(NormalText)
    focal_point_email: Mapped[str | None] = mapped_column(NormalText)
    focal_point_phone: Mapped[str | None] = mapped_column(String(32))
    sequence: Mapped[int] = mapped_column(Integer)
    plan_version: Mapped[int] = mapped_column(Integer)

    @property
    def is_owed(self) -> bool:
        """Whether the unit still has to hand it in."""
        return not self.dropped and self.state in ("awaited", "returned")


@dataclass(frozen=True)
class Arrears:
    """What the office is told of one obligation and deadline: the units that let it pass."""

    id: UUID
    code: str
    title: str
    last_moment: datetime
    recipient_name: str
    recipient_email: str | None
    units: tuple[str, ...]


def arrears_id(conference: str, code: str, last_moment: datetime) -> UUID:
    """Names the arrears of one obligation and deadline."""
    return uuid5(_ARREARS, f"{conference}/{code}/{last_moment.isoformat()}")

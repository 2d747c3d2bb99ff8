"""Stations: devices that an organizer paired with the gates of one conference."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.db.types import NormalText, UtcDateTime
from gateway.models.base import Base


class Station(Base):
    """A device at the door. Of its one-time code and of its key only hashes are kept.

    offered (code, no key) → paired (key, no code) → ended (neither: what the device holds is worthless).
    """

    __tablename__ = "stations"
    __table_args__ = (
        Index(None, "conference", "created_at"),
        CheckConstraint("(code_hash IS NULL) = (code_expires_at IS NULL)", name="code"),
        CheckConstraint("code_hash IS NULL OR key_hash IS NULL", name="code_or_key"),
        CheckConstraint("ended_at IS NULL OR code_hash IS NULL", name="ended_code"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(NormalText)
    """What the log of check-ins says a scan was made by."""
    gates: Mapped[list[str]] = mapped_column(JSON)
    """Codes of the gates it may stand at, at least one."""
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(NormalText)
    paired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    scans_waiting: Mapped[int] = mapped_column(Integer, default=0)
    """How many scans it had not sent yet, by its own word, when it was last seen."""
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(NormalText)

    @property
    def state(self) -> str:
        """`offered`, `paired` or `ended`."""
        if self.ended_at is not None:
            return "ended"
        return "offered" if self.paired_at is None else "paired"

    def identity(self) -> Identity:
        """The station as services see it: a receptionist of its conference, at its gates only."""
        return Identity(
            subject=f"station/{self.id}",
            role=Role.RECEPTIONIST,
            name=self.name,
            conference=self.conference,
            station=str(self.id),
            gates=tuple(self.gates),
        )

"""The delivery log: what happened to a message, line by line. Lines are added and never changed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chassis.db.types import NormalText, UtcDateTime
from services.notification.models.base import Base
from services.notification.models.types import WordOf

Position = BigInteger().with_variant(Integer, "sqlite")


class Outcome(StrEnum):
    """What a line reports: the end of a try, or a step that was not a try."""

    DELIVERED = "delivered"
    """The server took it, or it lies in the mailbox."""
    DEFERRED = "deferred"
    """Not now: a temporary refusal (4xx) or no connection; it is tried again."""
    REFUSED = "refused"
    """The server refused it for good (5xx)."""
    GIVEN_UP = "given_up"
    """Not now, and this was the last try."""
    INTERRUPTED = "interrupted"
    """The sender stopped before the content went out; it is tried again."""
    UNCERTAIN = "uncertain"
    """The content went out, and no answer came back or was kept."""
    CANCELLED = "cancelled"
    """What it tells no longer holds."""
    RETRIED = "retried"
    """A person asked for another round of tries."""
    NEXT_CHANNEL = "next_channel"
    """No e-mail address, or none that works: a text goes to the phone; `detail` names the channel."""
    READDRESSED = "readdressed"
    """The recipient's address became known or changed before it was sent."""


class Delivery(Base):
    """One line of the log. `attempt` is the number of the try, `detail` the server's answer in its own words."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_message_id", "message_id", "position"),)

    position: Mapped[int] = mapped_column(Position, primary_key=True, autoincrement=True)
    conference: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("messages.id", ondelete="CASCADE"))
    attempt: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[Outcome] = mapped_column(WordOf(Outcome))
    detail: Mapped[str | None] = mapped_column(NormalText)
    by: Mapped[str | None] = mapped_column(NormalText)

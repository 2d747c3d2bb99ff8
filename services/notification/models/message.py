"""One letter to one person, for one reason: an e-mail, or a short text where no e-mail arrives."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.db.aggregate import Aggregate
from chassis.db.types import NormalText, UtcDateTime
from services.notification.models.attachment import Attachment
from services.notification.models.base import Base
from services.notification.models.delivery import Delivery
from services.notification.models.kind import MessageKind
from services.notification.models.types import WordOf
from services.notification.workflows.message import MessageState

STATES = ", ".join(f"'{state.value}'" for state in MessageState)
QUEUED = "state = 'queued'"
TURNED_BACK = "state IN ('no_address', 'failed') AND recipient_phone IS NOT NULL AND NOT obsolete"
"""What another channel may take over."""


class Message(Aggregate, Base):
    """What the office sees is what is sent: corrections are written into it until the sender takes it in hand.

    `attempts` counts every try there ever was and thereby names the try in progress; `tries` counts those since
    it was last queued by a person. `content_started_at` is set (and committed) before the first byte of the content
    goes to the mail server in the try in progress: see docs/adr/0007-mail-after-a-crash.md.
    `obsolete` says that what it tells no longer holds; such a message is not sent any more.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conference", "reason"),
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_at_known"),
        CheckConstraint(
            "state <> 'queued' OR (NOT obsolete AND (recipient_email IS NOT NULL OR recipient_phone IS NOT NULL))",
            name="queued_can_be_sent",
        ),
        Index("ix_messages_due", "next_attempt_at", sqlite_where=text(QUEUED), postgresql_where=text(QUEUED)),
        Index("ix_messages_turned_back", "state", sqlite_where=text(TURNED_BACK), postgresql_where=text(TURNED_BACK)),
        Index("ix_messages_conference_created_at", "conference", "created_at"),
        Index("ix_messages_about", "about"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    conference: Mapped[str] = mapped_column(String(64))
    kind: Mapped[MessageKind] = mapped_column(WordOf(MessageKind))
    about: Mapped[UUID] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(String(160))
    recipient_name: Mapped[str] = mapped_column(NormalText)
    recipient_email: Mapped[str | None] = mapped_column(NormalText)
    recipient_phone: Mapped[str | None] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(NormalText)
    text: Mapped[str] = mapped_column(NormalText)
    html: Mapped[str] = mapped_column(NormalText)
    short: Mapped[str] = mapped_column(NormalText, default="")
    """In one line, with the link."""
    search: Mapped[str] = mapped_column(NormalText)
    seat: Mapped[str | None] = mapped_column(String(16))
    """The seat that the letter tells."""
    state: Mapped[MessageState] = mapped_column(WordOf(MessageState))
    obsolete: Mapped[bool] = mapped_column(Boolean, default=False)
    channel: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    content_started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(NormalText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    attachments: Mapped[list[Attachment]] = relationship(order_by=Attachment.index, cascade="all, delete-orphan")
    log: Mapped[list[Delivery]] = relationship(order_by=Delivery.position)

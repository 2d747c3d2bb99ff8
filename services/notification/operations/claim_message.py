"""Takes the next due message for one try."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, selectinload, undefer

from services.notification.models import Attachment, Message
from services.notification.operations.hold_reminder import hold_reminder
from services.notification.operations.message_steps import step
from services.notification.workflows.message import MessageAction, MessageState


def due_messages(now: datetime) -> Select[Message]:
    """Messages that may be tried now, those waiting longest first."""
    due = select(Message).where(Message.state == MessageState.QUEUED, Message.next_attempt_at <= now)
    return due.order_by(Message.next_attempt_at, Message.created_at, Message.id)


def claim_message(session: Session, now: datetime) -> Message | None:
    """The next due message, now `sending`, with its files; None when there is none.

    A row that another transaction holds is passed over (PostgreSQL), so that nobody waits and nothing is taken twice.
    Reminders that must not go now are put off or stopped on the way.
    """
    message = _next_due(session, now)
    while message is not None and hold_reminder(session, message, now):
        session.flush()
        message = _next_due(session, now)
    if message is not None:
        _start(message)
    return message


def _next_due(session: Session, now: datetime) -> Message | None:
    files = selectinload(Message.attachments).options(undefer(Attachment.content))
    return session.scalars(due_messages(now).limit(1).options(files).with_for_update(skip_locked=True)).first()


def _start(message: Message) -> None:
    step(message, MessageAction.START)
    message.attempts += 1
    message.tries += 1
    message.content_started_at = None
    message.next_attempt_at = None


def start_content(session: Session, message_id: UUID, attempt: int, now: datetime) -> bool:
    """Write down that the content is about to leave. False when the try is no longer the one in progress."""
    ours = (Message.id == message_id, Message.attempts == attempt, Message.state == MessageState.SENDING)
    result = session.execute(update(Message).where(*ours).values(content_started_at=now))
    return bool(result.rowcount)  # type: ignore[attr-defined]

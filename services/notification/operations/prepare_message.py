"""Prepares the messages that news asks for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notification.composing.letter import Letter
from services.notification.models import Message, MessageKind
from services.notification.operations.message_steps import enclose, release, write_letter
from services.notification.workflows.message import MessageState


def message_for(session: Session, conference: str, reason: str) -> Message | None:
    """The one message for a reason, locked for this transaction."""
    wanted = select(Message).where(Message.conference == conference, Message.reason == reason)
    return session.scalars(wanted.with_for_update()).one_or_none()


def prepare_message(
    session: Session,
    kind: MessageKind,
    conference: str,
    about: UUID,
    reason: str,
    letter: Letter,
    *,
    channel: str,
    awaits_paper: bool,
    now: datetime,
    due: datetime | None = None,
) -> Message:
    """Prepare the message for a reason that has none yet, ready to go (when it is `due`) unless it awaits its paper."""
    message = Message(
        id=uuid4(),
        conference=conference,
        kind=kind,
        about=about,
        reason=reason,
        state=MessageState.WAITING,
        channel=channel,
        created_at=now,
    )
    write_letter(message, letter)
    session.add(message)
    session.flush()
    if not awaits_paper:
        enclose(session, message, letter.enclosures)
        release(message, due or now)
    return message

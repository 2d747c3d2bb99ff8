"""Messages of a conference: list and single."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, not_, select
from sqlalchemy.orm import Session, defer, selectinload, undefer

from chassis.web.lists import SortColumn
from services.notification.models import Attachment, Conference, Message
from services.notification.operations.message_steps import folded
from services.notification.workflows.message import MessageState

SORTABLE: Mapping[str, SortColumn] = {
    "created_at": Message.created_at,
    "sent_at": Message.sent_at,
    "state": Message.state,
    "kind": Message.kind,
    "recipient_name": Message.recipient_name,
    "recipient_email": Message.recipient_email,
    "attempts": Message.attempts,
}


def conference_known(session: Session, slug: str) -> Conference | None:
    """The conference, if its plan has arrived."""
    return session.get(Conference, slug)


def scheduled_for(message: Message, now: datetime) -> datetime | None:
    """When a reminder is to leave, as long as that lies ahead and nobody has tried to send it."""
    due, waits = message.next_attempt_at, message.state is MessageState.QUEUED and message.attempts == 0
    return due if due is not None and waits and due > now else None


def messages(slug: str, arguments: Mapping[str, Any], now: datetime) -> Select[Message]:
    """The messages that the filters ask for, without their bodies."""
    statement = select(Message).where(Message.conference == slug)
    if arguments["scheduled"] is not None:
        ahead = and_(
            Message.state == MessageState.QUEUED,
            Message.next_attempt_at.is_not(None),
            Message.attempts == 0,
            Message.next_attempt_at > now,
        )
        statement = statement.where(ahead if arguments["scheduled"] else not_(ahead))
    if arguments["q"]:
        statement = statement.where(Message.search.contains(folded(arguments["q"]), autoescape=True))
    for name in ("kind", "state", "about"):
        if arguments[name] is not None:
            statement = statement.where(getattr(Message, name) == arguments[name])
    return statement.options(defer(Message.text), defer(Message.html), defer(Message.search))


def message_with_log(session: Session, slug: str, message_id: UUID) -> Message | None:
    """One message with its log and the names of its files."""
    statement = select(Message).where(Message.conference == slug, Message.id == message_id)
    return session.scalars(
        statement.options(selectinload(Message.log), selectinload(Message.attachments))
    ).one_or_none()


def message_to_change(session: Session, slug: str, message_id: UUID) -> Message | None:
    """One message, locked for this transaction."""
    statement = select(Message).where(Message.conference == slug, Message.id == message_id)
    return session.scalars(statement.with_for_update()).one_or_none()


def attachment_with_content(session: Session, slug: str, message_id: UUID, index: int) -> Attachment | None:
    """One file of a message."""
    statement = select(Attachment).where(
        Attachment.conference == slug, Attachment.message_id == message_id, Attachment.index == index
    )
    return session.scalars(statement.options(undefer(Attachment.content))).one_or_none()

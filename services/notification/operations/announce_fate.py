"""Tells other services what became of a message."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.notification.models import Message

DELIVERED = "notification.notification_delivered.v1"
FAILED = "notification.notification_failed.v1"


def announce_delivered(session: Session, message: Message, clock: Clock) -> None:
    """The mail server, or the mailbox, took it."""
    record(session, message, DELIVERED, _fate(message) | {"delivered_at": message.sent_at}, clock=clock)


def announce_failed(session: Session, message: Message, error: str, clock: Clock) -> None:
    """It was given up, or nobody knows whether it arrived."""
    record(session, message, FAILED, _fate(message) | {"error": error}, clock=clock)


def _fate(message: Message) -> dict[str, Any]:
    return {
        "conference": message.conference,
        "message_id": message.id,
        "kind": message.kind.value,
        "about": message.about,
        "reason": message.reason,
        "channel": message.channel,
        "attempts": message.attempts,
    }

"""Keeps a reminder, or a text to a phone, from going out at the wrong time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from services.notification.models import REMINDERS, TEXTS, Conference, Message
from services.notification.operations.cancel_messages import cancel_message
from services.notification.schedule import after_the_night, is_stale

TOO_LATE = "its moment has passed"


def hold_reminder(session: Session, message: Message, now: datetime) -> bool:
    """Whether a due message must not go now: reminders and texts wait for the morning, old reminders are stopped.

    So whoever comes back after a week without mail finds the reminder of the day, and no heap of old ones.
    """
    due = message.next_attempt_at
    reminds = message.kind in REMINDERS
    if due is None or not (reminds or message.channel in TEXTS):
        return False
    if reminds and is_stale(due, now):
        cancel_message(session, message, TOO_LATE, now)
        return True
    zone = ZoneInfo(session.get_one(Conference, message.conference).timezone)
    message.next_attempt_at = after_the_night(now, zone)
    return message.next_attempt_at > now

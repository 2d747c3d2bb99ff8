"""A person stops a reminder that has not left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.problems import Problem
from services.notification.models import REMINDERS, Message
from services.notification.operations.cancel_messages import cancel_message
from services.notification.problems import MESSAGE_NOT_CANCELLABLE
from services.notification.workflows.message import MessageAction, actions_on


def stop_reminder(session: Session, message: Message, by: Identity, now: datetime) -> None:
    """Stop it for good: its reason gets no second one, unless the conference is moved.

    Raises a problem for another message, and for one that is on its way, sent or stopped.
    """
    reminder = message.kind in REMINDERS
    offered = actions_on(message.state, by.role, obsolete=message.obsolete, reminder=reminder)
    if MessageAction.CANCEL not in offered:
        raise Problem(MESSAGE_NOT_CANCELLABLE)
    cancel_message(session, message, None, now, by=by.name)

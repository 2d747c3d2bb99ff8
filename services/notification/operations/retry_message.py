"""A person has a message sent once more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.problems import Problem
from chassis.workflow import TransitionRefused
from services.notification.models import Channel, Message, Outcome
from services.notification.operations.log_delivery import log_delivery
from services.notification.problems import MESSAGE_NOT_RETRIABLE, MESSAGE_OBSOLETE
from services.notification.workflows.message import MESSAGE_WORKFLOW, MessageAction


def retry_message(session: Session, message: Message, by: Identity, now: datetime) -> None:
    """Queue a failed or uncertain message for a new round of tries, at once, by e-mail where there is an address.

    Its Message-ID stays the same.

    Raises a problem for a message in another state, and for one that no longer holds.
    """
    if message.obsolete:
        raise Problem(MESSAGE_OBSOLETE)
    try:
        message.state = MESSAGE_WORKFLOW.next(message.state, MessageAction.RETRY, by.role)
    except TransitionRefused:
        raise Problem(MESSAGE_NOT_RETRIABLE) from None
    message.tries = 0
    if message.recipient_email is not None:
        message.channel = Channel.EMAIL
    message.next_attempt_at = now
    log_delivery(session, message, Outcome.RETRIED, now, by=by.name)

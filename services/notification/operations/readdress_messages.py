"""Follows a correction of a name or address into what is not sent yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.notification.composing.composer import Composer
from services.notification.models import REMINDERS, TEXTS, Message, Outcome
from services.notification.operations.cancel_messages import STOPPED_AT_ONCE, unsent_messages
from services.notification.operations.compose_letter import compose_letter
from services.notification.operations.log_delivery import log_delivery
from services.notification.operations.message_steps import release, replace_enclosures, step, write_letter
from services.notification.workflows.message import MessageAction, MessageState


def readdress_messages(session: Session, composer: Composer, about: UUID, now: datetime) -> None:
    """Write the letters about an invitation or delegate anew that are not on their way, calendar entries included.

    One that lacked an address and now has one is queued. A failed one only gets the new address: a person retries it.
    Reminders are the business of `keep_reminders`, which knows whether they still hold.
    """
    for message in unsent_messages(session, about):
        if message.state in STOPPED_AT_ONCE and message.kind not in REMINDERS:
            rewrite_message(session, composer, message, now)


def rewrite_message(session: Session, composer: Composer, message: Message, now: datetime) -> None:
    """Write one letter that is not on its way anew."""
    letter = compose_letter(session, composer, message.kind, message.conference, message.about, now)
    if message.state is MessageState.FAILED and letter.recipient_email is None:
        return
    moved = message.recipient_email != letter.recipient_email
    # The files first: reading them flushes, and a queued message without an address must not reach the database.
    replace_enclosures(message, letter.enclosures)
    write_letter(message, letter)
    if message.state is MessageState.NO_ADDRESS and letter.recipient_email is not None:
        release(message, now)
    elif message.state is MessageState.QUEUED and letter.recipient_email is None and message.channel not in TEXTS:
        step(message, MessageAction.LACK_ADDRESS)
    if moved:
        log_delivery(session, message, Outcome.READDRESSED, now, detail=letter.recipient_email)

"""Stops what no longer holds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notification.models import AGENDA_LETTERS, REMINDERS, Message, MessageKind, Outcome
from services.notification.operations.log_delivery import log_delivery
from services.notification.operations.message_steps import step
from services.notification.workflows.message import MessageAction, MessageState

STOPPED_AT_ONCE = frozenset({MessageState.WAITING, MessageState.QUEUED, MessageState.NO_ADDRESS, MessageState.FAILED})


def unsent_messages(session: Session, about: UUID) -> list[Message]:
    """What has not been sent about an invitation or delegate, locked for this transaction."""
    settled = (MessageState.SENT, MessageState.CANCELLED)
    unsent = select(Message).where(Message.about == about, Message.state.not_in(settled)).order_by(Message.id)
    return list(session.scalars(unsent.with_for_update()))


def cancel_messages(session: Session, about: UUID, why: str, now: datetime) -> None:
    """Cancel what is not sent about an invitation or delegate."""
    for message in unsent_messages(session, about):
        cancel_message(session, message, why, now)


def cancel_letters(session: Session, about: UUID, why: str, now: datetime) -> None:
    """The same but for what other news brings to the new dates: reminders, another seat, and what is in the agenda."""
    for message in unsent_messages(session, about):
        if message.kind not in REMINDERS | AGENDA_LETTERS | {MessageKind.SEAT_CHANGED}:
            cancel_message(session, message, why, now)


def cancel_message(
    session: Session, message: Message, why: str | None, now: datetime, *, by: str | None = None
) -> None:
    """Cancel one message that is not sent.

    A message in the hands of the sender is not called back, but not tried again either; one that may have arrived
    stays as it is, and can no longer be sent again.
    """
    message.obsolete = True
    if message.state in STOPPED_AT_ONCE:
        step(message, MessageAction.CANCEL)
        message.next_attempt_at = None
        log_delivery(session, message, Outcome.CANCELLED, now, detail=why, by=by)

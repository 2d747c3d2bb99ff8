"""Writes down how a try ended, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from services.notification.models import Message, Outcome
from services.notification.operations.announce_fate import announce_delivered, announce_failed
from services.notification.operations.log_delivery import log_delivery
from services.notification.operations.message_steps import step
from services.notification.workflows.attempt import Report, Verdict
from services.notification.workflows.message import MessageAction, MessageState

AFTER_CRASH = "the sender stopped after the content had begun to leave"


def settle_attempt(
    session: Session, message_id: UUID, attempt: int, report: Report, delays: Sequence[timedelta], clock: Clock
) -> None:
    """Settle the try `attempt`. A try that was given up for lost and whose message was taken anew changes nothing."""
    message = session.get_one(Message, message_id, with_for_update=True)
    if message.attempts != attempt:
        return
    if message.state is MessageState.SENDING:
        _SETTLE[report.verdict](session, message, report.detail, delays, clock)
    elif message.state is MessageState.UNCERTAIN and report.verdict is Verdict.DELIVERED:
        _delivered(session, message, report.detail, delays, clock)


def recover_messages(session: Session, delays: Sequence[timedelta], clock: Clock) -> int:
    """Settle the tries of a sender that is gone; how many there were. Only for the one who holds the sender's seat.

    docs/adr/0007-mail-after-a-crash.md: sent again only if no content had left.
    """
    orphaned = select(Message).where(Message.state == MessageState.SENDING).order_by(Message.id).with_for_update()
    messages = session.scalars(orphaned).all()
    for message in messages:
        if message.content_started_at is None:
            _later(session, message, Outcome.INTERRUPTED, None, clock(), delays, clock)
        else:
            _uncertain(session, message, AFTER_CRASH, delays, clock)
    return len(messages)


def _delivered(session: Session, message: Message, detail: str, _delays: Sequence[timedelta], clock: Clock) -> None:
    now = clock()
    step(message, MessageAction.DELIVER)
    message.sent_at = now
    message.last_error = None
    log_delivery(session, message, Outcome.DELIVERED, now, detail=detail)
    announce_delivered(session, message, clock)


def _refused(session: Session, message: Message, detail: str, _delays: Sequence[timedelta], clock: Clock) -> None:
    step(message, MessageAction.FAIL)
    _fail(session, message, Outcome.REFUSED, detail, clock)


def _uncertain(session: Session, message: Message, detail: str, _delays: Sequence[timedelta], clock: Clock) -> None:
    step(message, MessageAction.DOUBT)
    _fail(session, message, Outcome.UNCERTAIN, detail, clock)


def _deferred(session: Session, message: Message, detail: str, delays: Sequence[timedelta], clock: Clock) -> None:
    if message.tries > len(delays) and not message.obsolete:
        step(message, MessageAction.FAIL)
        _fail(session, message, Outcome.GIVEN_UP, detail, clock)
        return
    rest = delays[min(message.tries, len(delays)) - 1] if delays else timedelta(0)
    _later(session, message, Outcome.DEFERRED, detail, clock() + rest, delays, clock)


def _later(
    session: Session,
    message: Message,
    outcome: Outcome,
    detail: str | None,
    again_at: datetime,
    delays: Sequence[timedelta],
    clock: Clock,
) -> None:
    """Try again at a moment, unless the message no longer holds, or crashes have used up its tries."""
    message.last_error = detail
    if message.obsolete:
        step(message, MessageAction.CANCEL)
        log_delivery(session, message, Outcome.CANCELLED, clock(), detail=detail)
        return
    if message.tries > len(delays):
        step(message, MessageAction.FAIL)
        _fail(session, message, Outcome.GIVEN_UP, detail or "the sender stopped at every try", clock)
        return
    step(message, MessageAction.DEFER)
    message.next_attempt_at = again_at
    log_delivery(session, message, outcome, clock(), detail=detail)


def _fail(session: Session, message: Message, outcome: Outcome, detail: str, clock: Clock) -> None:
    message.last_error = detail
    log_delivery(session, message, outcome, clock(), detail=detail)
    announce_failed(session, message, detail, clock)


_SETTLE = {
    Verdict.DELIVERED: _delivered,
    Verdict.REFUSED: _refused,
    Verdict.UNCERTAIN: _uncertain,
    Verdict.DEFERRED: _deferred,
}

"""Hands letters that no e-mail takes to the next channel."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from services.notification.models import TEXTS, Delivery, Message, Outcome, next_channel
from services.notification.operations.log_delivery import log_delivery
from services.notification.operations.message_steps import step
from services.notification.schedule import STALE_AFTER
from services.notification.workflows.message import MessageAction, MessageState

AT_ONCE = 100


def turned_back(offered: Collection[str], now: datetime) -> Select[Message]:
    """Letters whose e-mail failed, or that have nowhere to go to, while another channel is left for them.

    What was turned back more than a day ago is left alone: whoever sets up a provider wakes no old letters with it.
    """
    since = now - STALE_AFTER
    spent = [each for each in TEXTS if next_channel(each, offered) is None]
    without = and_(
        Message.state == MessageState.NO_ADDRESS, Message.next_attempt_at <= now, Message.next_attempt_at > since
    )
    lately = select(Delivery.message_id).where(Delivery.message_id == Message.id, Delivery.at > since).exists()
    failed = and_(Message.state == MessageState.FAILED, lately)
    return (
        select(Message)
        .where(or_(without, failed), Message.recipient_phone.is_not(None), Message.obsolete.is_(False))
        .where(Message.channel.not_in(spent))
        .order_by(Message.created_at, Message.id)
    )


def fall_back(session: Session, offered: Collection[str], now: datetime) -> int:
    """Queue them for the next of the `offered` channels, with all its tries; how many there were."""
    found = session.scalars(turned_back(offered, now).limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    for message in found:
        channel = next_channel(message.channel, offered)
        if channel is None:
            continue
        step(message, MessageAction.FALL_BACK)
        message.channel, message.tries, message.next_attempt_at = channel, 0, now
        log_delivery(session, message, Outcome.NEXT_CHANNEL, now, detail=channel)
    return len(found)

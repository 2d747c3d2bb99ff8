"""What a delegate was last told about their seat."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.notification.models import TELLS_THE_SEAT, Delegate, Message
from services.notification.workflows.message import MessageState

LEFT = (MessageState.SENT, MessageState.SENDING, MessageState.UNCERTAIN)


@dataclass(frozen=True)
class ToldSeat:
    """A letter with the pass has left; `seat` is what it said, None where it named no seat."""

    seat: str | None


def told_seat(session: Session, delegate: Delegate) -> ToldSeat | None:
    """None while no letter that tells the seat has left: who was told nothing learns it with their pass."""
    left_at = func.coalesce(Message.sent_at, Message.content_started_at, Message.created_at)
    letters = select(Message.seat).where(
        Message.about == delegate.id, Message.kind.in_(TELLS_THE_SEAT), Message.state.in_(LEFT)
    )
    last = session.execute(letters.order_by(left_at.desc(), Message.created_at.desc()).limit(1)).first()
    return None if last is None else ToldSeat(last.seat)

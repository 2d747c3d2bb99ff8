"""Who is told of a seat that was published anew.

told A, now B      one letter with B, and the badge with B
told none, now A   likewise: their pass came before the seats were known
told A, now none   one letter that A is theirs no more
told B, now B      nothing, and a letter that had not left is stopped
told nothing yet   nothing: the letter with their pass tells it
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notification.models import Conference, Delegate, Message, MessageKind
from services.notification.operations.cancel_messages import STOPPED_AT_ONCE, cancel_message
from services.notification.operations.told_seat import told_seat
from services.notification.rules import is_told_of_seats

AS_TOLD = "the seat is the one they know"


def must_tell_seat(session: Session, delegate: Delegate, now: datetime) -> bool:
    """Whether a letter about the seat is to be prepared; one that tells nothing new any more is stopped.

    Not after the conference began, and not beside a letter with the pass that has not left and tells the same.
    """
    known = told_seat(session, delegate)
    letters = unsent_letters(session, delegate)
    if known is None or known.seat == delegate.seat:
        for letter in letters:
            if letter.kind is MessageKind.SEAT_CHANGED:
                cancel_message(session, letter, AS_TOLD, now)
        return False
    conference = session.get(Conference, delegate.conference)
    ahead = conference is not None and now < conference.starts_at
    return ahead and not letters and is_told_of_seats(delegate.state, delegate.code, delegate.email)


def unsent_letters(session: Session, delegate: Delegate) -> list[Message]:
    """Letters about their seat, or with their pass, that have not left; locked for this transaction."""
    here = select(Message).where(
        Message.about == delegate.id,
        Message.kind.in_((MessageKind.DELEGATE_CONFIRMED, MessageKind.SEAT_CHANGED)),
        Message.state.in_(STOPPED_AT_ONCE),
    )
    return list(session.scalars(here.order_by(Message.id).with_for_update()))

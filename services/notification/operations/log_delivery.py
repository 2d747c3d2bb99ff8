"""Adds a line to the delivery log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from services.notification.models import Delivery, Message, Outcome


def log_delivery(
    session: Session,
    message: Message,
    outcome: Outcome,
    at: datetime,
    *,
    detail: str | None = None,
    by: str | None = None,
) -> None:
    """Write down what happened to a message; `by` is the person who did it, if one did."""
    line = Delivery(
        conference=message.conference,
        message_id=message.id,
        attempt=message.attempts,
        at=at,
        outcome=outcome,
        detail=detail,
        by=by,
    )
    session.add(line)

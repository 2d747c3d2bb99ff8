"""What a person can do about events that failed: see them, have them tried again, or set them aside.

These are operations: they take an open session and never commit. The worker acts on them within a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis.messaging.inbox import State
from chassis.messaging.tables import UNSETTLED, inbox


class NotFailed(LookupError):
    """No pending or dead event has this id: it was settled meanwhile, or never came."""


@dataclass(frozen=True)
class FailedEvent:
    """An event that waits for a retry, for its turn, or (dead) for a person."""

    id: UUID
    type: str
    source: str
    subject: str
    sequence: int
    conference: str
    state: State
    late: bool
    attempts: int
    error: str | None
    """None for an event that only waits for an earlier one of its subject."""
    received_at: datetime
    next_attempt_at: datetime | None
    traceparent: str | None


_SHOWN = [column for column in inbox.c if column.name != "body"]


def list_failed(
    session: Session, *, state: State | None = None, limit: int = 100, offset: int = 0
) -> list[FailedEvent]:
    """Unsettled events without their data, the oldest first; those in `state` only, if given."""
    statement = select(*_SHOWN).where(UNSETTLED).limit(limit).offset(offset)
    statement = statement.order_by(inbox.c.received_at, inbox.c.sequence, inbox.c.event_id)
    if state is not None:
        statement = statement.where(inbox.c.state == state)
    return [
        FailedEvent(
            id=row.event_id,
            type=row.type,
            source=row.source,
            subject=row.subject,
            sequence=row.sequence,
            conference=row.conference,
            state=State(row.state),
            late=row.late,
            attempts=row.attempts,
            error=row.error,
            received_at=row.received_at,
            next_attempt_at=row.next_attempt_at,
            traceparent=row.traceparent,
        )
        for row in session.execute(statement)
    ]


def replay(session: Session, event_id: UUID) -> None:
    """Have a failed event tried anew, with all its tries. Later events of its subject follow once it is applied.

    A late one is applied after what it should have preceded: only for handlers that can bear that. Raises `NotFailed`.
    """
    _settle(session, event_id, {"state": State.PENDING, "attempts": 0, "next_attempt_at": None})


def discard(session: Session, event_id: UUID, reason: str) -> None:
    """Set a failed event aside for good, keeping it with the reason; its subject's next event goes on.

    Raises `NotFailed`, or `ValueError` for an empty reason.
    """
    if not reason.strip():
        raise ValueError("discarding an event needs a reason")
    _settle(session, event_id, {"state": State.DISCARDED, "note": reason.strip(), "next_attempt_at": None})


def _settle(session: Session, event_id: UUID, values: dict[str, Any]) -> None:
    statement = update(inbox).where(inbox.c.event_id == event_id, UNSETTLED).values(values)
    if not session.execute(statement).rowcount:  # type: ignore[attr-defined]
        raise NotFailed(str(event_id))

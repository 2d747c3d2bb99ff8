"""Trying failed events again, and events that were held back as soon as their turn comes."""

from __future__ import annotations

import logging
import threading
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Update, and_, exists, null, or_, select, update
from sqlalchemy.orm import Session

from chassis.messaging.inbox import Inbox, State, log_failure
from chassis.messaging.rows import event_of
from chassis.messaging.tables import UNSETTLED, inbox

POLL_SECONDS = 0.3
CHUNK = 100

log = logging.getLogger(__name__)


class Retries:
    """The loop that settles pending events of one inbox."""

    def __init__(self, inbox: Inbox, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._inbox = inbox
        self._poll_seconds = poll_seconds

    def run(self, stop: threading.Event) -> None:
        """Retry what is due until `stop` is set."""
        while not stop.wait(self._poll_seconds):
            while self.retry_due() and not stop.is_set():
                pass

    def retry_due(self) -> int:
        """Try every event whose time and turn have come, once; how many were tried."""
        now = self._inbox.clock()
        with self._inbox.database.read() as session:
            due = list(
                session.scalars(select(inbox.c.event_id).where(_due(now)).order_by(inbox.c.received_at).limit(CHUNK))
            )
        for event_id in due:
            self._retry(event_id, now)
        return len(due)

    def _retry(self, event_id: UUID, now: Any) -> None:
        row: RowMapping | None = None
        try:
            with self._inbox.database.write() as session:
                row = _lock(session, event_id, now)
                if row is not None:
                    self._inbox.react(session, event_of(row))
                    applied = {"state": State.APPLIED, "applied_at": now, "attempts": row["attempts"] + 1}
                    settled = {"body": null(), "error": None, "next_attempt_at": None}
                    session.execute(_update(event_id).values(applied | settled))
        except Exception as error:
            if row is None:
                raise
            attempts = row["attempts"] + 1
            with self._inbox.database.write() as session:
                session.execute(_update(event_id).values(self._inbox.after_failure(attempts, error)))
            log_failure(event_of(row), attempts, error)


def _due(now: Any) -> Any:
    earlier = inbox.alias("earlier")
    same_subject = and_(earlier.c.source == inbox.c.source, earlier.c.subject == inbox.c.subject)
    unsettled = and_(earlier.c.state.in_([State.PENDING, State.DEAD]), earlier.c.late.is_(False))
    held = exists().where(same_subject, unsettled, earlier.c.sequence < inbox.c.sequence)
    return and_(
        UNSETTLED,
        inbox.c.state == State.PENDING,
        or_(inbox.c.next_attempt_at.is_(None), inbox.c.next_attempt_at <= now),
        # One that came late waits for nobody: a person has decided that it is to be applied.
        or_(inbox.c.late.is_(True), ~held),
    )


def _lock(session: Session, event_id: UUID, now: Any) -> RowMapping | None:
    """The row, if it is still due and no other worker has it in hand."""
    statement = select(inbox).where(inbox.c.event_id == event_id, _due(now)).with_for_update(skip_locked=True)
    return session.execute(statement).mappings().one_or_none()


def _update(event_id: UUID) -> Update:
    return update(inbox).where(inbox.c.event_id == event_id, inbox.c.state == State.PENDING)

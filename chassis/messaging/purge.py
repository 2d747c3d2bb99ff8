"""Letting go of what has had its effect long ago: outbox rows told, inbox rows applied or set aside, kept answers.

The inbox knows a repeated event only as long as it keeps its row, so rows stay far longer than a broker keeps
messages. Dead and pending events are never purged.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Column, ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.db.idempotency import forget_before
from chassis.messaging.inbox import State
from chassis.messaging.tables import inbox, outbox, watermarks

CHUNK = 1000
INTERVAL_SECONDS = 3600.0


@dataclass(frozen=True)
class Retention:
    """How long settled rows are kept."""

    sent: timedelta = timedelta(days=14)
    received: timedelta = timedelta(days=60)
    answers: timedelta = timedelta(days=7)
    """Answers under an Idempotency-Key hold personal data; nobody repeats a request after so long."""


class Purge:
    """The loop that removes old rows of one database."""

    def __init__(
        self,
        database: Database,
        retention: Retention,
        *,
        clock: Clock = system_clock,
        interval: float = INTERVAL_SECONDS,
    ) -> None:
        self._database = database
        self._retention = retention
        self._clock = clock
        self._interval = interval

    def run(self, stop: threading.Event) -> None:
        """Purge now and then until `stop` is set; first after one interval, when everything else is under way."""
        while not stop.wait(self._interval):
            self.purge()

    def purge(self) -> int:
        """Remove what is due, in small transactions that hold nobody up; how many rows went."""
        now = self._clock()
        removed = 0
        for key, due in (
            (outbox.c.position, _told_before(now - self._retention.sent)),
            (inbox.c.event_id, _settled_before(now - self._retention.received)),
        ):
            while chunk := self._remove(key, due):
                removed += chunk
        with self._database.write() as session:
            removed += forget_before(session, now - self._retention.answers)
        return removed

    def _remove(self, key: Column[object], due: ColumnElement[bool]) -> int:
        with self._database.write() as session:
            return _delete_chunk(session, key, due)


def _delete_chunk(session: Session, key: Column[object], due: ColumnElement[bool]) -> int:
    chosen = select(key).where(due).limit(CHUNK)
    return int(session.execute(delete(key.table).where(key.in_(chosen))).rowcount)  # type: ignore[attr-defined]


def _told_before(moment: object) -> ColumnElement[bool]:
    # In the embedded mode "sent" is not yet "arrived": there, the watermark must have passed the row.
    passed = select(watermarks.c.position).where(watermarks.c.name == "outbox").scalar_subquery()
    return and_(outbox.c.sent_at < moment, or_(passed.is_(None), outbox.c.position <= passed))


def _settled_before(moment: object) -> ColumnElement[bool]:
    applied = and_(inbox.c.state == State.APPLIED, inbox.c.applied_at < moment)
    discarded = and_(inbox.c.state == State.DISCARDED, inbox.c.received_at < moment)
    return or_(applied, discarded)

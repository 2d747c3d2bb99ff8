"""The embedded mode: every service's worker in one process, over memory, and nothing lost when that process dies.

In memory, "sent" only says that an event was put into the queues of this process; if the process is killed, the
queues are gone. So each outbox has a watermark: up to this position, every event is in the inbox of every service
that handles it. It is found by looking into the inboxes, not by counting messages. At start everything after the
watermark becomes unsent again and takes the usual way; inboxes know what they have, and order per subject is kept,
because the relay starts again with the oldest. SQLite has one writer, so a lower position never commits later.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from chassis.db.database import Database
from chassis.messaging import dead_letters
from chassis.messaging.memory import MemoryMessaging
from chassis.messaging.tables import inbox, outbox, watermarks
from chassis.messaging.worker import Worker, supervised
from chassis.service import Service

ADVANCE_SECONDS = 30.0
CHUNK = 500
OUTBOX = "outbox"


class Watermark:
    """How far one service's outbox has arrived everywhere."""

    def __init__(self, database: Database, subscribers: Sequence[Service]) -> None:
        if database.dialect != "sqlite":
            raise ValueError("the embedded mode needs SQLite: elsewhere a lower position may commit later")
        self._database = database
        self._subscribers = subscribers

    @property
    def position(self) -> int:
        """Every event up to here is in every inbox it belongs to."""
        with self._database.read() as session:
            return _position(session)

    def advance(self) -> int:
        """Move on past everything that has arrived; returns the new position."""
        while True:
            with self._database.read() as session:
                start = _position(session)
                rows = _rows_after(session, start)
            reached = self._reached(rows, start)
            if reached > start:
                self._store(reached)
            if not rows or reached < rows[-1].position or len(rows) < CHUNK:
                return reached

    def replay(self) -> int:
        """Make unsent whatever lies after the watermark; how many events. Only before the relay starts."""
        with self._database.write() as session:
            after = (outbox.c.position > _position(session), outbox.c.sent_at.is_not(None))
            return int(session.execute(update(outbox).where(*after).values(sent_at=None)).rowcount)  # type: ignore[attr-defined]

    def _reached(self, rows: Sequence[Row[int, UUID, str, object]], start: int) -> int:
        arrived = [(service, _arrived(service, rows)) for service in self._subscribers]
        for position, event_id, event_type, sent_at in rows:
            missing = any(event_type in service.handlers and event_id not in ids for service, ids in arrived)
            if sent_at is None or missing:
                break
            start = position
        return start

    def _store(self, position: int) -> None:
        with self._database.write() as session:
            if not session.execute(
                update(watermarks).where(watermarks.c.name == OUTBOX).values(position=position)
            ).rowcount:  # type: ignore[attr-defined]
                session.execute(insert(watermarks), {"name": OUTBOX, "position": position})


class Embedded:
    """All services of the process at work. `messaging` is for whoever else listens, such as live pages."""

    def __init__(self, services: Sequence[Service], messaging: MemoryMessaging | None = None) -> None:
        self.messaging = messaging or MemoryMessaging()
        self.workers = [Worker(service, self.messaging) for service in services]
        self._services = services
        self._marks = [Watermark(service.database, services) for service in services]
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Make the queues, call back what had not arrived, and start the workers. After a fork, never before."""
        self.messaging.declare({service.name: service.handlers for service in self._services})
        for mark in self._marks:
            mark.advance()
            mark.replay()
        self._threads = [
            threading.Thread(target=worker.run, args=(self._stop,), name=f"{worker.service.name}-worker", daemon=True)
            for worker in self.workers
        ]
        self._threads.append(supervised("watermark", self._keep_advancing, self._stop))
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """Finish what is in hand and end."""
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds)

    def _keep_advancing(self, stop: threading.Event) -> None:
        while not stop.wait(ADVANCE_SECONDS):
            for mark in self._marks:
                mark.advance()


def _position(session: Session) -> int:
    return session.scalar(select(watermarks.c.position).where(watermarks.c.name == OUTBOX)) or 0


def _rows_after(session: Session, position: int) -> Sequence[Row[int, UUID, str, object]]:
    columns = select(outbox.c.position, outbox.c.event_id, outbox.c.type, outbox.c.sent_at)
    chosen = columns.where(outbox.c.position > position).order_by(outbox.c.position).limit(CHUNK)
    return session.execute(chosen).all()


def _arrived(service: Service, rows: Sequence[Row[int, UUID, str, object]]) -> set[UUID]:
    ids = [event_id for _, event_id, event_type, _ in rows if event_type in service.handlers]
    if not ids:
        return set()
    with service.database.read() as session:
        # A dead letter has arrived, too: it waits for a person, and must not hold the mark for ever.
        arrived = session.scalars(select(inbox.c.event_id).where(inbox.c.event_id.in_(ids))).all()
        return {*arrived, *dead_letters.ids_of_kept(session)}

"""Receiving events: a message takes effect once, and the events of a subject in their order.

    new ──handler──▶ applied
     │  fails            ▲
     ├──────▶ pending ───┤ tried again after growing delays (retries.py)
     │           └──▶ dead ──replay──▶ pending        (a person decides: failed_events.py)
     └ its subject waits ▶ pending (held)     └─discard──▶ discarded

An event whose subject has an earlier one pending or dead is held, other subjects go on. An event that comes after a
later one of its subject was applied becomes dead at once: applying it might undo the later one, so a person decides.
"""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.messaging.envelope import EncodedEvent
from chassis.messaging.metrics import RECEIVED
from chassis.messaging.ports import Handler
from chassis.messaging.rows import columns_of
from chassis.messaging.tables import inbox
from chassis.observability.tracing import continued_trace

RETRY_DELAYS = tuple(timedelta(seconds=seconds) for seconds in (1, 5, 30, 120, 600))
"""How long a failed event rests before each further try. After the last it is dead."""
BATCH_SECONDS = 0.02
"""A transaction that has taken this long is committed before the next event: its effects are waited for."""

log = logging.getLogger(__name__)


class NoHandler(LookupError):
    """The service has no reaction to this type of event: its queue is bound to more than this release knows."""


class State(StrEnum):
    """What became of an event in the inbox."""

    APPLIED = "applied"
    PENDING = "pending"
    DEAD = "dead"
    DISCARDED = "discarded"


class Outcome(StrEnum):
    """What `Inbox.receive` did with an event."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    FAILED = "failed"
    LATE = "late"


class _OutOfStep(Exception):
    """A batch holds an event that must be looked at by itself."""


class Inbox:
    """The receiving side of one service."""

    def __init__(
        self,
        database: Database,
        handlers: Mapping[str, Handler],
        *,
        clock: Clock = system_clock,
        delays: Sequence[timedelta] = RETRY_DELAYS,
    ) -> None:
        self.database = database
        self.clock = clock
        self.delays = delays
        self._handlers = handlers

    def receive_all(self, events: Sequence[EncodedEvent]) -> None:
        """Take events for good, in as few transactions as their effects allow. This is the `EventSink` of a queue.

        Raises only for a database that cannot be written; then some of the events may be taken, and receiving all
        of them again is harmless.
        """
        taken = 0
        if not events:
            self._probe()
        if len(events) > 1:
            try:
                for number in self._receive_batches(events):
                    taken += number
            except Exception as error:  # noqa: BLE001 (the culprit meets it again below, alone)
                log.debug("a batch is received one by one: %r", error)
        for event in events[taken:]:
            self.receive(event)

    def _probe(self) -> None:
        with self.database.read() as session:
            session.execute(select(inbox.c.event_id).limit(1))

    def receive(self, event: EncodedEvent) -> Outcome:
        """Take one event for good. A handler that raises leaves the event pending; see `receive_all` for the rest."""
        try:
            with self.database.write() as session:
                outcome = self._take(session, event)
        except Exception as error:  # noqa: BLE001 (kept with the event, and logged there)
            outcome = self._keep_failed(event, error)
        RECEIVED.labels(outcome).inc()
        return outcome

    def react(self, session: Session, event: EncodedEvent) -> None:
        """Run the handler of `event` in the caller's transaction, as the next step of the event's trace."""
        handler = self._handlers.get(event.type)
        if handler is None:
            raise NoHandler(event.type)
        with continued_trace(event.type, event.traceparent):
            handler(session, event.decoded())
            session.flush()

    def _take(self, session: Session, event: EncodedEvent) -> Outcome:
        # Claimed before the handler runs: another worker that holds the same event is waited for here.
        if not _claim(session, _row(event, State.APPLIED, self.clock())):
            return Outcome.DUPLICATE
        newest, blocked = session.execute(_standing(event)).one()
        if newest is not None and newest >= event.sequence:
            error = f"came after event {newest} of its subject was applied"
            log.error("event %s (%s, %s) %s", event.id, event.type, event.subject, error)
            _set_aside(session, event, state=State.DEAD, late=True, error=error)
            return Outcome.LATE
        if blocked:
            _set_aside(session, event, state=State.PENDING)
            return Outcome.HELD
        self.react(session, event)
        return Outcome.APPLIED

    def _keep_failed(self, event: EncodedEvent, error: Exception) -> Outcome:
        # If this cannot be written either, the database is at fault and not the event: the exception reaches
        # the consumer, which keeps the message and tries again.
        now = self.clock()
        failed = self.after_failure(1, error)
        with self.database.write() as session:
            if not _claim(session, _row(event, State.PENDING, now) | {"body": event.body} | failed):
                return Outcome.DUPLICATE
        log_failure(event, 1, error)
        return Outcome.FAILED

    def after_failure(self, attempts: int, error: Exception) -> dict[str, Any]:
        """The columns of an event that has now failed `attempts` times."""
        out_of_tries = attempts > len(self.delays)
        return {
            "state": State.DEAD if out_of_tries else State.PENDING,
            "attempts": attempts,
            "error": short(error),
            "next_attempt_at": None if out_of_tries else self.clock() + self.delays[attempts - 1],
        }

    def _receive_batches(self, events: Sequence[EncodedEvent]) -> Iterator[int]:
        """Apply `events` in a few transactions; yields how many more have been taken whenever one has committed.

        Any trouble rolls the current transaction back and is raised: the caller then takes the rest one by one.
        What is known of the inbox is read once. If another worker writes meanwhile, the rows collide, which is trouble.
        """
        view: _View | None = None
        position = 0
        while position < len(events):
            with self.database.write() as session:
                view = view or _View.of(session, events)
                number = self._apply_some(session, events[position:], view)
            position += number
            yield number

    def _apply_some(self, session: Session, events: Sequence[EncodedEvent], view: _View) -> int:
        """Apply the first of `events`, as many as fit into a transaction's time; how many were taken."""
        began = time.monotonic()
        rows: list[dict[str, Any]] = []
        taken = 0
        for event in events:
            taken += 1
            if view.knows(event):
                RECEIVED.labels(Outcome.DUPLICATE).inc()
                continue
            view.add(event)
            self.react(session, event)
            rows.append(_row(event, State.APPLIED, self.clock()))
            if time.monotonic() - began > BATCH_SECONDS:
                break
        if rows:
            session.execute(insert(inbox), rows)
        RECEIVED.labels(Outcome.APPLIED).inc(len(rows))
        return taken


@dataclass
class _View:
    """What the inbox knows of a batch: which events it has, and the highest sequence applied for each subject."""

    known: set[UUID]
    newest: dict[tuple[str, str], int]

    @classmethod
    def of(cls, session: Session, events: Sequence[EncodedEvent]) -> _View:
        """Raises `_OutOfStep` if a subject of the batch has unsettled events."""
        return cls(_known(session, events), _newest(session, events))

    def knows(self, event: EncodedEvent) -> bool:
        return event.id in self.known

    def add(self, event: EncodedEvent) -> None:
        """Raises `_OutOfStep` if a later event of the subject has been applied."""
        subject = (event.source, event.subject)
        if self.newest.get(subject, 0) >= event.sequence:
            raise _OutOfStep(event.id)
        self.newest[subject] = event.sequence
        self.known.add(event.id)


def short(error: BaseException) -> str:
    """One line for a person. Of a database's error only its first sentence: the rest repeats the values of the row."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    primary = getattr(getattr(cause, "diag", None), "message_primary", None)
    text = " ".join(str(primary or cause).split())
    return f"{type(error).__name__}: {text}"[:500] if text else type(error).__name__


def log_failure(event: EncodedEvent, attempts: int, error: Exception) -> None:
    """Log where it failed, for whoever mends it. The error itself in short: in full it may hold personal data."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error(
        "event %s (%s, %s) failed, attempt %d: %s\n%s",
        event.id,
        event.type,
        event.subject,
        attempts,
        short(error),
        where,
    )


def _of_subject(event: EncodedEvent) -> Any:
    """The condition for inbox rows of the same subject."""
    return and_(inbox.c.source == event.source, inbox.c.subject == event.subject)


def _holding_back(sequence: Any) -> Any:
    """The condition for inbox rows that hold back an event of their subject with this sequence."""
    unsettled = inbox.c.state.in_([State.PENDING, State.DEAD])
    return and_(unsettled, inbox.c.late.is_(False), inbox.c.sequence < sequence)


def _standing(event: EncodedEvent) -> Select[int | None, bool]:
    """The highest sequence applied for the event's subject, and whether an earlier event holds this one back."""
    others = and_(_of_subject(event), inbox.c.event_id != event.id)
    newest = select(func.max(inbox.c.sequence)).where(others, inbox.c.state == State.APPLIED)
    return select(newest.scalar_subquery(), exists().where(others, _holding_back(event.sequence)))


def _known(session: Session, events: Sequence[EncodedEvent]) -> set[UUID]:
    ids = [event.id for event in events]
    return set(session.scalars(select(inbox.c.event_id).where(inbox.c.event_id.in_(ids))))


def _newest(session: Session, events: Sequence[EncodedEvent]) -> dict[tuple[str, str], int]:
    """The highest sequence applied for each subject. Raises `_OutOfStep` if one of them has unsettled events."""
    subjects = {event.subject for event in events}
    rows = session.execute(
        select(inbox.c.source, inbox.c.subject, inbox.c.state, func.max(inbox.c.sequence))
        .where(inbox.c.subject.in_(subjects), inbox.c.state != State.DISCARDED)
        .group_by(inbox.c.source, inbox.c.subject, inbox.c.state)
    ).all()
    if any(state != State.APPLIED for _, _, state, _ in rows):
        raise _OutOfStep("a subject has unsettled events")
    return {(source, subject): sequence for source, subject, _, sequence in rows}


def _row(event: EncodedEvent, state: State, now: Any) -> dict[str, Any]:
    return columns_of(event) | {
        "state": state,
        "late": False,
        "attempts": 1,
        "received_at": now,
        "applied_at": now if state is State.APPLIED else None,
    }


def _claim(session: Session, row: dict[str, Any]) -> bool:
    """Whether the row was written; False if the event is in the inbox already."""
    dialect_insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    statement = dialect_insert(inbox).on_conflict_do_nothing(index_elements=["event_id"]).returning(inbox.c.event_id)
    # Not by the row count: the driver for PostgreSQL does not know it here.
    return session.scalar(statement, row) is not None


def _set_aside(session: Session, event: EncodedEvent, *, state: State, late: bool = False, error: Any = None) -> None:
    values = {"state": state, "late": late, "error": error, "body": event.body, "attempts": 0, "applied_at": None}
    session.execute(update(inbox).where(inbox.c.event_id == event.id).values(values))

"""The relay: tells the broker what the outbox holds, and marks it told only when the broker has confirmed it.

It looks for rows not yet sent, never for "position above the last": a lower position may commit later.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.messaging.envelope import EncodedEvent
from chassis.messaging.metrics import RELAYED, UNCONFIRMED
from chassis.messaging.ports import Publisher
from chassis.messaging.relay_seat import RelaySeat, SeatTaken, relay_seat
from chassis.messaging.rows import event_of
from chassis.messaging.tables import outbox

BATCH = 500
HEAVY = 8_000_000
"""Characters in a batch above which the next one is smaller: papers travel in events."""
SMALLEST_BATCH = 10
POLL_SECONDS = 1.0
"""How long a lost call (wakeup.py) can delay an event."""
NAP_SECONDS = 0.25
REFUSED_SECONDS = 0.2
"""The pause after a whole batch that the broker did not take."""
LONGEST_REST_SECONDS = 30.0
MOST_RESTING = 1000

log = logging.getLogger(__name__)


@dataclass
class _Resting:
    """Subjects whose event the broker refused. They rest, longer each time, while the others go on."""

    _until: dict[str, float] = field(default_factory=dict)
    _tries: Counter[str] = field(default_factory=Counter)

    def now(self) -> list[str]:
        """The subjects that are to be left alone at the moment."""
        moment = time.monotonic()
        return [subject for subject, until in self._until.items() if until > moment][:MOST_RESTING]

    def refused(self, subjects: Collection[str]) -> None:
        for subject in subjects:
            rest = min(2.0 ** self._tries[subject], LONGEST_REST_SECONDS)
            self._tries[subject] += 1
            self._until[subject] = time.monotonic() + rest

    def accepted(self, subjects: Collection[str]) -> None:
        for subject in subjects:
            self._until.pop(subject, None)
            self._tries.pop(subject, None)


class Relay:
    """Relays the outbox of one database. Any number may run; one of them works, the others wait to take over."""

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        *,
        clock: Clock = system_clock,
        batch: int = BATCH,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._database = database
        self._publisher = publisher
        self._clock = clock
        self._largest_batch = batch
        self._batch = batch
        self._poll_seconds = poll_seconds
        self._resting = _Resting()
        self.seated = False
        """Whether this relay is the one at work."""

    def run(self, stop: threading.Event) -> None:
        """Relay until `stop` is set. Trouble with the database or the broker is logged and outlived."""
        rest = 0.1
        while not stop.is_set():
            try:
                with relay_seat(self._database) as seat:
                    self.seated = True
                    rest = 0.1
                    self._serve(seat, stop)
            except SeatTaken:
                stop.wait(self._poll_seconds)
            except Exception:
                log.exception("the relay met trouble and starts again")
                stop.wait(rest)
                rest = min(rest * 2, 5.0)
            finally:
                self.seated = False

    def _serve(self, seat: RelaySeat, stop: threading.Event) -> None:
        self._publisher.publish_batch([])  # so that it connects before there is news
        while not stop.is_set():
            batch = self._batch
            found, confirmed = self.relay_once()
            if found and not confirmed and (found == batch or not self._publisher.connected):
                stop.wait(REFUSED_SECONDS)
            elif found < batch:
                self._sleep(seat, stop)

    def _sleep(self, seat: RelaySeat, stop: threading.Event) -> None:
        # In short naps, so that a stop is noticed: a seat wakes for news only.
        ends = time.monotonic() + self._poll_seconds
        while not stop.is_set() and time.monotonic() < ends:
            if seat.wait(min(self._poll_seconds, NAP_SECONDS)):
                return

    def relay_once(self) -> tuple[int, int]:
        """Relay one batch: how many unsent events were found, and how many of them the broker confirmed."""
        events = self._unsent()
        if not events:
            return 0, 0
        confirmed = self._publisher.publish_batch([event for _, event in events])
        told = [position for position, event in events if event.id in confirmed]
        if told:
            self._mark_sent(told)
        self._account([event for _, event in events], confirmed)
        return len(events), len(told)

    def _unsent(self) -> Sequence[tuple[int, EncodedEvent]]:
        statement = select(outbox).where(outbox.c.sent_at.is_(None)).order_by(outbox.c.position).limit(self._batch)
        resting = self._resting.now()
        if resting:
            statement = statement.where(outbox.c.subject.not_in(resting))
        with self._database.read() as session:
            rows = [(row["position"], event_of(row)) for row in session.execute(statement).mappings()]
        self._resize(sum(_weight(event) for _, event in rows))
        return rows

    def _resize(self, weight: int) -> None:
        if weight > HEAVY:
            self._batch = max(SMALLEST_BATCH, self._batch // 4)
        else:
            self._batch = min(self._largest_batch, self._batch * 2)

    def _mark_sent(self, positions: list[int]) -> None:
        with self._database.write() as session:
            mark_sent(session, positions, self._clock)

    def _account(self, events: Sequence[EncodedEvent], confirmed: Collection[object]) -> None:
        refused = [event for event in events if event.id not in confirmed]
        self._resting.accepted({event.subject for event in events if event.id in confirmed})
        for source, number in Counter(event.source for event in events if event.id in confirmed).items():
            RELAYED.labels(source).inc(number)
        if refused:
            UNCONFIRMED.inc(len(refused))
            log.warning("%d of %d events were not confirmed and will be sent again", len(refused), len(events))
            if self._publisher.connected:
                self._resting.refused({event.subject for event in refused})


def _weight(event: EncodedEvent) -> int:
    return sum(len(value) for value in event.body.values() if isinstance(value, str))


def mark_sent(session: Session, positions: Sequence[int], clock: Clock) -> None:
    """Note that the broker has these rows."""
    session.execute(update(outbox).where(outbox.c.position.in_(positions)).values(sent_at=clock()))

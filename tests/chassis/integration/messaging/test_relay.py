"""The relay tells what is committed, in each subject's order, and marks it told only when it is confirmed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from chassis.db.database import Database
from chassis.messaging.envelope import EncodedEvent
from chassis.messaging.metrics import backlog
from chassis.messaging.outbox import record_fact
from chassis.messaging.relay import Relay
from chassis.messaging.relay_seat import SeatTaken, relay_seat
from chassis.messaging.tables import outbox
from chassis.messaging.wakeup import dedicated_connection
from chassis.testing.events import example_data
from chassis.testing.messaging import ACCOUNT_CREATED, record, record_many, wait_for

Run = Callable[[Callable[[threading.Event], None]], Any]


class Paper:
    """A publisher that writes down what it is given. It refuses the subjects in `refused`, as a full queue would."""

    def __init__(self) -> None:
        self.refused: set[str] = set()
        self.told: list[tuple[str, int]] = []
        self.connected = True

    def publish_batch(self, events: Sequence[EncodedEvent]) -> set[UUID]:
        taken = [event for event in events if event.subject not in self.refused]
        self.told += [(event.subject, event.sequence) for event in taken]
        return {event.id for event in taken}

    def has_told(self, events: int) -> bool:
        return len(self.told) == events

    def close(self) -> None:
        self.connected = False


def unsent(database: Database) -> int:
    with database.read() as session:
        return backlog(session).unsent


def test_relay_tells_events_in_their_order(database: Database) -> None:
    paper = Paper()
    for subject, sequence in [("a", 1), ("b", 1), ("a", 2)]:
        record(database, subject, sequence)
    assert Relay(database, paper).relay_once() == (3, 3)
    assert paper.told == [("account/a", 1), ("account/b", 1), ("account/a", 2)]


def test_event_that_was_told_is_not_told_again(database: Database) -> None:
    paper = Paper()
    record(database, "a")
    relay = Relay(database, paper)
    relay.relay_once()
    assert relay.relay_once() == (0, 0)


def test_heavy_events_are_told_in_smaller_batches(database: Database) -> None:
    with database.write() as session:
        for number in range(60):
            data = example_data(ACCOUNT_CREATED, full_name="x" * 400_000)
            record_fact(session, f"s{number}", 1, ACCOUNT_CREATED, data)
    relay = Relay(database, Paper(), batch=40)
    assert [relay.relay_once() for _ in range(4)] == [(40, 40), (10, 10), (10, 10), (0, 0)]


def test_refused_event_stays_and_others_go_on(database: Database) -> None:
    paper = Paper()
    paper.refused.add("account/a")
    record(database, "a")
    record(database, "b")
    relay = Relay(database, paper)
    relay.relay_once()
    record(database, "b", 2)
    relay.relay_once()
    assert paper.told == [("account/b", 1), ("account/b", 2)]
    assert unsent(database) == 1


def test_refused_event_is_told_when_it_is_taken(database: Database, running: Run) -> None:
    paper = Paper()
    paper.refused.add("account/a")
    record(database, "a")
    record(database, "a", 2)
    running(Relay(database, paper).run)
    wait_for(lambda: unsent(database) == 2)
    paper.refused.clear()
    wait_for(lambda: unsent(database) == 0)
    assert paper.told == [("account/a", 1), ("account/a", 2)]


def test_lower_position_that_commits_later_is_told(postgresql_service_database: Database) -> None:
    database, paper = postgresql_service_database, Paper()
    relay = Relay(database, paper)
    with database.write() as slow:
        record_fact(slow, "early", 1, ACCOUNT_CREATED, example_data(ACCOUNT_CREATED))
        record(database, "late")
        relay.relay_once()
    relay.relay_once()
    assert paper.told == [("account/late", 1), ("account/early", 1)]


def test_one_relay_at_a_time_serves_a_database(database: Database) -> None:
    with relay_seat(database), pytest.raises(SeatTaken), relay_seat(database):
        pass


def test_second_relay_takes_over_when_the_first_ends(database: Database, running: Run) -> None:
    first, second = Paper(), Paper()
    first_loop = running(Relay(database, first, poll_seconds=0.05).run)
    record(database, "a")
    wait_for(lambda: first.told)
    running(Relay(database, second, poll_seconds=0.05).run)
    record(database, "b")
    wait_for(lambda: unsent(database) == 0)
    first_loop.end()
    record(database, "c")
    wait_for(lambda: unsent(database) == 0)
    assert (first.told, second.told) == ([("account/a", 1), ("account/b", 1)], [("account/c", 1)])


def test_commit_wakes_the_relay_without_polling(database: Database, running: Run) -> None:
    paper = Paper()
    relay = Relay(database, paper, poll_seconds=3600)
    running(relay.run)
    wait_for(lambda: relay.seated)
    for number in range(20):
        record(database, f"s{number}")
        wait_for(partial(paper.has_told, number + 1))


def test_polling_finds_what_nobody_announced(database: Database, running: Run) -> None:
    paper = Paper()
    record_many(database, 3)
    relay = Relay(database, paper, poll_seconds=0.05)
    running(relay.run)
    wait_for(lambda: len(paper.told) == 3 and unsent(database) == 0)
    with database.write() as session:
        session.execute(outbox.update().values(sent_at=None))
    wait_for(lambda: len(paper.told) == 6)


def test_relay_outlives_the_loss_of_its_seat(postgresql_service_database: Database, running: Run) -> None:
    database, paper = postgresql_service_database, Paper()
    relay = Relay(database, paper, poll_seconds=0.2)
    running(relay.run)
    wait_for(lambda: relay.seated)
    with dedicated_connection(database.engine) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    database.dispose()  # the writer's connections ended as well
    record(database, "a")
    wait_for(lambda: paper.told == [("account/a", 1)])


def test_relay_outlives_a_publisher_that_raises(database: Database, running: Run) -> None:
    class Moody(Paper):
        def publish_batch(self, events: Sequence[EncodedEvent]) -> set[UUID]:
            if events and not self.told:
                self.told.append(("raised", 0))
                raise OSError("no")
            return super().publish_batch(events)

    moody = Moody()
    running(Relay(database, moody).run)
    record(database, "a")
    wait_for(lambda: moody.told == [("raised", 0), ("account/a", 1)])

"""Everything in one process: what is recorded arrives, live listeners hear it, and a killed process loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.messaging import dead_letters
from chassis.messaging.embedded import Embedded, Watermark
from chassis.messaging.envelope import Event, MalformedEvent
from chassis.messaging.memory import ADDRESS
from chassis.messaging.names import EXCHANGE
from chassis.messaging.tables import outbox
from chassis.service import Service
from chassis.testing.children import started_child
from chassis.testing.messaging import (
    ACCOUNT_CREATED,
    PASS_REVOKED,
    Ledger,
    make_database,
    record,
    record_many,
    wait_for,
)

Run = Callable[..., Any]


class House:
    """The gateway, which publishes accounts, and registration, which keeps a ledger of them."""

    def __init__(self, new_database: Callable[[str], Database]) -> None:
        self.source = new_database("gateway")
        self.ledger = Ledger(new_database("registration"))
        self.services = [Service(name="gateway", database=self.source, web=Flask("gateway")), self.ledger.service()]

    def mark(self) -> Watermark:
        return Watermark(self.source, self.services)


@pytest.fixture
def house(new_database: Callable[[str], Database]) -> House:
    return House(new_database)


@pytest.fixture
def embedded(house: House) -> Iterator[Embedded]:
    embedded = Embedded(house.services)
    embedded.start()
    yield embedded
    embedded.stop()


@pytest.mark.usefixtures("embedded")
def test_event_of_one_service_takes_effect_in_another(house: House) -> None:
    event = record(house.source, "a")
    wait_for(lambda: house.ledger.event_ids() == [event.id])


def test_failed_event_is_retried(house: House, embedded: Embedded) -> None:
    house.ledger.failing.add("account/a")
    record(house.source, "a")
    wait_for(lambda: embedded.workers[1].readiness().backlog.pending == 1)
    house.ledger.failing.clear()
    wait_for(lambda: house.ledger.sequences("account/a") == [1])


def test_worker_is_ready_when_it_relays_and_reads(embedded: Embedded) -> None:
    wait_for(lambda: all(worker.readiness().relaying and worker.readiness().reading for worker in embedded.workers))


def test_live_feed_hears_what_happens(house: House, embedded: Embedded, running: Run) -> None:
    heard: list[tuple[str, int]] = []
    feed = embedded.messaging.live([ACCOUNT_CREATED], lambda event: heard.append((event.subject, event.sequence)))
    running(feed.run)
    wait_for(lambda: feed.connected)
    record(house.source, "a")
    wait_for(lambda: heard == [("account/a", 1)])


def test_ended_live_feed_leaves_nothing_behind(house: House, embedded: Embedded, running: Run) -> None:
    before = known_to_the_broker()
    feed = embedded.messaging.live([ACCOUNT_CREATED], lambda event: None)
    loop = running(feed.run)
    wait_for(lambda: feed.connected)
    loop.end()
    record(house.source, "a")
    wait_for(lambda: house.ledger.sequences("account/a") == [1])
    assert known_to_the_broker() == before


def known_to_the_broker() -> tuple[set[str], set[str]]:
    """Queues bound to our exchange, and all queues but the live ones of other products in this process."""
    with ADDRESS.connection() as connection:
        channel = connection.channel()
        bound = {queue for queue, exchange, _ in channel.list_bindings() if exchange == EXCHANGE}
        return bound, set(channel.queues) & (bound | {"gateway", "registration"})


@pytest.mark.usefixtures("embedded")
def test_message_that_is_no_event_is_kept_in_a_table(house: House) -> None:
    with ADDRESS.connection() as connection:
        connection.Producer(auto_declare=False).publish(
            b"not json", exchange=EXCHANGE, routing_key=ACCOUNT_CREATED, content_type="application/json"
        )

    def kept() -> list[dead_letters.DeadLetter]:
        with house.ledger.database.read() as session:
            return dead_letters.kept(session)

    assert [letter.body for letter in wait_for(kept)] == [b"not json"]


def kept_letter(house: House, event: Event) -> None:
    """As if the subscriber had not been able to read this event."""
    error = MalformedEvent("not json")
    headers: dict[str, object] = {"ce-id": str(event.id), "ce-source": "gateway", "ce-type": event.type}
    dead_letters.keeper(house.ledger.database, "registration", system_clock)(headers, b"not json", error)


def test_dead_letter_does_not_hold_the_watermark(house: House) -> None:
    event = record(house.source, "a")
    mark_all_sent(house)
    assert house.mark().advance() == 0
    kept_letter(house, event)
    assert house.mark().advance() == 1


def test_dead_letter_is_sent_anew_by_who_published_it(house: House) -> None:
    event = record(house.source, "a")
    mark_all_sent(house)
    kept_letter(house, event)
    house.mark().advance()
    sources = {"gateway": house.source}
    assert dead_letters.give_back(house.ledger.database, sources, event_id=uuid4()) == 0
    assert dead_letters.give_back(house.ledger.database, sources, event_id=event.id) == 1
    assert house.mark().position == 0
    embedded = Embedded(house.services)
    embedded.start()
    wait_for(lambda: house.ledger.sequences("account/a") == [1])
    embedded.stop()
    with house.ledger.database.read() as session:
        assert dead_letters.kept(session) == []


def mark_all_sent(house: House) -> None:
    """As after a kill: handed to the queues of a process that is no more."""
    with house.source.write() as session:
        session.execute(outbox.update().values(sent_at=outbox.c.recorded_at))


def test_watermark_passes_what_has_arrived_and_stops_before_what_has_not(house: House) -> None:
    embedded = Embedded(house.services)
    embedded.start()
    record_many(house.source, 600)
    wait_for(lambda: house.mark().advance() == 600)
    embedded.stop()
    record(house.source, "lost")
    mark_all_sent(house)
    assert house.mark().advance() == 600


def test_watermark_passes_what_nobody_handles_and_stops_before_what_is_unsent(house: House) -> None:
    record_many(house.source, 5, PASS_REVOKED)
    mark_all_sent(house)
    record(house.source, "unsent")
    assert house.mark().advance() == 5


def test_start_calls_back_what_was_sent_but_did_not_arrive(house: House) -> None:
    sent = record_many(house.source, 20)
    mark_all_sent(house)
    embedded = Embedded(house.services)
    embedded.start()
    wait_for(lambda: len(house.ledger.event_ids()) == 20)
    embedded.stop()
    assert sorted(house.ledger.event_ids()) == sorted(sent)


def test_embedded_mode_refuses_a_database_where_positions_may_commit_late(postgresql_database: str) -> None:
    with pytest.raises(ValueError, match="needs SQLite"):
        Watermark(Database(postgresql_database), [])


def work_until_killed(folder: Path) -> None:
    """In a process of its own: records and reacts, and says nothing when its end comes."""
    house = House(lambda name: Database(f"sqlite:///{folder / name}.sqlite3"))
    Embedded(house.services).start()
    for number in range(100_000):
        record(house.source, f"s{number % 20}", number // 20 + 1)
    os._exit(1)


@pytest.mark.parametrize("effects", [5, 60, 150])
def test_killed_process_loses_nothing_and_repeats_nothing(effects: int, tmp_path: Path) -> None:
    house = House(lambda name: make_database(f"sqlite:///{tmp_path / name}.sqlite3"))
    process = started_child(work_until_killed, tmp_path)
    wait_for(lambda: len(house.ledger.event_ids()) >= effects)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    with house.source.read() as session:
        recorded = sorted(session.scalars(select(outbox.c.event_id)))
    embedded = Embedded(house.services)
    embedded.start()
    wait_for(lambda: len(house.ledger.event_ids()) >= len(recorded))
    embedded.stop()
    assert sorted(house.ledger.event_ids()) == recorded
    assert all(
        house.ledger.sequences(subject) == sorted(house.ledger.sequences(subject))
        for subject in {subject for subject, _ in house.ledger.lines()}
    )
    for database in (house.source, house.ledger.database):
        database.dispose()

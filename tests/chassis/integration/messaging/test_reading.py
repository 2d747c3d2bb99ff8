"""Reading a real queue: acknowledged only after the effect, unreadable to the dead letters, fatal ones likewise."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import quote

import pika
import pytest
from sqlalchemy.orm import Session

from chassis.db.database import Database
from chassis.messaging import dead_letters
from chassis.messaging.envelope import EncodedEvent, Event, MalformedEvent
from chassis.messaging.inbox import Inbox
from chassis.messaging.names import EXCHANGE
from chassis.messaging.rabbitmq import RabbitMQMessaging
from chassis.messaging.rabbitmq_publisher import RabbitMQPublisher
from chassis.testing.children import started_child
from chassis.testing.messaging import ACCOUNT_CREATED, PATIENCE, Broker, Ledger, account_event, wait_for

Run = Callable[[Callable[[threading.Event], None]], Any]


@pytest.fixture
def publisher(broker: Broker) -> Iterator[RabbitMQPublisher]:
    publisher = RabbitMQPublisher(broker.url("gateway"))
    publisher.publish_batch([])
    wait_for(lambda: publisher.connected)
    yield publisher
    publisher.close()


def unused(_headers: dict[str, object], _body: bytes, _error: MalformedEvent) -> None:
    raise AssertionError("RabbitMQ keeps its dead letters itself")


def read_into(broker: Broker, sink: Callable[[Sequence[EncodedEvent]], None]) -> Callable[[threading.Event], None]:
    return RabbitMQMessaging(broker.url("registration")).subscribe("registration", sink, unused).run


def send_raw(broker: Broker, body: bytes, headers: dict[str, object]) -> None:
    with closing(pika.BlockingConnection(pika.URLParameters(broker.url("gateway")))) as connection:
        properties = pika.BasicProperties(headers=headers, content_type="application/json", message_id="raw")
        connection.channel().basic_publish(EXCHANGE, ACCOUNT_CREATED, body, properties)


def test_events_take_effect_in_order(
    broker: Broker, publisher: RabbitMQPublisher, inbox: Inbox, ledger: Ledger, running: Run
) -> None:
    events = [account_event(f"s{number % 10}", number // 10 + 1) for number in range(500)]
    publisher.publish_batch(events)
    running(read_into(broker, inbox.receive_all))
    wait_for(lambda: len(ledger.lines()) == 500)
    assert {name: ledger.sequences(name) for name, _ in ledger.lines()} == {
        f"account/s{number}": list(range(1, 51)) for number in range(10)
    }


def test_message_that_is_no_event_goes_to_the_dead_letters(
    broker: Broker, publisher: RabbitMQPublisher, inbox: Inbox, ledger: Ledger, running: Run
) -> None:
    send_raw(broker, b"not json", {"ce-id": "1"})
    send_raw(broker, b"{}", {"compression": "application/x-unknown"})
    publisher.publish_batch([account_event("a")])
    running(read_into(broker, inbox.receive_all))
    wait_for(lambda: broker.ready("registration.dead") == 2)
    assert [(letter.reason, letter.body) for letter in dead_letters.peek(broker.url("operator"), "registration")] == [
        ("rejected", b"not json"),
        ("rejected", b"{}"),
    ]
    wait_for(lambda: ledger.lines() == [("account/a", 1)])


def test_dead_letter_can_be_given_back(broker: Broker, inbox: Inbox, running: Run) -> None:
    send_raw(broker, b"not json", {"ce-id": "1"})
    loop = running(read_into(broker, inbox.receive_all))
    wait_for(lambda: broker.ready("registration.dead") == 1)
    loop.end()
    assert dead_letters.requeue(broker.url("operator"), "registration", message_id="another") == 0
    assert dead_letters.requeue(broker.url("operator"), "registration", message_id="raw") == 1
    wait_for(lambda: dead_letters.count(broker.url("operator"), "registration") == 0)
    running(read_into(broker, inbox.receive_all))
    wait_for(lambda: broker.ready("registration.dead") == 1)


def test_reader_waits_out_a_database_that_is_away(
    broker: Broker, publisher: RabbitMQPublisher, inbox: Inbox, ledger: Ledger, running: Run
) -> None:
    tried = threading.Event()
    back = threading.Event()

    def sink(events: Sequence[EncodedEvent]) -> None:
        if events and not back.is_set():
            tried.set()
            raise OSError("the database is away")
        inbox.receive_all(events)

    publisher.publish_batch([account_event(f"s{number}") for number in range(10)])
    running(read_into(broker, sink))
    assert tried.wait(PATIENCE)
    assert ledger.lines() == []
    back.set()
    wait_for(lambda: len(ledger.lines()) == 10)


def test_nothing_is_fetched_while_the_database_is_away(
    broker: Broker, publisher: RabbitMQPublisher, inbox: Inbox, ledger: Ledger, running: Run
) -> None:
    asked: list[int] = []

    def sink(events: Sequence[EncodedEvent]) -> None:
        asked.append(len(events))
        if len(asked) < 3:
            raise OSError("the database is away")
        inbox.receive_all(events)

    publisher.publish_batch([account_event("a")])
    running(read_into(broker, sink))
    wait_for(lambda: ledger.lines() == [("account/a", 1)])
    assert asked == [0, 0, 0, 1]


def test_cut_connection_is_made_again_and_repeats_nothing(
    broker: Broker, publisher: RabbitMQPublisher, inbox: Inbox, ledger: Ledger, running: Run
) -> None:
    running(read_into(broker, inbox.receive_all))
    publisher.publish_batch([account_event("a")])
    wait_for(lambda: ledger.sequences("account/a") == [1])
    for connection in wait_for(lambda: broker.server.manage("GET", f"vhosts/{broker.vhost}/connections")):
        broker.server.manage("DELETE", f"connections/{quote(connection['name'], safe='')}")
    second = account_event("a", 2)
    wait_for(lambda: publisher.publish_batch([second]) == {second.id})
    wait_for(lambda: ledger.sequences("account/a") == [1, 2])


def read_and_die(url: str, database_url: str, mode: str) -> None:
    """In a process of its own: reads a queue and ends without a word at the moment that `mode` says."""
    database = Database(database_url)
    ledger = Ledger(database)

    def handle(session: Session, event: Event) -> None:
        if mode == "in handler" and event.subject == "account/fatal":
            os._exit(9)
        ledger.handle(session, event)

    def sink(events: Sequence[EncodedEvent]) -> None:
        Inbox(database, {ACCOUNT_CREATED: handle}).receive_all(events)
        if events and mode == "before ack":
            os._exit(9)

    RabbitMQMessaging(url).subscribe("registration", sink, unused).run(threading.Event())


def run_until_it_dies(broker: Broker, database: Database, mode: str) -> None:
    arguments = (broker.url("registration"), database.url.render_as_string(hide_password=False), mode)
    process = started_child(read_and_die, *arguments)
    process.join(PATIENCE)
    assert process.exitcode == 9


def test_crash_between_commit_and_acknowledgement_repeats_no_effect(
    broker: Broker, publisher: RabbitMQPublisher, database: Database, inbox: Inbox, ledger: Ledger, running: Run
) -> None:
    event = account_event("a")
    publisher.publish_batch([event])
    run_until_it_dies(broker, database, "before ack")
    running(read_into(broker, inbox.receive_all))
    second = account_event("a", 2)
    publisher.publish_batch([second])
    wait_for(lambda: len(ledger.lines()) == 2)
    assert ledger.event_ids() == [event.id, second.id]
    assert broker.ready("registration.dead") == 0


def test_event_that_kills_its_worker_becomes_a_dead_letter_alone(
    broker: Broker, publisher: RabbitMQPublisher, new_database: Callable[[str], Database], running: Run
) -> None:
    database = new_database("service")
    ledger = Ledger(database)
    events = [account_event(name) for name in ("a", "b", "fatal", "c", "d")]
    publisher.publish_batch(events)
    for _ in range(6):
        run_until_it_dies(broker, database, "in handler")
    wait_for(lambda: broker.ready("registration.dead") == 1)
    running(read_into(broker, Inbox(database, {ACCOUNT_CREATED: ledger.handle}).receive_all))
    wait_for(lambda: len(ledger.lines()) == 4)
    assert [subject for subject, _ in ledger.lines()] == ["account/a", "account/b", "account/c", "account/d"]
    letters = dead_letters.peek(broker.url("operator"), "registration")
    assert [(letter.id, letter.reason) for letter in letters] == [(str(events[2].id), "delivery_limit")]

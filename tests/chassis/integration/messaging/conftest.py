"""A service to test messaging with: its effects are rows of a ledger, and it fails when it is told to."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Uuid, insert, select
from sqlalchemy.orm import Session

import chassis.messaging.tables
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.db.tables import metadata
from chassis.messaging import outbox as recorder
from chassis.messaging.envelope import EncodedEvent, Event
from chassis.messaging.inbox import Inbox
from chassis.messaging.memory import reset_memory_broker
from chassis.messaging.retries import Retries
from chassis.messaging.topology import definitions
from chassis.service import Service
from chassis.testing.events import example_data, example_event
from chassis.testing.servers import RabbitMQServer

ACCOUNT_CREATED = "gateway.account_created.v1"
PASS_REVOKED = "registration.pass_revoked.v1"
SHORT = (timedelta(milliseconds=20), timedelta(milliseconds=20))

ledger_metadata = MetaData()
ledger = Table(
    "ledger",
    ledger_metadata,
    Column("line", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("event_id", Uuid, nullable=False),
    Column("subject", String(160), nullable=False),
    Column("sequence", Integer, nullable=False),
)


@dataclass
class Ledger:
    """Handlers that write a line for each event; for subjects in `failing` they raise after writing."""

    database: Database
    failing: set[str] = field(default_factory=set)

    def handle(self, session: Session, event: Event) -> None:
        row = {"event_id": event.id, "subject": event.subject, "sequence": event.sequence}
        session.execute(insert(ledger), row)
        if event.subject in self.failing:
            raise RuntimeError("the handler fails")

    def lines(self) -> list[tuple[str, int]]:
        with self.database.read() as session:
            rows = session.execute(select(ledger.c.subject, ledger.c.sequence).order_by(ledger.c.line)).all()
        return [(subject, sequence) for subject, sequence in rows]

    def sequences(self, subject: str) -> list[int]:
        return [sequence for name, sequence in self.lines() if name == subject]

    def service(self, name: str = "registration") -> Service:
        return Service(name=name, database=self.database, web=Flask(name), handlers={ACCOUNT_CREATED: self.handle})


def make_database(url: str) -> Database:
    database = Database(url)
    metadata.create_all(database.engine)
    ledger_metadata.create_all(database.engine)
    return database


@pytest.fixture
def new_database(tmp_path: Any) -> Iterator[Callable[[str], Database]]:
    """Makes SQLite databases with the tables of messaging and the ledger."""
    made: list[Database] = []

    def make(name: str) -> Database:
        made.append(make_database(f"sqlite:///{tmp_path / name}.sqlite3"))
        return made[-1]

    yield make
    for database in made:
        database.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The service's database, on SQLite and on PostgreSQL."""
    database = make_database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def ledger_of(database: Database) -> Ledger:
    return Ledger(database)


@pytest.fixture
def inbox(database: Database, ledger_of: Ledger) -> Inbox:
    return Inbox(database, {ACCOUNT_CREATED: ledger_of.handle}, clock=system_clock, delays=SHORT)


@pytest.fixture
def retries(inbox: Inbox) -> Retries:
    return Retries(inbox)


@pytest.fixture(autouse=True)
def fresh_memory_broker() -> Iterator[None]:
    reset_memory_broker()
    yield
    reset_memory_broker()


def account_event(subject: str | None = None, sequence: int = 1) -> EncodedEvent:
    """An encoded event of the gateway; `subject` is the part after the slash."""
    return example_event(ACCOUNT_CREATED, subject_id=subject, sequence=sequence).encoded()


def record(database: Database, subject: str, sequence: int, event_type: str = ACCOUNT_CREATED) -> Event:
    with database.write() as session:
        return recorder.record_fact(session, subject, sequence, event_type, example_data(event_type))


def record_many(database: Database, number: int, event_type: str = ACCOUNT_CREATED) -> list[UUID]:
    """One event each of `number` subjects, in one transaction."""
    with database.write() as session:
        return [
            recorder.record_fact(session, str(uuid4()), 1, event_type, example_data(event_type)).id
            for _ in range(number)
        ]


def wait_for(condition: Callable[[], Any], seconds: float = 20.0) -> Any:
    """Wait until `condition` holds and return what it returned; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"still not so after {seconds:.0f} s: {condition!r}")
        time.sleep(0.01)
    return value


@pytest.fixture
def running() -> Iterator[Callable[[Callable[[threading.Event], None]], threading.Event]]:
    """Runs loops in threads and stops them when the test ends."""
    started: list[tuple[threading.Thread, threading.Event]] = []

    def start(run: Callable[[threading.Event], None]) -> threading.Event:
        stop = threading.Event()
        thread = threading.Thread(target=run, args=(stop,), daemon=True)
        started.append((thread, stop))
        thread.start()
        return stop

    yield start
    for _, stop in started:
        stop.set()
    for thread, _ in started:
        thread.join(30)
        assert not thread.is_alive(), f"{thread} does not end"


@dataclass(frozen=True)
class Broker:
    """A virtual host with the topology of two services, and an address for each of their users."""

    server: RabbitMQServer
    vhost: str
    passwords: dict[str, str]

    def url(self, service: str) -> str:
        return self.server.url_of(self.vhost, f"{self.vhost}-{service}", self.passwords[service])

    @property
    def admin_url(self) -> str:
        return self.server.url_of(self.vhost)


def make_broker(server: RabbitMQServer, vhost: str) -> Broker:
    services = {"registration": [ACCOUNT_CREATED], "gateway": [PASS_REVOKED], "notification": []}
    passwords = {name: uuid4().hex for name in [*services, "operator"]}
    users = {name: f"{vhost}-{name}" for name in passwords}
    server.import_definitions(definitions(services, passwords, vhost=vhost, users=users))
    return Broker(server, vhost, passwords)


@pytest.fixture
def broker(vhost: Any) -> Broker:
    return make_broker(vhost.server, vhost.name)


def messages_in(url: str, queue: str) -> int:
    """How many messages are ready in a queue."""
    import pika

    connection = pika.BlockingConnection(pika.URLParameters(url))
    try:
        return int(connection.channel().queue_declare(queue, passive=True).method.message_count)
    finally:
        connection.close()

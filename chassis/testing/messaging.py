"""What tests of messaging stand on: a service whose effects can be read off, and a broker with its topology."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pika
from flask import Flask
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Uuid, insert, select
from sqlalchemy.orm import Session

import chassis.messaging.tables  # noqa: F401 (registers the tables)
from chassis.db.database import Database
from chassis.db.tables import metadata
from chassis.messaging.envelope import EncodedEvent, Event
from chassis.messaging.outbox import record_fact
from chassis.messaging.topology import definitions
from chassis.servers import RabbitMQServer
from chassis.service import Service
from chassis.testing.events import example_data, example_event

ACCOUNT_CREATED = "gateway.account_created.v1"
PASS_REVOKED = "registration.pass_revoked.v1"  # noqa: S105 (an event type)
PATIENCE = 180.0
"""Seconds after which what has not happened is taken to happen never, on the busiest machine too."""

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
    """A handler that writes a line for each event. For subjects in `failing` it writes the line and raises."""

    database: Database
    failing: set[str] = field(default_factory=set)

    def handle(self, session: Session, event: Event) -> None:
        """Write the line."""
        row = {"event_id": event.id, "subject": event.subject, "sequence": event.sequence}
        session.execute(insert(ledger), row)
        if event.subject in self.failing:
            raise RuntimeError("the handler fails")

    def lines(self) -> list[tuple[str, int]]:
        """Subject and sequence of every effect, in the order they took place."""
        with self.database.read() as session:
            rows = session.execute(select(ledger.c.subject, ledger.c.sequence).order_by(ledger.c.line)).all()
        return [(subject, sequence) for subject, sequence in rows]

    def sequences(self, subject: str) -> list[int]:
        """The sequences that took effect for one subject, in order."""
        return [sequence for name, sequence in self.lines() if name == subject]

    def event_ids(self) -> list[UUID]:
        """The ids of all events that took effect, repeated if one did so twice."""
        with self.database.read() as session:
            return list(session.scalars(select(ledger.c.event_id)))

    def service(self, name: str = "registration") -> Service:
        """A service that handles the gateway's accounts in this ledger."""
        return Service(name=name, database=self.database, web=Flask(name), handlers={ACCOUNT_CREATED: self.handle})


def make_database(url: str) -> Database:
    """A database with the tables of messaging and the ledger."""
    database = Database(url)
    metadata.create_all(database.engine)
    ledger_metadata.create_all(database.engine)
    return database


def account_event(subject: str | None = None, sequence: int = 1) -> EncodedEvent:
    """An event of the gateway, as it arrives; `subject` is the part after the slash."""
    return example_event(ACCOUNT_CREATED, subject_id=subject, sequence=sequence).encoded()


def record(database: Database, subject: str, sequence: int = 1, event_type: str = ACCOUNT_CREATED) -> Event:
    """Record one event in a transaction of its own."""
    with database.write() as session:
        return record_fact(session, subject, sequence, event_type, example_data(event_type))


def record_many(database: Database, number: int, event_type: str = ACCOUNT_CREATED) -> list[UUID]:
    """Record one event each of `number` subjects, in one transaction; their ids."""
    with database.write() as session:
        data = example_data(event_type)
        return [record_fact(session, uuid4(), 1, event_type, data).id for _ in range(number)]


def wait_for(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait until `condition` holds and return what it returned. Raises `TimeoutError` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"still not so after {seconds:.0f} s")
        time.sleep(0.01)
    return value


@dataclass(frozen=True)
class Broker:
    """A virtual host with a topology, and an address for each of its users.

    The gateway publishes accounts, which registration handles; registration publishes revoked passes, which the
    gateway handles; notification handles nothing.
    """

    server: RabbitMQServer
    vhost: str
    passwords: dict[str, str]

    @classmethod
    def make(cls, server: RabbitMQServer, vhost: str, **options: Any) -> Broker:
        """Import the topology into a virtual host."""
        services = {"registration": [ACCOUNT_CREATED], "gateway": [PASS_REVOKED], "notification": []}
        passwords = {name: uuid4().hex for name in [*services, "operator"]}
        users = {name: f"{vhost}-{name}" for name in passwords}
        server.import_definitions(definitions(services, passwords, vhost=vhost, users=users, **options))
        return cls(server, vhost, passwords)

    def url(self, service: str) -> str:
        """The address under a service's own user."""
        return self.server.url_of(self.vhost, f"{self.vhost}-{service}", self.passwords[service])

    @property
    def admin_url(self) -> str:
        """The address with all rights."""
        return self.server.url_of(self.vhost)

    def ready(self, queue: str) -> int:
        """How many messages wait in a queue."""
        connection = pika.BlockingConnection(pika.URLParameters(self.admin_url))
        try:
            return int(connection.channel().queue_declare(queue, passive=True).method.message_count)
        finally:
            connection.close()

"""Looking at dead letters and giving them back: messages that a service could not read, or that killed it.

On RabbitMQ they lie in `<service>.dead`; the functions with an address serve the operator's command line, under the
user `operator` or an administrator. In memory they lie in a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pika
from pika.adapters.blocking_connection import BlockingChannel
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.messaging.envelope import MalformedEvent
from chassis.messaging.names import dead_queue
from chassis.messaging.ports import MalformedSink
from chassis.messaging.tables import dead_letters


@dataclass(frozen=True)
class DeadLetter:
    """A message that could not be taken, as it is."""

    id: str | None
    """The event's id, if the sender set one."""
    type: str | None
    reason: str
    """RabbitMQ's word (`rejected`, `delivery_limit`), or what was wrong with it."""
    headers: dict[str, Any]
    body: bytes


def count(url: str, service: str) -> int:
    """How many dead letters a service has at the broker."""
    with _channel(url) as channel:
        return int(channel.queue_declare(dead_queue(service), passive=True).method.message_count)


def peek(url: str, service: str, limit: int = 20) -> list[DeadLetter]:
    """The oldest dead letters of a service at the broker; they stay where they are."""
    with _channel(url) as channel:
        # Closing the connection gives back, in order, what was not acknowledged.
        return [_letter(properties, body) for _, properties, body in _get(channel, service, limit)]


def requeue(url: str, service: str, *, message_id: str | None = None, limit: int = 1_000) -> int:
    """Give dead letters back to the queue of their service (all, or the one with this id); how many.

    A letter leaves the dead ones only when the broker has confirmed it in the service's queue.
    """
    returned = 0
    with _channel(url) as channel:
        channel.confirm_delivery()
        for method, properties, body in list(_get(channel, service, limit)):
            if message_id in (None, properties.message_id):
                headers = {name: value for name, value in (properties.headers or {}).items() if _ours(name)}
                properties.headers = headers
                channel.basic_publish("", service, body, properties, mandatory=True)
                channel.basic_ack(method.delivery_tag)
                returned += 1
    return returned


def keeper(database: Database, queue: str, clock: Clock) -> MalformedSink:
    """A `MalformedSink` that keeps messages of the in-memory transport in the service's database."""

    def keep(headers: dict[str, object], body: bytes, error: MalformedEvent) -> None:
        row = {
            "id": uuid4(),
            "queue": queue,
            "headers": {str(name): str(value) for name, value in headers.items()},
            "body": body.decode(errors="replace"),
            "error": str(error),
            "received_at": clock(),
        }
        with database.write() as session:
            session.execute(insert(dead_letters), row)

    return keep


def kept(session: Session, limit: int = 20) -> list[DeadLetter]:
    """The oldest dead letters that `keeper` kept."""
    rows = session.execute(select(dead_letters).order_by(dead_letters.c.received_at).limit(limit))
    return [
        DeadLetter(row.headers.get("ce-id"), row.headers.get("ce-type"), row.error, row.headers, row.body.encode())
        for row in rows
    ]


@contextmanager
def _channel(url: str) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(url))
    try:
        yield connection.channel()
    finally:
        connection.close()


def _get(channel: BlockingChannel, service: str, limit: int) -> Iterator[tuple[Any, Any, bytes]]:
    for _ in range(limit):
        method, properties, body = channel.basic_get(dead_queue(service))
        if method is None:
            return
        yield method, properties, body


def _letter(properties: Any, body: bytes) -> DeadLetter:
    headers = dict(properties.headers or {})
    reason = str(headers.get("x-first-death-reason", "unknown"))
    return DeadLetter(properties.message_id, properties.type, reason, headers, body)


def _ours(header: str) -> bool:
    return not header.startswith(("x-death", "x-first-death", "x-last-death", "x-delivery"))

"""Looking at dead letters and giving them back: messages that a service could not read, or that killed it.

On RabbitMQ they lie in `<service>.dead`; the functions with an address serve the operator's command line, under the
user `operator` or an administrator. In memory they lie in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pika
from pika.adapters.blocking_connection import BlockingChannel
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.messaging.envelope import MalformedEvent
from chassis.messaging.names import dead_queue
from chassis.messaging.ports import MalformedSink
from chassis.messaging.tables import dead_letters, outbox, watermarks


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


def kept(session: Session, limit: int = 20, offset: int = 0) -> list[DeadLetter]:
    """The oldest dead letters that `keeper` kept."""
    oldest = select(dead_letters).order_by(dead_letters.c.received_at, dead_letters.c.id)
    rows = session.execute(oldest.limit(limit).offset(offset))
    return [
        DeadLetter(row.headers.get("ce-id"), row.headers.get("ce-type"), row.error, row.headers, row.body.encode())
        for row in rows
    ]


def count_kept(session: Session) -> int:
    """How many dead letters `keeper` kept."""
    return session.scalar(select(func.count()).select_from(dead_letters)) or 0


def ids_of_kept(session: Session) -> set[UUID]:
    """Ids of the events among the kept dead letters, as far as they say one."""
    return {event_id for _, event_id in _origins(session).values() if event_id is not None}


def give_back(database: Database, sources: Mapping[str, Database], *, event_id: UUID | None = None) -> int:
    """Have the kept dead letters of a service (all, or the one of this event) sent anew by who published them.

    `sources` are the databases of the publishers, by service. How many; one that its publisher no longer has stays.
    """
    with database.read() as session:
        origins = _origins(session)
    wanted = {letter: origin for letter, origin in origins.items() if event_id in (None, origin[1])}
    # First at the publisher: after a crash between the two, the letter is still here to be given back again.
    back = [letter for letter, (source, each) in wanted.items() if source in sources and _unsend(sources[source], each)]
    with database.write() as session:
        session.execute(delete(dead_letters).where(dead_letters.c.id.in_(back)))
    return len(back)


def _origins(session: Session) -> dict[UUID, tuple[str, UUID | None]]:
    """Publisher and event id of each kept letter."""
    rows = session.execute(select(dead_letters.c.id, dead_letters.c.headers))
    return {row.id: (str(row.headers.get("ce-source", "")), _uuid(row.headers.get("ce-id"))) for row in rows}


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _unsend(database: Database, event_id: UUID | None) -> bool:
    """Whether the event is to be sent again. The watermark goes back before it, so that no crash loses it now."""
    with database.write() as session:
        position = session.scalar(select(outbox.c.position).where(outbox.c.event_id == event_id))
        if position is None:
            return False
        session.execute(update(outbox).where(outbox.c.position == position).values(sent_at=None))
        passed = update(watermarks).where(watermarks.c.position >= position)
        session.execute(passed.values(position=position - 1))
        return True


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

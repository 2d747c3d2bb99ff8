"""Messaging inside one process: kombu's in-memory transport, for the embedded mode and for tests.

Its state is global in the process and gone with it; `embedded.py` makes sure that nothing is lost by that.
What is known of it (findings, Messaging): a requeue copies to every queue, dead-lettering and time limits are
ignored, deleting a queue leaves its bindings. So nothing is requeued, dead letters go to a table, and the
bindings of a live feed are removed one by one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from kombu import Connection, Queue
from kombu.transport.memory import Channel, Transport
from typing_extensions import override

from chassis.messaging.envelope import EncodedEvent, Event, to_message
from chassis.messaging.live import LiveFeed
from chassis.messaging.names import EXCHANGE
from chassis.messaging.ports import EventSink, MalformedSink, Publisher, Subscription
from chassis.messaging.reading import Address, QueueReader

POLLING_SECONDS = 0.01
"""From published to committed in 7–8 ms, for 1.5 % of a core when idle; the default of 1 s gives 240 ms."""
ADDRESS = Address("memory://", {"polling_interval": POLLING_SECONDS})

_routing = threading.Lock()
"""Held while messages are routed and while bindings change: the transport itself does not see to that."""


class MemoryPublisher:
    """A `Publisher` into memory. "Confirmed" means: in the queue of every subscriber of this process."""

    connected = True

    def __init__(self, exchange: str = EXCHANGE) -> None:
        self._exchange = exchange
        self._connection: Connection | None = None
        self._producer: Any = None

    def publish_batch(self, events: Sequence[EncodedEvent]) -> set[UUID]:
        """See `Publisher.publish_batch`."""
        if self._producer is None:
            self._connection = ADDRESS.connection()
            self._producer = self._connection.Producer(auto_declare=False)
        with _routing:
            for event in events:
                self._publish(event)
        return {event.id for event in events}

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.release()

    def _publish(self, event: EncodedEvent) -> None:
        message = to_message(event)
        self._producer.publish(
            message.body,
            exchange=self._exchange,
            routing_key=event.type,
            headers=message.headers,
            content_type=message.content_type,
            content_encoding="utf-8",
        )


class _MemoryLiveFeed(LiveFeed):
    @override
    def _open(self, channel: Any, name: str) -> None:
        with _routing:
            super()._open(channel, name)

    @override
    def _close(self, channel: Any, name: str) -> None:
        with _routing:
            for key in self._bindings:
                channel.queue_unbind(queue=name, exchange=self.exchange, routing_key=key)
            channel.queue_delete(name)
            Channel.queues.pop(name, None)


class MemoryMessaging:
    """`Messaging` for all services of one product. `declare` comes first: a message without a queue is gone.

    The transport's state is the process's; `name` keeps several products in one process apart.
    """

    def __init__(self, name: str = "") -> None:
        self._suffix = f"@{name}" if name else ""
        self._exchange = EXCHANGE + self._suffix

    def declare(self, bindings: Mapping[str, Iterable[str]]) -> None:
        """Make the exchange and the queue of each service, bound to its event types. Twice does no harm."""
        with _routing, ADDRESS.connection() as connection:
            channel = connection.channel()
            channel.exchange_declare(exchange=self._exchange, type="topic", durable=True)
            for queue, keys in bindings.items():
                channel.queue_declare(queue=queue + self._suffix)
                for key in keys:
                    channel.queue_bind(queue=queue + self._suffix, exchange=self._exchange, routing_key=key)

    def publisher(self) -> Publisher:
        """See `Messaging`."""
        return MemoryPublisher(self._exchange)

    def subscribe(self, queue: str, sink: EventSink, malformed: MalformedSink) -> Subscription:
        """See `Messaging`."""
        return QueueReader(ADDRESS, Queue(queue + self._suffix, no_declare=True), sink, malformed)

    def live(self, bindings: Iterable[str], deliver: Callable[[Event], None]) -> Subscription:
        """See `Messaging`."""
        feed = _MemoryLiveFeed(ADDRESS, tuple(bindings), deliver)
        feed.exchange = self._exchange
        return feed


def reset_memory_broker() -> None:
    """Forget every exchange, queue and message of this process, as its end would. Between tests."""
    with _routing:
        Transport.global_state.clear()
        Channel.queues.clear()
        Channel.events.clear()

"""Messaging over RabbitMQ: pika publishes, kombu reads. The topology is imported beforehand (topology.py)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kombu import Queue

from chassis.messaging.envelope import Event
from chassis.messaging.live import LiveFeed
from chassis.messaging.ports import EventSink, MalformedSink, Publisher, Subscription
from chassis.messaging.rabbitmq_publisher import RabbitMQPublisher
from chassis.messaging.reading import Address, QueueReader


class RabbitMQMessaging:
    """`Messaging` for one service, under the service's own user: `amqp://<service>:<password>@host:port/vhost`."""

    def __init__(self, url: str) -> None:
        self._url = url

    def publisher(self) -> Publisher:
        """See `Messaging`."""
        return RabbitMQPublisher(self._url)

    def subscribe(self, queue: str, sink: EventSink, malformed: MalformedSink) -> Subscription:
        """See `Messaging`. Unreadable messages go to the dead letters of the broker, not to `malformed`."""
        return QueueReader(Address(self._url), Queue(queue, no_declare=True), sink, None)

    def live(self, bindings: Iterable[str], deliver: Callable[[Event], None]) -> Subscription:
        """See `Messaging`."""
        return LiveFeed(Address(self._url), tuple(bindings), deliver)

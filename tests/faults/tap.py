"""A queue of the test's own at the broker of a stack, into which every event flows: what was really told."""

from __future__ import annotations

import itertools
from collections import Counter
from urllib.parse import quote
from uuid import UUID

import pika

from chassis.messaging.names import EXCHANGE
from chassis.servers.processes import LOOPBACK
from chassis.servers.rabbitmq_server import ADMINISTRATOR
from hoinghi.layout import Layout

QUEUE = "faults.tap"


class Tap:
    """Durable, like the queues of the services."""

    def __init__(self, layout: Layout) -> None:
        password = (layout.directory / "rabbitmq" / "administrator-password").read_text()
        self._url = f"amqp://{ADMINISTRATOR}:{quote(password, safe='')}@{LOOPBACK}:{layout.ports['rabbitmq']}/%2F"

    def open(self) -> None:
        """Listen to everything from now on."""
        connection = pika.BlockingConnection(pika.URLParameters(self._url))
        channel = connection.channel()
        channel.queue_declare(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
        channel.queue_bind(QUEUE, EXCHANGE, "#")
        connection.close()

    def heard(self) -> Counter[UUID]:
        """How often each event arrived; takes them out."""
        found: Counter[UUID] = Counter()
        connection = pika.BlockingConnection(pika.URLParameters(self._url))
        channel = connection.channel()
        number = channel.queue_declare(QUEUE, passive=True).method.message_count
        channel.basic_qos(prefetch_count=100)
        for method, properties, _body in itertools.islice(channel.consume(QUEUE), number):
            headers = {name.lower(): value for name, value in properties.headers.items()}
            found[UUID(headers["ce-id"])] += 1
            channel.basic_ack(method.delivery_tag)
        channel.cancel()
        connection.close()
        return found

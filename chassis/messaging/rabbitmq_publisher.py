"""Publishing to RabbitMQ with pipelined confirms: pika's asynchronous connection in a thread of its own.

    publish_batch ──▶ ConfirmWindow ──(io thread)──▶ basic.publish, up to 500 in flight
                 ◀── confirmed ids ◀────────────── basic.ack / basic.nack / basic.return

Messages are persistent and mandatory. One that no queue takes is returned: the topology is not as it should be,
and the event stays in the outbox until it is (topology.py gives every event type a queue).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import pika
import pika.exceptions
import pika.spec
from pika.adapters.select_connection import SelectConnection
from pika.channel import Channel

from chassis.messaging.confirms import ConfirmWindow
from chassis.messaging.envelope import EncodedEvent, to_message
from chassis.messaging.names import EXCHANGE

IN_FLIGHT = 500
CONFIRM_SECONDS = 30.0
"""A broker that has not confirmed by then (it may be out of memory or disk) is left, and connected to anew."""
CONNECT_SECONDS = 1.0
"""How long `publish_batch` waits for a connection before it answers "nothing confirmed"."""
HEARTBEAT_SECONDS = 30

log = logging.getLogger(__name__)


class _Batch:
    def __init__(self, events: Sequence[EncodedEvent], limit: int) -> None:
        self.window = ConfirmWindow(events, limit)
        self.done = threading.Event()


class RabbitMQPublisher:
    """A `Publisher` on RabbitMQ. It connects at the first batch, hence after a fork."""

    def __init__(
        self,
        url: str,
        *,
        exchange: str = EXCHANGE,
        in_flight: int = IN_FLIGHT,
        confirm_seconds: float = CONFIRM_SECONDS,
    ) -> None:
        self._parameters = pika.URLParameters(url)
        self._parameters.heartbeat = HEARTBEAT_SECONDS
        self._parameters.client_properties = {"connection_name": f"relay {self._parameters.credentials.username}"}
        self._exchange = exchange
        self._in_flight = in_flight
        self._confirm_seconds = confirm_seconds
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._connection: Any = None
        self._channel: Channel | None = None
        self._batch: _Batch | None = None
        self._tag = 0

    @property
    def connected(self) -> bool:
        """Whether a channel in confirm mode is open."""
        return self._ready.is_set()

    def publish_batch(self, events: Sequence[EncodedEvent]) -> set[UUID]:
        """See `Publisher.publish_batch`. One batch at a time: the relay is one thread."""
        self._start()
        if not events or not self._ready.wait(CONNECT_SECONDS):
            return set()
        batch = _Batch(events, self._in_flight)
        with self._lock:
            if self._channel is None:
                return set()
            self._batch = batch
            self._connection.ioloop.add_callback_threadsafe(self._pump)
        if not batch.done.wait(self._confirm_seconds):
            log.error("the broker did not confirm within %.0f s; connecting anew", self._confirm_seconds)
            self._hang_up()
            batch.done.wait(self._confirm_seconds)
        return set(batch.window.confirmed)

    def close(self) -> None:
        """Disconnect and end the thread."""
        self._stopping.set()
        self._hang_up()
        if self._thread is not None:
            self._thread.join(10)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="rabbitmq-publisher", daemon=True)
            self._thread.start()

    def _hang_up(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.ioloop.add_callback_threadsafe(partial(_close, self._connection))

    # Everything below runs in the publisher's thread.

    def _run(self) -> None:
        rest = 0.1
        while not self._stopping.is_set():
            try:
                if self._converse():
                    rest = 0.1
            except Exception:
                log.exception("the connection to the broker failed")
            self._stopping.wait(rest)
            rest = min(rest * 2, 5.0)

    def _converse(self) -> bool:
        """One connection from its opening to its end; whether it was ever ready."""
        connection = SelectConnection(
            self._parameters,
            on_open_callback=self._on_open,
            on_open_error_callback=_on_trouble,
            on_close_callback=_on_trouble,
        )
        with self._lock:
            self._connection = connection
            if self._stopping.is_set():
                connection.ioloop.add_callback_threadsafe(partial(_close, connection))
        try:
            connection.ioloop.start()
        finally:
            was_ready = self._end()
            connection.ioloop.close()
        return was_ready

    def _end(self) -> bool:
        with self._lock:
            was_ready = self._ready.is_set()
            self._ready.clear()
            self._connection = None
            self._channel = None
            self._finish()
        return was_ready

    def _finish(self) -> None:
        if self._batch is not None:
            self._batch.done.set()
            self._batch = None

    def _on_open(self, connection: Any) -> None:
        connection.channel(on_open_callback=self._on_channel)

    def _on_channel(self, channel: Channel) -> None:
        self._tag = 0
        channel.add_on_close_callback(_on_channel_closed)
        channel.add_on_return_callback(self._on_return)
        channel.confirm_delivery(self._on_confirm, callback=partial(self._on_ready, channel))

    def _on_ready(self, channel: Channel, _frame: Any) -> None:
        with self._lock:
            self._channel = channel
            self._ready.set()

    def _pump(self) -> None:
        if self._batch is None or self._channel is None:
            return
        for event in self._batch.window.take():
            self._tag += 1
            self._batch.window.published(self._tag, event)
            self._publish(self._channel, event)
        if self._batch.window.finished:
            self._finish()

    def _publish(self, channel: Channel, event: EncodedEvent) -> None:
        message = to_message(event)
        properties = pika.BasicProperties(
            content_type=message.content_type,
            headers=message.headers,
            delivery_mode=pika.DeliveryMode.Persistent.value,
            message_id=str(event.id),
            type=event.type,
        )
        channel.basic_publish(self._exchange, event.type, message.body, properties, mandatory=True)

    def _on_confirm(self, frame: Any) -> None:
        if self._batch is not None:
            accepted = isinstance(frame.method, pika.spec.Basic.Ack)
            tag, multiple = frame.method.delivery_tag, frame.method.multiple
            self._batch.window.settled(tag, multiple=multiple, accepted=accepted)
            self._pump()

    def _on_return(self, _channel: Any, method: Any, properties: Any, _body: bytes) -> None:
        log.error("no queue takes %s: %s; is the topology imported?", method.routing_key, method.reply_text)
        if self._batch is not None:
            self._batch.window.returned(UUID(properties.message_id))


def _on_trouble(connection: Any, error: Any) -> None:
    if not isinstance(error, pika.exceptions.ConnectionClosedByClient):
        log.warning("the connection to the broker ended: %r", error)
    connection.ioloop.stop()


def _on_channel_closed(channel: Channel, error: Any) -> None:
    if not isinstance(error, pika.exceptions.ChannelClosedByClient):
        log.error("the broker closed the channel: %r", error)
    _close(channel.connection)


def _close(connection: Any) -> None:
    if connection.is_open:
        connection.close()
    elif not connection.is_closing:
        connection.ioloop.stop()

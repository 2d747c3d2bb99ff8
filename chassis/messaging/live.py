"""A passing ear for live pages: a queue of its own that dies with it. Best effort: what is missed is missed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from typing import Any
from uuid import uuid4

from kombu import Connection, Consumer, Queue
from typing_extensions import override

from chassis.contracts import InvalidEvent, UnknownEvent
from chassis.messaging.envelope import Event, MalformedEvent, parse
from chassis.messaging.names import EXCHANGE, LIVE_PREFIX
from chassis.messaging.reading import IDLE_SECONDS, Address, Reader, drain

log = logging.getLogger(__name__)


class LiveFeed(Reader):
    """Delivers events of some types to a callback, in its own thread, from the moment it is connected."""

    exchange = EXCHANGE

    def __init__(self, address: Address, bindings: Collection[str], deliver: Callable[[Event], None]) -> None:
        super().__init__(address)
        self._bindings = bindings
        self._deliver = deliver

    @override
    def _read(self, connection: Connection, stop: threading.Event) -> None:
        # A new name each time: the broker may not have noticed yet that the former connection is gone.
        name = f"{LIVE_PREFIX}{uuid4()}"
        channel = connection.channel()
        self._open(channel, name)
        try:
            queue = Queue(name, no_declare=True)
            Consumer(channel, [queue], on_message=self._on_message, auto_declare=False, no_ack=True).consume()
            self.connected = True
            while not stop.is_set():
                drain(connection, IDLE_SECONDS)
                connection.heartbeat_check()
        finally:
            self._close(channel, name)

    def _open(self, channel: Any, name: str) -> None:
        channel.queue_declare(queue=name, durable=False, exclusive=True, auto_delete=True)
        for key in self._bindings:
            channel.queue_bind(queue=name, exchange=self.exchange, routing_key=key)

    def _close(self, channel: Any, name: str) -> None:
        """RabbitMQ deletes an exclusive queue by itself."""

    def _on_message(self, message: Any) -> None:
        try:
            event = parse(message.headers or {}, message.content_type, message.body or b"").decoded()
        except (MalformedEvent, UnknownEvent, InvalidEvent) as error:
            log.warning("the live feed skips a message: %s", error)
            return
        try:
            self._deliver(event)
        except Exception:
            log.exception("the live feed could not deliver event %s", event.id)

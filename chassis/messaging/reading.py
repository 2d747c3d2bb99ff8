"""Reading a queue with kombu: the same code on RabbitMQ (py-amqp) and in memory.

Each message is acknowledged alone, and only after its effect is committed. Nothing is ever requeued: retries live in
the inbox. Every connection belongs to one thread, which connects again for as long as it takes.
"""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kombu import Connection, Consumer, Queue
from typing_extensions import override

from chassis.messaging.envelope import EncodedEvent, MalformedEvent, parse
from chassis.messaging.ports import EventSink, MalformedSink

PREFETCH = 100
HEARTBEAT_SECONDS = 60
IDLE_SECONDS = 0.5
LONGEST_REST_SECONDS = 5.0

log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The reader was asked to stop while its sink could not take a message."""


@dataclass(frozen=True)
class Address:
    """Where and how kombu connects."""

    url: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def connection(self) -> Connection:
        """A connection that is not open yet."""
        return Connection(
            self.url, heartbeat=HEARTBEAT_SECONDS, connect_timeout=5, transport_options=dict(self.options)
        )


class Reader(ABC):
    """A thread's loop around one connection: connect, read, and after trouble rest and connect again."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self.connected = False
        """Whether messages can arrive at the moment."""

    def run(self, stop: threading.Event) -> None:
        """Read until `stop` is set; the message in hand is finished first."""
        rest = 0.1
        while not stop.is_set():
            try:
                with self._address.connection() as connection:
                    connection.connect()
                    self._read(connection, stop)
                    rest = 0.1
            except _Stopped:
                return
            except Exception as error:  # noqa: BLE001 (a broker may fail in any way; the line below says how)
                if self.connected:
                    rest = 0.1
                log.warning("reading from the broker failed and starts again: %r", error)
                stop.wait(rest)
                rest = min(rest * 2, LONGEST_REST_SECONDS)
            finally:
                self.connected = False

    @abstractmethod
    def _read(self, connection: Connection, stop: threading.Event) -> None:
        """Read from an open connection until `stop` is set, or raise."""


def drain(connection: Connection, seconds: float) -> bool:
    """Let one frame's worth of messages arrive at their callbacks; False if none came within `seconds`."""
    try:
        connection.drain_events(timeout=seconds)
    except TimeoutError:
        return False
    return True


class QueueReader(Reader):
    """Reads a service's queue into its inbox."""

    def __init__(
        self,
        address: Address,
        queue: Queue,
        sink: EventSink,
        malformed: MalformedSink | None,
        *,
        prefetch: int = PREFETCH,
    ) -> None:
        super().__init__(address)
        self._queue = queue
        self._sink = sink
        self._malformed = malformed
        self._prefetch = prefetch
        self._messages: deque[Any] = deque()
        self._consumer: Any = None
        self._careful = False
        self._beat = 0.0

    @override
    def _read(self, connection: Connection, stop: threading.Event) -> None:
        # A message delivered to a worker that cannot take it, and is restarted for that, nears its delivery limit.
        self._sink([])
        self._messages.clear()
        self._careful = True
        self._consumer = Consumer(
            connection.channel(),
            queues=[self._queue],
            on_message=self._messages.append,
            on_decode_error=self._on_unreadable,
            auto_declare=False,
            prefetch_count=1,
        )
        self._consumer.consume()
        self.connected = True
        while not stop.is_set():
            self._gather(connection)
            self._settle(connection, stop)
            self._end_care()

    def _gather(self, connection: Connection) -> None:
        self._keep_alive(connection)
        if drain(connection, IDLE_SECONDS):
            while len(self._messages) < self._prefetch and drain(connection, 0):
                pass
        else:
            self._careful = False

    def _settle(self, connection: Connection, stop: threading.Event) -> None:
        """Give what has arrived to the sink, and acknowledge it."""
        if not self._messages:
            return
        messages = [self._messages.popleft() for _ in range(min(len(self._messages), self._prefetch))]
        self._careful = self._careful and all(_redelivered(message) for message in messages)
        readable = [(message, event) for message in messages if (event := self._event_of(message)) is not None]
        self._insist([event for _, event in readable], connection, stop)
        for message, _ in readable:
            message.ack()

    def _insist(self, events: list[EncodedEvent], connection: Connection, stop: threading.Event) -> None:
        """Have the sink take the events, however long its database is away; the connection is kept alive meanwhile."""
        rest = 0.1
        while events:
            try:
                self._sink(events)
                return
            except Exception:
                log.exception("%d events could not be taken and are tried again", len(events))
            if stop.wait(rest):
                raise _Stopped
            rest = min(rest * 2, LONGEST_REST_SECONDS)
            self._keep_alive(connection)
            while drain(connection, 0):
                pass

    def _event_of(self, message: Any) -> EncodedEvent | None:
        """The event in a message; None if there is none, and then the message is put with the dead letters."""
        try:
            return parse(message.headers or {}, message.content_type, message.body or b"")
        except MalformedEvent as error:
            log.error("a message in %s is no event: %s", self._queue.name, error)
            self._bury(message, error)
            return None

    def _on_unreadable(self, message: Any, error: Exception) -> None:
        self._bury(message, MalformedEvent(repr(error)))

    def _bury(self, message: Any, error: MalformedEvent) -> None:
        if self._malformed is None:
            message.reject(requeue=False)
            return
        body = message.body or b""
        self._malformed(dict(message.headers or {}), body if isinstance(body, bytes) else str(body).encode(), error)
        message.ack()

    def _end_care(self) -> None:
        # After a crash the messages that were in hand come first, marked as redelivered. They are taken one at a
        # time: if one of them kills the process, only that one nears the delivery limit, and not its neighbours.
        if self._careful or self._consumer.prefetch_count == self._prefetch:
            return
        self._consumer.cancel()
        self._consumer.prefetch_count = self._prefetch
        self._consumer.qos(prefetch_count=self._prefetch)
        self._consumer.consume()

    def _keep_alive(self, connection: Connection) -> None:
        if time.monotonic() - self._beat >= 1.0:
            self._beat = time.monotonic()
            connection.heartbeat_check()


def _redelivered(message: Any) -> bool:
    return bool((message.delivery_info or {}).get("redelivered"))

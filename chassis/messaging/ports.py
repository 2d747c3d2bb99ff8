"""What messaging needs from a transport. RabbitMQ and the in-memory broker stand behind these; nothing else differs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.messaging.envelope import EncodedEvent, Event, MalformedEvent

Handler = Callable[[Session, Event], None]
"""What a service does on an event, inside the transaction that also records the event as applied.

It must not commit, and must do nothing outside the database: a handler that raises is rolled back and tried again.
"""

EventSink = Callable[[Sequence[EncodedEvent]], None]
"""Takes events for good: when it returns they are committed, and when it raises it may be given them again.

An empty batch asks whether events could be taken at all.
"""

MalformedSink = Callable[[dict[str, object], bytes, MalformedEvent], None]
"""Keeps a message that is no event, where the transport has no dead-letter queue of its own."""


class Publisher(Protocol):
    """Hands events to a broker and knows which of them it has for good."""

    def publish_batch(self, events: Sequence[EncodedEvent]) -> set[UUID]:
        """The ids of those events that are now the broker's responsibility. Never raises for a broker's trouble.

        Events of one subject are published in the order given, each only after the former was confirmed;
        after one that was not, the rest of its subject is withheld.
        """
        ...

    @property
    def connected(self) -> bool:
        """Whether the broker can be reached at the moment."""
        ...

    def close(self) -> None:
        """Give the connection back. Events still in flight are reported as not confirmed."""
        ...


class Subscription(Protocol):
    """One queue being read."""

    def run(self, stop: threading.Event) -> None:
        """Deliver to the sink until `stop` is set; reconnects for as long as it takes."""
        ...

    @property
    def connected(self) -> bool:
        """Whether messages can arrive at the moment."""
        ...


class Messaging(Protocol):
    """A transport, from the point of view of one process."""

    def publisher(self) -> Publisher:
        """A publisher of one's own. Nothing connects before its first batch."""
        ...

    def subscribe(self, queue: str, sink: EventSink, malformed: MalformedSink) -> Subscription:
        """A reader of `queue`, whose bindings stand already. Nothing connects before `run`."""
        ...

    def live(self, bindings: Iterable[str], deliver: Callable[[Event], None]) -> Subscription:
        """A passing ear for `bindings`, with a queue of its own that dies with it: best effort, for live pages."""
        ...

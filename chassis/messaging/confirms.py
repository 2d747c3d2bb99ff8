"""Which events may be on the wire: the bookkeeping of pipelined publisher confirms, without any input or output.

Many events are in flight at once, but only one of each subject: a broker may refuse an event and take the next,
and then the subject's order would be lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import takewhile
from uuid import UUID

from chassis.messaging.envelope import EncodedEvent


class ConfirmWindow:
    """One batch on its way."""

    def __init__(self, events: Sequence[EncodedEvent], limit: int) -> None:
        self.confirmed: set[UUID] = set()
        self._limit = limit
        self._waiting: dict[tuple[str, str], deque[EncodedEvent]] = {}
        self._ready: deque[EncodedEvent] = deque()
        self._in_flight: dict[int, EncodedEvent] = {}
        self._returned: set[UUID] = set()
        for event in events:
            self._enqueue(event)

    def _enqueue(self, event: EncodedEvent) -> None:
        subject = (event.source, event.subject)
        if subject in self._waiting:
            self._waiting[subject].append(event)
        else:
            self._waiting[subject] = deque()
            self._ready.append(event)

    def take(self) -> Iterator[EncodedEvent]:
        """The events that may be published now. Each must be reported by `published` before the next is asked for."""
        while self._ready and len(self._in_flight) < self._limit:
            yield self._ready.popleft()

    def published(self, tag: int, event: EncodedEvent) -> None:
        """An event is on the wire under this delivery tag."""
        self._in_flight[tag] = event

    def returned(self, event_id: UUID) -> None:
        """The broker had no queue for an event. Its confirm follows, and will not count."""
        self._returned.add(event_id)

    def settled(self, tag: int, *, multiple: bool, accepted: bool) -> None:
        """The broker confirmed (or refused) the event under `tag`; with `multiple`, all up to it.

        Unknown tags are those of a batch that was given up, and are ignored.
        """
        for each in self._up_to(tag) if multiple else [tag]:
            event = self._in_flight.pop(each, None)
            if event is None:
                continue
            queue = self._waiting[(event.source, event.subject)]
            if not accepted or event.id in self._returned:
                queue.clear()
                continue
            self.confirmed.add(event.id)
            if queue:
                self._ready.append(queue.popleft())

    def _up_to(self, tag: int) -> list[int]:
        return list(takewhile(lambda each: each <= tag, self._in_flight))

    @property
    def finished(self) -> bool:
        """Whether nothing more will come of this batch."""
        return not self._ready and not self._in_flight

"""Keeps the latest events and hands each to every open stream; lives in memory, one a process.

A browser that was away a moment names the last event it saw and gets what it missed. When that is too long
ago, or the gateway was restarted, it is told to load the page anew.
"""

from __future__ import annotations

import queue
import secrets
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from chassis.messaging.envelope import Event
from chassis.messaging.ports import Messaging, Subscription
from gateway.live.projection import PROJECTIONS

REMEMBERED = 1000
WAITING = 200
"""Events that may wait for one slow browser before its stream is ended (it then comes back)."""
PER_BROWSER = 4


class TooManyStreams(RuntimeError):
    """Every stream that the gateway may hold open is taken."""


@dataclass(frozen=True)
class Numbered:
    """An event and its place in what this process has heard."""

    number: int
    event: Event


@dataclass(eq=False)
class LiveStream:
    """One open browser."""

    conference: str
    browser: str
    missed: list[Numbered]
    reset: bool
    """Whether the browser has to load its page anew, because what it missed is not known any more."""
    waiting: queue.Queue[Numbered | None] = field(default_factory=lambda: queue.Queue(WAITING))

    def next(self, seconds: float) -> Numbered | None:
        """The next event; `queue.Empty` after `seconds` without one; None when the stream has to end."""
        return self.waiting.get(timeout=seconds)

    def end(self) -> None:
        """Make `next` answer None."""
        try:
            self.waiting.put_nowait(None)
        except queue.Full:
            with self.waiting.mutex:
                self.waiting.queue.clear()
                self.waiting.queue.append(None)
                self.waiting.not_empty.notify()


class LiveHub:
    """All open streams of this process."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._streams: list[LiveStream] = []
        self._heard: deque[Numbered] = deque(maxlen=REMEMBERED)
        self._number = 0
        self.listening = False
        """Whether events are listened for (or nobody asked for it yet)."""
        self._feed: Subscription | None = None
        self._stop = threading.Event()
        self._boot = secrets.token_hex(4)
        """Tells this process's numbers from those of an earlier one."""

    def deliver(self, event: Event) -> None:
        """Hand an event to every stream of its conference. Called by the messaging thread; never blocks."""
        with self._lock:
            self._number += 1
            numbered = Numbered(self._number, event)
            self._heard.append(numbered)
            streams = [stream for stream in self._streams if stream.conference == event.conference]
        for stream in streams:
            try:
                stream.waiting.put_nowait(numbered)
            except queue.Full:
                stream.end()

    def listen(self, messaging: Messaging) -> None:
        """Begin to deliver what the services tell, in a thread of its own. Calling it again does nothing.

        Called with the first request, and so in the process that serves, after any fork.
        """
        with self._lock:
            if self.listening:
                return
            self.listening = True
        self._feed = messaging.live(list(PROJECTIONS), self.deliver)
        threading.Thread(target=self._feed.run, args=(self._stop,), name="live", daemon=True).start()

    @property
    def connected(self) -> bool:
        """Whether news can arrive at the moment."""
        return self._feed is not None and self._feed.connected

    def stop(self) -> None:
        """Listen no longer, and end every stream."""
        self._stop.set()
        with self._lock:
            streams = list(self._streams)
        for stream in streams:
            stream.end()

    def event_id(self, number: int) -> str:
        """The `id:` of an event, as the browser repeats it."""
        return f"{self._boot}-{number}"

    @property
    def latest_id(self) -> str:
        """The `id:` of the latest event."""
        return self.event_id(self._number)

    @contextmanager
    def stream(self, conference: str, browser: str, last_event_id: str | None) -> Iterator[LiveStream]:
        """A stream for one browser, open for as long as the block runs. Raises `TooManyStreams`.

        A browser that opens more than a few gives up its oldest.
        """
        opened = self._open(conference, browser, last_event_id)
        try:
            yield opened
        finally:
            with self._lock:
                if opened in self._streams:
                    self._streams.remove(opened)

    def _open(self, conference: str, browser: str, last_event_id: str | None) -> LiveStream:
        with self._lock:
            own = [stream for stream in self._streams if stream.browser == browser]
            if len(self._streams) >= self._limit and not own:
                raise TooManyStreams
            ended = own[: max(0, len(own) - PER_BROWSER + 1)] if len(self._streams) < self._limit else own[:1]
            for stream in ended:
                self._streams.remove(stream)
                stream.end()
            reset, missed = self._missed(conference, last_event_id)
            opened = LiveStream(conference, browser, missed, reset)
            self._streams.append(opened)
            return opened

    def _missed(self, conference: str, last_event_id: str | None) -> tuple[bool, list[Numbered]]:
        if not last_event_id:
            return False, []
        boot, _, number = last_event_id.partition("-")
        oldest = self._heard[0].number if self._heard else self._number + 1
        if boot != self._boot or not number.isdigit() or int(number) + 1 < oldest:
            return True, []
        seen = int(number)
        return False, [item for item in self._heard if item.number > seen and item.event.conference == conference]

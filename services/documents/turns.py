"""A few at a time: what takes a processor for a second waits for its turn, and not for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def one_by_one(works: tuple[Callable[[], bool], ...], rest_seconds: float) -> Callable[[threading.Event], None]:
    """A loop that does one thing at a time: the first of `works` that finds something to do. Idle, it rests."""

    def run(stop: threading.Event) -> None:
        while not stop.is_set():
            if not any(work() for work in works):
                stop.wait(rest_seconds)

    return run


def in_turn(
    works: tuple[Callable[[threading.Event], bool], ...], rest_seconds: float
) -> Callable[[threading.Event], None]:
    """The same of works that take long: each is given the event that asks it to stop in the middle."""

    def run(stop: threading.Event) -> None:
        while not stop.is_set():
            if not any(work(stop) for work in works):
                stop.wait(rest_seconds)

    return run


class Turns:
    """So many at a time in this process."""

    def __init__(self, at_once: int) -> None:
        self._free = threading.BoundedSemaphore(at_once)

    @contextmanager
    def turn(self, seconds: float) -> Iterator[bool]:
        """Wait for a turn, at most so long; whether it was granted."""
        granted = self._free.acquire(timeout=seconds)
        try:
            yield granted
        finally:
            if granted:
                self._free.release()

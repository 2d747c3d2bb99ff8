"""A few at a time: what takes a processor for a second waits for its turn, and not for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


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

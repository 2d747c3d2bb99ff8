"""Limits on guessing: failed attempts are counted per network address and per e-mail address.

Only failures count, so that an office behind one address is not locked out by its own people signing in.
"""

from __future__ import annotations

from collections.abc import Mapping

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from chassis.web.problems import Problem
from gateway.problems import TOO_MANY_REQUESTS


class AttemptLimits:
    """Counts failed attempts, each kind with its own limit."""

    def __init__(self, limits: Mapping[str, str]) -> None:
        self._limits: dict[str, RateLimitItem] = {name: parse(text) for name, text in limits.items()}
        self._counter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, keys: Mapping[str, str]) -> None:
        """Raises the problem `too-many-requests` when one of the limits is used up. `keys`: kind → who is counted."""
        for name, key in keys.items():
            if not self._counter.test(self._limits[name], name, key):
                raise Problem(TOO_MANY_REQUESTS)

    def count_failure(self, keys: Mapping[str, str]) -> None:
        """One more failed attempt."""
        for name, key in keys.items():
            self._counter.hit(self._limits[name], name, key)

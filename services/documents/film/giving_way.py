"""Work on films gives way: while people keep the processors busy, it stands still for most of the time.

Niceness alone lets others run first, but caches and memory are still shared with them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

_LOOK_SECONDS = 0.2
_REST_SECONDS = 0.8
_BUSY_SHARE = 0.25
"""Of the time of all processors, taken by what has a usual priority."""
MOST_REST_SECONDS = 1800.0
"""Of one film; then it has waited long enough."""
_USER, _SYSTEM = 0, 2
_COUNTED = 8
"""user, nice, system, idle, iowait, irq, softirq, steal (proc_stat(5))."""


class GivingWay:
    """To be called every few milliseconds by work of low priority."""

    def __init__(
        self,
        stat: Path = Path("/proc/stat"),
        now: Callable[[], float] = time.monotonic,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self._stat = stat
        self._now = now
        self._rest = rest
        self._rested = 0.0
        self._looked_at = now()
        self._busy, self._all = self._times()

    def __call__(self) -> None:
        """Returns at once, or after 0.8 s where others were busy lately; at once after half an hour of rests in all.

        Their work is what is not "nice" in `/proc/stat`; where there is no such file, nobody is busy.
        """
        if self._now() - self._looked_at < _LOOK_SECONDS:
            return
        busy, whole = self._times()
        share = (busy - self._busy) / max(1, whole - self._all)
        if share > _BUSY_SHARE and self._rested < MOST_REST_SECONDS:
            self._rested += _REST_SECONDS
            self._rest(_REST_SECONDS)
        self._busy, self._all, self._looked_at = busy, whole, self._now()

    def _times(self) -> tuple[int, int]:
        """Ticks of all processors since they were started: of work that is not nice, and all."""
        try:
            counted = [int(each) for each in self._stat.read_text(encoding="ascii").split()[1 : 1 + _COUNTED]]
        except OSError:
            return 0, 0
        return counted[_USER] + counted[_SYSTEM], sum(counted)

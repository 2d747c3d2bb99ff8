"""The timeline of a cut, laid out for the page to draw: across in per cent, so that it is as wide as the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 1000, 100
"""Of the field of the curves, which is stretched to its place."""
KINDS = ("black", "frozen", "silent")
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800)
_MOST_TIMES = 5
_LEAST_BAR = 0.4
"""Per cent: a passage of a second in an hour is still seen."""
_GRID = 10
"""LUFS from one line to the next."""


@dataclass(frozen=True)
class Bar:
    """A passage; `left` and `width` in per cent."""

    kind: str
    start_ms: int
    end_ms: int
    left: float
    width: float


@dataclass(frozen=True)
class Drawing:
    """What is drawn. Heights are in units of `HEIGHT`, from the top."""

    momentary: str
    short_term: str
    band: tuple[float, float]
    """Where the loudness that is asked lies: its top, and how high it is."""
    grid: Sequence[tuple[float, int]]
    """Heights and their LUFS."""
    times: Sequence[tuple[float, int]]
    """Per cent and their milliseconds."""
    bars: Sequence[Bar]
    duration_ms: int


def drawing_of(timeline: Mapping[str, Any]) -> Drawing:
    """Lay out the `timeline` of an inspection."""
    duration = max(1, timeline["duration_ms"])
    scale = _Scale(*timeline["scale"])
    low, high = timeline["band"]
    least, most = (int(each) for each in timeline["scale"])
    return Drawing(
        momentary=_curve(timeline["momentary"], timeline["step_ms"], duration, scale),
        short_term=_curve(timeline["short_term"], timeline["step_ms"], duration, scale),
        band=(scale.height(high), round(scale.height(low) - scale.height(high), 2)),
        grid=[(scale.height(lufs), lufs) for lufs in range(least + _GRID, most, _GRID)],
        times=_times(duration),
        bars=[_bar(each, duration) for each in timeline["passages"]],
        duration_ms=duration,
    )


@dataclass(frozen=True)
class _Scale:
    least: float
    most: float

    def height(self, lufs: float | None) -> float:
        """Silence lies on the floor."""
        value = self.least if lufs is None else min(max(lufs, self.least), self.most)
        return round((self.most - value) / (self.most - self.least) * HEIGHT, 2)


def _curve(values: Sequence[float | None], step_ms: int, duration: int, scale: _Scale) -> str:
    """Points of a line, each in the middle of its step. It begins where there is something to be told."""
    begins = next((number for number, value in enumerate(values) if value is not None), 0)
    places = (min(WIDTH, (number + 0.5) * step_ms / duration * WIDTH) for number in range(len(values)))
    points = [f"{place:.1f},{scale.height(value)}" for place, value in zip(places, values, strict=True)]
    return " ".join(points[begins:])


def _times(duration: int) -> list[tuple[float, int]]:
    seconds = duration / 1000
    step = next((each for each in _STEPS if seconds / each <= _MOST_TIMES), _STEPS[-1])
    return [(round(at * 100_000 / duration, 2), at * 1000) for at in range(0, int(seconds) + 1, step)]


def _bar(passage: Mapping[str, Any], duration: int) -> Bar:
    start, end = passage["start_ms"], passage["end_ms"]
    width = max(_LEAST_BAR, (end - start) / duration * 100)
    left = min(start / duration * 100, 100 - width)
    return Bar(passage["kind"], start, end, round(left, 3), round(width, 3))

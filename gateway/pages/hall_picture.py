"""The hall as a picture: rows of dots around a stage, filled in as people arrive.

It shows how many there are, not who sits where.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, pi, sin

MOST_DOTS = 400
WIDTH, HEIGHT = 1000, 520
_INNER, _OUTER = 150.0, 470.0
_SPREAD = pi * 0.92
"""Angle of the rows around the stage."""


@dataclass(frozen=True)
class Dot:
    """One place in the picture."""

    x: float
    y: float
    filled: bool


@dataclass(frozen=True)
class HallPicture:
    """All dots; `radius` fits them; a dot stands for `persons` people."""

    dots: list[Dot]
    radius: float
    persons: int


def hall_picture(expected: int, present: int) -> HallPicture:
    """A dot for everyone expected; those present are filled from the stage outwards."""
    shown = max(expected, present)
    persons = max(1, ceil(shown / MOST_DOTS))
    count, filled = ceil(shown / persons), ceil(present / persons)
    places, radius = _places(count)
    return HallPicture([Dot(x, y, index < filled) for index, (x, y) in enumerate(places)], radius, persons)


def _places(count: int) -> tuple[list[tuple[float, float]], float]:
    if count == 0:
        return [], 0
    rows = max(2, min(12, round((count / 9) ** 0.5 * 1.7)))
    step = (_OUTER - _INNER) / (rows - 1)
    radii = [_INNER + row * step for row in range(rows)]
    shares = _shares(count, radii)
    places = [place for radius, share in zip(radii, shares, strict=True) for place in _row(radius, share)]
    widest = max(share / radius for share, radius in zip(shares, radii, strict=True))
    return places, round(min(step * 0.36, _SPREAD / max(widest, 0.01) * 0.38, 17), 1)


def _shares(count: int, radii: list[float]) -> list[int]:
    """How many dots a row takes, by its length; what is left over goes to the outer rows."""
    total = sum(radii)
    shares = [int(count * radius / total) for radius in radii]
    for row in range(count - sum(shares)):
        shares[-1 - row % len(shares)] += 1
    return shares


def _row(radius: float, share: int) -> list[tuple[float, float]]:
    if share == 1:
        return [_point(radius, pi / 2)]
    start, between = (pi - _SPREAD) / 2, _SPREAD / max(1, share - 1)
    return [_point(radius, start + between * seat) for seat in range(share)]


def _point(radius: float, angle: float) -> tuple[float, float]:
    return round(WIDTH / 2 - radius * cos(angle), 1), round(22 + radius * sin(angle), 1)

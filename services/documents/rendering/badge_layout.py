"""Where things stand on a badge, by size: millimetres from the lower left corner, type sizes in points."""

from __future__ import annotations

from dataclasses import dataclass

from services.documents.rendering.fitting import Align
from services.documents.rendering.papers import BadgeSize


@dataclass(frozen=True)
class Box:
    """A rectangle for text; type between two sizes."""

    left: float
    bottom: float
    width: float
    height: float
    largest: float
    smallest: float
    align: Align = "left"


@dataclass(frozen=True)
class BadgeLayout:
    """Boxes of one badge size. `line` is the height of the gold line."""

    width: float
    height: float
    margin: float
    parent: Box
    host: Box
    line: float
    title: Box
    person: Box
    """Name, post, unit and seat, one below the other."""
    detail_sizes: tuple[float, float]
    seat_size: float
    when: Box
    code: Box
    qr_left: float
    qr_bottom: float
    qr_side: float
    band: Box
    """The whole coloured band; the sizes are those of its large word."""
    category: Box
    """Where in the band the category's name stands."""
    word: Box


CARD = BadgeLayout(
    width=86,
    height=54,
    margin=3,
    parent=Box(3, 48.6, 80, 2.9, 6.5, 5),
    host=Box(3, 45.6, 80, 3.1, 7, 5),
    line=45.1,
    title=Box(3, 37.6, 48, 6.6, 7.5, 5.5),
    person=Box(3, 14, 48, 23.2, 17, 8),
    detail_sizes=(9, 6),
    seat_size=8,
    when=Box(3, 9.6, 48, 3.4, 7.5, 5.5),
    code=Box(52, 9.2, 32, 5, 11, 7, "centre"),
    qr_left=54,
    qr_bottom=15.2,
    qr_side=28,
    band=Box(3, 3, 80, 5.8, 10, 7),
    category=Box(34, 3.5, 47.5, 4.8, 7.5, 5, "right"),
    word=Box(4.5, 3, 30, 5.8, 9.5, 7),
)

A6 = BadgeLayout(
    width=105,
    height=148,
    margin=6,
    parent=Box(6, 139.6, 93, 3.6, 8.5, 6, "centre"),
    host=Box(6, 135.6, 93, 4.2, 9.5, 6, "centre"),
    line=134.6,
    title=Box(6, 123.2, 93, 10.4, 11.5, 8, "centre"),
    person=Box(6, 90.5, 93, 32, 25, 11, "centre"),
    detail_sizes=(12.5, 7.5),
    seat_size=11.5,
    when=Box(6, 16.2, 93, 4.6, 10, 6.5, "centre"),
    code=Box(6, 21.2, 93, 6.6, 17, 10, "centre"),
    qr_left=25,
    qr_bottom=32,
    qr_side=55,
    band=Box(6, 4, 93, 11.6, 15, 10, "centre"),
    category=Box(8, 4.2, 89, 4.6, 9.5, 6, "centre"),
    word=Box(8, 8.8, 89, 6.4, 14, 10, "centre"),
)

LAYOUTS = {BadgeSize.CARD: CARD, BadgeSize.A6: A6}

"""The hall as rows of seats, made from what the plan says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chassis.contracts.hall import seat_label


@dataclass(frozen=True)
class Seat:
    """A seat: its row (0 is the platform's, 1 the first below it), its number from the left, the block it is in.

    `to_aisle` is how many people must stand up before its holder is in an aisle, or at an end of the row in a hall
    without one.
    """

    label: str
    row: int
    number: int
    block: int
    usable: bool
    to_aisle: int


@dataclass(frozen=True)
class HallRow:
    """A row and the categories that it is kept for; a row that names none is open, unless it is the platform."""

    index: int
    name: str
    seats: tuple[Seat, ...]
    reserved_for: frozenset[str]
    is_platform: bool

    @property
    def is_open(self) -> bool:
        """Anybody may be proposed for it."""
        return not self.reserved_for and not self.is_platform

    @property
    def centre(self) -> float:
        """The number that a seat in the middle of the row would have."""
        return (len(self.seats) + 1) / 2


@dataclass(frozen=True)
class Hall:
    """Rows from the platform to the back."""

    rows: tuple[HallRow, ...]

    @cached_property
    def seats(self) -> dict[str, Seat]:
        """Every seat that somebody may sit on, by its label."""
        return {seat.label: seat for row in self.rows for seat in row.seats if seat.usable}

    @cached_property
    def row_of(self) -> dict[int, HallRow]:
        """The row of a seat's `row`."""
        return {row.index: row for row in self.rows}

    def rows_for(self, category: str, *, by_rank: bool) -> list[HallRow]:
        """Where a category may sit: first the rows kept for it (for those who come `by_rank`), then the open ones."""
        kept = [row for row in self.rows if by_rank and category in row.reserved_for]
        return kept + [row for row in self.rows if row.is_open]


def hall_of(facts: Mapping[str, Any]) -> Hall:
    """The hall of `HallFacts` (chassis.contracts.hall)."""
    unusable, platform = frozenset(facts["unusable"]), facts["platform"]
    rows = [] if platform is None else [_row(platform, 0, unusable, is_platform=True)]
    rows += [_row(row, index, unusable, is_platform=False) for index, row in enumerate(facts["rows"], 1)]
    return Hall(tuple(rows))


def _row(facts: Mapping[str, Any], index: int, unusable: frozenset[str], *, is_platform: bool) -> HallRow:
    seats = tuple(_seats(facts["name"], facts["seats"], index, unusable))
    return HallRow(index, facts["name"], seats, frozenset(facts["reserved_for"]), is_platform)


def _seats(name: str, counts: list[int], row: int, unusable: frozenset[str]) -> Iterator[Seat]:
    number = 0
    for block, count in enumerate(counts):
        left_is_aisle, right_is_aisle = block > 0, block < len(counts) - 1
        if len(counts) == 1:
            left_is_aisle = right_is_aisle = True
        for place in range(count):
            number += 1
            label = seat_label(name, number)
            ways = [place] * left_is_aisle + [count - 1 - place] * right_is_aisle
            yield Seat(label, row, number, block, label not in unusable, min(ways))

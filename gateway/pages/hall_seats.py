"""The hall with its people, as the page of the seating draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TONES = 12
"""How many colours there are for categories; a thirteenth takes the first again, and is told apart by its word."""


@dataclass(frozen=True)
class LegendEntry:
    """A category, its colour, and how many of its people have a seat."""

    code: str
    name: str
    tone: int
    seated: int
    people: int


@dataclass(frozen=True)
class DrawnSeat:
    """A seat with who sits on it, if anybody."""

    label: str
    number: str
    usable: bool
    person: dict[str, Any] | None
    tone: int
    conflict: bool

    @property
    def given_name(self) -> str:
        """What fits on a seat: Vietnamese people are called by the last word of their name."""
        return "" if self.person is None else str(self.person["full_name"]).rsplit(" ", 1)[-1]


@dataclass(frozen=True)
class DrawnRow:
    """A row, its seats in blocks with an aisle between them; None where only wider rows have a seat."""

    name: str
    platform: bool
    reserved_for: list[str]
    blocks: list[list[DrawnSeat | None]]


@dataclass(frozen=True)
class DrawnHall:
    """The rows from the platform to the back, the categories, and those without a seat in the hall."""

    rows: list[DrawnRow]
    legend: list[LegendEntry]
    people: list[dict[str, Any]]
    unseated: int


def drawn_hall(seating: dict[str, Any], categories: list[tuple[str, str]]) -> DrawnHall:
    """`seating` as registration tells it; `categories` by protocol rank."""
    tones = {code: 1 + index % TONES for index, (code, _) in enumerate(categories)}
    people = [person | {"tone": tones.get(person["category"], 0)} for person in seating["people"]]
    rows = [] if seating["hall"] is None else _rows(seating, people, dict(categories))
    unseated = sum(person["seat"] is None for person in people)
    return DrawnHall(rows, list(_legend(people, categories, tones)), people, unseated)


def _rows(seating: dict[str, Any], people: list[dict[str, Any]], names: dict[str, str]) -> list[DrawnRow]:
    """Every row below the platform has all blocks, empty ones too: aisles run straight through the hall."""
    holders = {person["seat"]: person for person in people if person["seat"]}
    troubled = frozenset(person for conflict in seating["conflicts"] for person in conflict["people"])
    codes = [block["code"] for block in seating["hall"]["blocks"]]
    widths = {code: max(_count(row, code) for row in seating["hall"]["rows"]) for code in codes}
    return [
        DrawnRow(
            row["name"],
            row["platform"],
            [names.get(code, code) for code in row["reserved_for"]],
            [
                _centred(
                    [
                        _seat(each, holders.get(each["seat"]), troubled)
                        for each in row["seats"]
                        if each["block"] == block
                    ],
                    widths.get(block, 0),
                )
                for block in ([None] if row["platform"] else codes)
            ],
        )
        for row in seating["hall"]["rows"]
    ]


def _count(row: dict[str, Any], block: str) -> int:
    return sum(each["block"] == block for each in row["seats"])


def _centred(seats: list[DrawnSeat], width: int) -> list[DrawnSeat | None]:
    """In the middle of the widest row of the block, so that seats stand behind each other."""
    before, nothing = max(width - len(seats), 0) // 2, max(width - len(seats), 0)
    return [*[None] * before, *seats, *[None] * (nothing - before)]


def _seat(seat: dict[str, Any], person: dict[str, Any] | None, troubled: frozenset[str]) -> DrawnSeat:
    conflict = person is not None and person["delegate_id"] in troubled
    number = seat["seat"].rpartition("-")[2]
    return DrawnSeat(seat["seat"], number, seat["usable"], person, person["tone"] if person else 0, conflict)


def _legend(
    people: list[dict[str, Any]], categories: list[tuple[str, str]], tones: dict[str, int]
) -> Iterator[LegendEntry]:
    for code, name in categories:
        of_category = [person for person in people if person["category"] == code]
        if of_category:
            seated = sum(person["seat"] is not None for person in of_category)
            yield LegendEntry(code, name, tones[code], seated, len(of_category))

"""What is wrong with a seating, and whose seats have to change to mend it.

not_coming   the holder was excused, cancelled or substituted
seat_gone    the plan's hall has that seat no more, or it is not to be used
wrong_row    somebody sits in a row that is kept for others; a substitute does not inherit such a seat
unit_split   people of one unit sit apart, though the hall has places where they could sit together
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from uuid import UUID

from services.registration.seating.hall import Hall, Seat
from services.registration.seating.person import Person


class ConflictKind(StrEnum):
    """What is wrong."""

    NOT_COMING = "not_coming"
    SEAT_GONE = "seat_gone"
    WRONG_ROW = "wrong_row"
    UNIT_SPLIT = "unit_split"


@dataclass(frozen=True)
class Seated:
    """Somebody who has a seat, and whether they are still to come."""

    person: Person
    seat: str
    coming: bool


@dataclass(frozen=True)
class Conflict:
    """One thing to mend, about a seat or a unit. A new proposal for these `people` mends it, if anything can."""

    kind: ConflictKind
    seat: str | None
    unit: str | None
    people: tuple[UUID, ...]


def find_conflicts(hall: Hall, seated: Sequence[Seated]) -> list[Conflict]:
    """Everything that is wrong, by kind and then by seat."""
    ordered = sorted(seated, key=lambda each: each.seat)
    return [*_of_one(hall, ordered), *_of_units(hall, ordered)]


def _of_one(hall: Hall, seated: Sequence[Seated]) -> list[Conflict]:
    found = []
    for each in seated:
        kind = _kind(hall, each)
        if kind is not None:
            found.append(Conflict(kind, each.seat, each.person.unit, (each.person.id,)))
    return sorted(found, key=lambda conflict: list(ConflictKind).index(conflict.kind))


def _kind(hall: Hall, each: Seated) -> ConflictKind | None:
    seat = hall.seats.get(each.seat)
    if not each.coming:
        return ConflictKind.NOT_COMING
    if seat is None:
        return ConflictKind.SEAT_GONE
    reserved_for = hall.row_of[seat.row].reserved_for
    welcome = each.person.category in reserved_for and not each.person.substitute
    return ConflictKind.WRONG_ROW if reserved_for and not welcome else None


def _of_units(hall: Hall, seated: Sequence[Seated]) -> Iterator[Conflict]:
    parties = defaultdict[tuple[int, str, str, bool], list[Seated]](list)
    for each in seated:
        if each.coming and each.seat in hall.seats and each.person.unit is not None:
            parties[each.person.party].append(each)
    for party in parties.values():
        if _is_split(hall, party):
            people = tuple(each.person.id for each in party)
            yield Conflict(ConflictKind.UNIT_SPLIT, None, party[0].person.unit, people)


def _is_split(hall: Hall, party: Sequence[Seated]) -> bool:
    seats = sorted((hall.seats[each.seat] for each in party), key=lambda seat: (seat.row, seat.number))
    if len(party) <= _widest(hall, party[0].person):
        return len({(seat.row, seat.block, seat.number - place) for place, seat in enumerate(seats)}) > 1
    # Too many to sit between two aisles: rows behind each other will do.
    return any(behind.row - before.row > 1 for before, behind in pairwise(seats))


def _widest(hall: Hall, person: Person) -> int:
    """The most people who could sit side by side between two aisles, if the hall were empty."""
    rows = hall.rows_for(person.category, by_rank=not person.substitute)
    return max((length for row in rows for length in _lengths(row.seats)), default=0)


def _lengths(seats: Sequence[Seat]) -> Iterator[int]:
    usable = [seat for seat in seats if seat.usable]
    for _, run in groupby(enumerate(usable), key=lambda placed: (placed[1].block, placed[1].number - placed[0])):
        yield len(list(run))

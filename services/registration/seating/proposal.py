"""Proposes a seat for everybody, by protocol and never by the alphabet.

Parties (the people of one unit) are seated one after the other: by the rank of their category, then in the order of
invitations. Each takes the foremost row where it fits whole between two aisles, first among the rows kept for its
category, then among the open ones; only then does it sit across an aisle, and only then in two rows or more. What a
person fixed stays, and the rest of that party sits as near to it as it can. The same people and the same hall give the
same seats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from services.registration.seating.hall import Hall, HallRow, Seat
from services.registration.seating.person import Person

Window = list[Seat]
"""Seats side by side."""


class Reason(StrEnum):
    """Why somebody has no seat."""

    HALL_FULL = "hall_full"
    ONLY_RESERVED_LEFT = "only_reserved_left"


@dataclass(frozen=True)
class Proposal:
    """Who sits where, and who could not be seated and why."""

    seats: dict[UUID, str]
    unseated: dict[UUID, Reason]


def propose(hall: Hall, people: Iterable[Person], kept: Mapping[UUID, str]) -> Proposal:
    """A seat for everybody, as far as there are seats. `kept` are seats of the hall that stay as they are.

    Somebody in `kept` who is not among the people keeps the seat taken, and is no part of the proposal.
    """
    known = sorted(people, key=lambda person: (person.rank, person.category, person.order, person.id))
    room = _Room(hall, kept.values())
    seated = {person.id: kept[person.id] for person in known if person.id in kept}
    anchors = _anchors(hall, known, seated)
    for party in _parties(known, seated):
        rows = hall.rows_for(party[0].category, by_rank=not party[0].substitute)
        seats = room.place(rows, party, anchors[_together(party[0])])
        anchors[_together(party[0])] += seats
        seated |= _dealt(party, seats)
    reason = Reason.ONLY_RESERVED_LEFT if room.has_free else Reason.HALL_FULL
    return Proposal(seated, {person.id: reason for person in known if person.id not in seated})


def _together(person: Person) -> str:
    """Substitutes are a party of their own (other rows are open to them), and want to sit near their unit."""
    return person.unit or str(person.id)


def _anchors(hall: Hall, people: Sequence[Person], seated: Mapping[UUID, str]) -> defaultdict[str, list[Seat]]:
    anchors = defaultdict[str, list[Seat]](list)
    for person in people:
        if person.id in seated:
            anchors[_together(person)].append(hall.seats[seated[person.id]])
    return anchors


def _parties(people: Sequence[Person], seated: Mapping[UUID, str]) -> Iterator[list[Person]]:
    """By rank and invitation, substitutes after their unit; the sort is stable, so a unit's people keep their order."""
    first: dict[tuple[int, str, str], int] = {}
    for index, person in enumerate(people):
        first.setdefault(person.party[:3], index)
    unseated = (person for person in people if person.id not in seated)
    in_order = sorted(unseated, key=lambda person: (person.rank, first[person.party[:3]], person.substitute))
    for _, party in groupby(in_order, key=lambda person: person.party):
        yield list(party)


def _dealt(party: Sequence[Person], seats: Sequence[Seat]) -> dict[UUID, str]:
    """Whoever is called up sits nearest to the aisle, the others in their order from the left."""
    left = sorted(seats, key=lambda seat: (seat.row, seat.number))
    dealt: dict[UUID, str] = {}
    for person in sorted(party, key=lambda person: not person.called_up):
        if not left:
            break
        seat = min(left, key=lambda seat: seat.to_aisle) if person.called_up else left[0]
        left.remove(seat)
        dealt[person.id] = seat.label
    return dealt


class _Room:
    """The seats that are still free."""

    def __init__(self, hall: Hall, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._usable = len(hall.seats)
        self._runs: dict[int, list[Window]] = {}

    @property
    def has_free(self) -> bool:
        """Somebody could still sit down somewhere."""
        return len(self._taken) < self._usable

    def place(self, rows: Sequence[HallRow], party: Sequence[Person], anchors: Sequence[Seat]) -> Window:
        """Take the best seats there are for a party: as many as it is, or as many as are left in these rows."""
        called_up = any(person.called_up for person in party)
        seats = (
            self._between_aisles(rows, len(party), anchors, called_up=called_up)
            or self._across_aisles(rows, len(party))
            or self._in_several_rows(rows, len(party))
        )
        self._taken.update(seat.label for seat in seats)
        for seat in seats:
            self._runs.pop(seat.row, None)
        return seats

    def _between_aisles(
        self, rows: Sequence[HallRow], size: int, anchors: Sequence[Seat], *, called_up: bool
    ) -> Window | None:
        windows = ((place, row, window) for place, row in enumerate(rows) for window in self._windows(row, size))
        if not anchors and not called_up:
            # Rows are in the order of preference: the first in which the party fits will do.
            row = next((row for row in rows if any(len(run) >= size for run in self._free_runs(row))), None)
            return None if row is None else min(self._windows(row, size), key=lambda window: _off_centre(row, window))
        best = min(
            windows,
            key=lambda found: (
                _away(found[2], anchors),
                found[0],
                min(seat.to_aisle for seat in found[2]) if called_up else 0,
                _off_centre(found[1], found[2]),
            ),
            default=None,
        )
        return None if best is None else best[2]

    def _windows(self, row: HallRow, size: int) -> Iterator[Window]:
        for run in self._free_runs(row):
            # An open row is filled from the ends of what is free, so that the rest stays whole for those who follow.
            last = len(run) - size
            starts = sorted({0, last}) if row.is_open else range(last + 1)
            yield from (run[start : start + size] for start in starts if last >= 0)

    def _across_aisles(self, rows: Sequence[HallRow], size: int) -> Window | None:
        for row in rows:
            free = self._free(row)
            windows = [free[start : start + size] for start in range(len(free) - size + 1)]
            side_by_side = [window for window in windows if window[-1].number - window[0].number == size - 1]
            if side_by_side:
                return min(side_by_side, key=lambda window: _off_centre(row, window))
        return None

    def _in_several_rows(self, rows: Sequence[HallRow], size: int) -> Window:
        """The fewest rows behind each other that hold the party; where none do, whatever is free."""
        spans = (self._span(rows[start:], size) for start in range(len(rows)))
        span = min((found for found in spans if found), key=len, default=list(rows))
        seats: Window = []
        for row in span:
            seats += self._some(row, size - len(seats))
        return seats

    def _span(self, rows: Sequence[HallRow], size: int) -> list[HallRow]:
        span, held = list[HallRow](), 0
        for row in rows:
            span.append(row)
            held += len(self._free(row))
            if held >= size:
                return span
        return []

    def _some(self, row: HallRow, size: int) -> Window:
        """So many seats of a row, side by side where that can be."""
        free = self._free(row)
        if size >= len(free) or size == 0:
            return free[:size]
        whole = self._between_aisles([row], size, (), called_up=False) or self._across_aisles([row], size)
        return whole or free[:size]

    def _free(self, row: HallRow) -> Window:
        return [seat for run in self._free_runs(row) for seat in run]

    def _free_runs(self, row: HallRow) -> list[Window]:
        """Free seats side by side between two aisles."""
        if row.index not in self._runs:
            free = [seat for seat in row.seats if seat.usable and seat.label not in self._taken]
            runs = groupby(enumerate(free), key=lambda placed: (placed[1].block, placed[1].number - placed[0]))
            self._runs[row.index] = [[seat for _, seat in run] for _, run in runs]
        return self._runs[row.index]


def _off_centre(row: HallRow, window: Window) -> tuple[float, int]:
    middle = (window[0].number + window[-1].number) / 2
    return abs(middle - row.centre), window[0].number


def _away(window: Window, anchors: Sequence[Seat]) -> tuple[int, bool, int]:
    """How many rows, across an aisle or not, and how many seats the window is from the nearest of the anchors."""
    if not anchors:
        return 0, False, 0
    return min(
        (abs(end.row - anchor.row), end.block != anchor.block, abs(end.number - anchor.number))
        for anchor in anchors
        for end in (window[0], window[-1])
    )

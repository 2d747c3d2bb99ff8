"""When each item begins and ends.

An item begins when the one before it ends; one with a fixed beginning begins then, whatever came before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.documents.agenda.entry import Entry


@dataclass(frozen=True)
class Slot:
    """An item in its time: whole minutes after the conference's beginning (negative: before it)."""

    entry: Entry
    begins: int

    @property
    def ends(self) -> int:
        """When it is over as planned."""
        return self.begins + self.entry.minutes


def slots(entries: Iterable[Entry]) -> list[Slot]:
    """The items in their times, in their order."""
    placed: list[Slot] = []
    at = 0
    for entry in entries:
        slot = Slot(entry, at if entry.fixed is None else entry.fixed)
        placed.append(slot)
        at = slot.ends
    return placed


def ends(placed: Sequence[Slot]) -> int:
    """When the last item is over; 0 for an empty agenda."""
    return max((slot.ends for slot in placed), default=0)

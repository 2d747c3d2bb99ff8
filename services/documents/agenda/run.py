"""The conference as it runs: what is on, what comes next, and when the rest will begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.documents.agenda.times import Slot
from services.documents.workflows.agenda import AgendaItemState

THRESHOLDS = (10, 20, 30, 45, 60, 90)
"""Minutes of drift at which the next speakers are told, each once, too late and too early apart."""
REHEARSAL = timedelta(hours=4)
"""Further off than this the conference is not held but rehearsed: nobody is told."""
NEXT_SPEAKERS = 3
"""So many items to come are told of."""

S = AgendaItemState


@dataclass(frozen=True)
class Actual:
    """How far an item is, and when that was."""

    state: AgendaItemState = S.WAITING
    started_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True)
class Expected:
    """An item with its actual times, and those that are to be expected as things are."""

    slot: Slot
    actual: Actual
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Forecast:
    """The whole: what is on and what comes next (None: nothing), and how late it is (minutes; negative: early)."""

    items: tuple[Expected, ...]
    current: Expected | None
    upcoming: tuple[Expected, ...]
    drift: int

    @property
    def begun(self) -> bool:
        """Whether anything has happened."""
        return any(each.actual.state is not S.WAITING for each in self.items)


def forecast(placed: Sequence[Slot], actual: Mapping[UUID, Actual], starts_at: datetime, now: datetime) -> Forecast:
    """When everything is or was: what happened as it happened, the rest one after the other from then on.

    A running item ends when its minutes are over, or now if they are. A fixed beginning is waited for. What was passed
    over comes after the rest: somebody went on without it.
    """
    known = {slot.entry.id: actual.get(slot.entry.id, Actual()) for slot in placed}
    begun = any(each.state is not S.WAITING for each in known.values())
    free_at = _last_end(placed, known, now) if begun else starts_at
    waiting: list[Expected] = []
    for slot in _to_come(placed, known):
        planned = starts_at + timedelta(minutes=slot.begins)
        begins = max(free_at, planned) if slot.entry.fixed is not None or not begun else free_at
        free_at = begins + timedelta(minutes=slot.entry.minutes)
        waiting.append(Expected(slot, known[slot.entry.id], begins, free_at))
    upcoming = {each.slot.entry.id: each for each in waiting}
    items = tuple(upcoming.get(slot.entry.id) or _past(slot, known[slot.entry.id], starts_at, now) for slot in placed)
    current = next((each for each in items if each.actual.state is S.RUNNING), None)
    return Forecast(items, current, tuple(waiting), _drift(waiting, current, starts_at) if begun else 0)


def _to_come(placed: Sequence[Slot], known: Mapping[UUID, Actual]) -> list[Slot]:
    """What waits, in the order in which it is to be expected."""
    reached = max((at for at, slot in enumerate(placed) if known[slot.entry.id].started_at is not None), default=-1)
    waiting = [(at, slot) for at, slot in enumerate(placed) if known[slot.entry.id].state is S.WAITING]
    return [slot for _, slot in sorted(waiting, key=lambda place: (place[0] < reached, place[0]))]


def _past(slot: Slot, how: Actual, starts_at: datetime, now: datetime) -> Expected:
    """What is on, over or left out, in the times that it had."""
    planned = starts_at + timedelta(minutes=slot.begins)
    if how.state is S.SKIPPED:
        return Expected(slot, how, planned, planned)
    begins = how.started_at or planned
    return Expected(slot, how, begins, how.finished_at or max(begins + timedelta(minutes=slot.entry.minutes), now))


def _last_end(placed: Sequence[Slot], known: Mapping[UUID, Actual], now: datetime) -> datetime:
    """From when on the hall is free: the end of what is on; without such, now."""
    for slot in placed:
        how = known[slot.entry.id]
        if how.state is S.RUNNING and how.started_at is not None:
            return max(how.started_at + timedelta(minutes=slot.entry.minutes), now)
    return now


def _drift(upcoming: Sequence[Expected], current: Expected | None, starts_at: datetime) -> int:
    """How much later than planned the next item will begin; of the last item, how much later it will end."""
    if upcoming:
        planned = starts_at + timedelta(minutes=upcoming[0].slot.begins)
        return _minutes(upcoming[0].begins_at - planned)
    if current is not None:
        return _minutes(current.ends_at - (starts_at + timedelta(minutes=current.slot.ends)))
    return 0


def _minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)


def threshold_passed(drift: int) -> int:
    """The highest threshold that a drift has reached, with its sign; 0 for none."""
    reached = max((each for each in THRESHOLDS if each <= abs(drift)), default=0)
    return reached if drift > 0 else -reached

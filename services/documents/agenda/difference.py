"""What differs between two agendas, item by item, in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from chassis.language import Text
from services.documents.agenda.entry import Entry
from services.documents.agenda.times import Slot, slots

Clock = Callable[[int], str]
"""From minutes after the beginning to what the clock on the wall shows: `08:30`."""
_LONGEST_TITLE = 80


class DifferenceKind(StrEnum):
    """What happened to an item. `time` is what others did to it: it begins or ends at another time than before."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    SPEAKER = "speaker"
    LENGTH = "length"
    FIXED = "fixed"
    KIND = "kind"
    TIME = "time"


@dataclass(frozen=True)
class Difference:
    """One difference, at an item of the one or the other agenda."""

    kind: DifferenceKind
    entry_id: UUID
    sentence: Text


def differences(old: Sequence[Entry], new: Sequence[Entry], old_clock: Clock, new_clock: Clock) -> list[Difference]:
    """Every difference: what is gone first, then in the order of the new agenda."""
    before = {slot.entry.id: slot for slot in slots(old)}
    after = slots(new)
    kept = {slot.entry.id for slot in after}
    found = [_removed(slot) for id_, slot in before.items() if id_ not in kept]
    moved = _moved(list(before), [slot.entry.id for slot in after])
    for slot in after:
        was = before.get(slot.entry.id)
        if was is None:
            found.append(_added(slot, new_clock))
        else:
            found += _changed(was, slot, slot.entry.id in moved, old_clock, new_clock)
    return found


def _added(slot: Slot, clock: Clock) -> Difference:
    name, at = _name(slot.entry), clock(slot.begins)
    sentence = Text(
        f"Thêm {name} lúc {at}, {slot.entry.minutes} phút.", f"Added {name} at {at}, {slot.entry.minutes} min."
    )
    return Difference(DifferenceKind.ADDED, slot.entry.id, sentence)


def _removed(slot: Slot) -> Difference:
    name = _name(slot.entry)
    return Difference(DifferenceKind.REMOVED, slot.entry.id, Text(f"Bỏ {name}.", f"Removed {name}."))


def _changed(was: Slot, slot: Slot, moved: bool, old_clock: Clock, new_clock: Clock) -> Iterator[Difference]:
    old, new, name = was.entry, slot.entry, _name(slot.entry)
    times = f"{old_clock(was.begins)}–{old_clock(was.ends)}", f"{new_clock(slot.begins)}–{new_clock(slot.ends)}"
    said = {
        DifferenceKind.RENAMED: old.title != new.title
        and Text(f"Đổi tên {_name(old)} thành {name}.", f"Renamed {_name(old)} to {name}."),
        DifferenceKind.KIND: old.kind != new.kind and Text(f"Đổi loại của {name}.", f"Changed the kind of {name}."),
        DifferenceKind.SPEAKER: old.person != new.person
        and Text(
            f"Đổi người thực hiện {name}: {old.speaker or '…'} thành {new.speaker or '…'}.",
            f"Changed who does {name}: {old.speaker or '…'} to {new.speaker or '…'}.",
        ),
        DifferenceKind.LENGTH: old.minutes != new.minutes
        and Text(
            f"Đổi thời lượng {name} từ {old.minutes} thành {new.minutes} phút.",
            f"Changed the length of {name} from {old.minutes} to {new.minutes} minutes.",
        ),
        DifferenceKind.FIXED: old.fixed != new.fixed and _fixed(new, name, new_clock),
        DifferenceKind.MOVED: moved and Text(f"Chuyển {name} đến {times[1]}.", f"Moved {name} to {times[1]}."),
        DifferenceKind.TIME: times[0] != times[1]
        and not moved
        and Text(f"Giờ của {name}: {times[0]} thành {times[1]}.", f"Time of {name}: {times[0]} to {times[1]}."),
    }
    for kind, sentence in said.items():
        if sentence:
            yield Difference(kind, new.id, sentence)


def _fixed(entry: Entry, name: str, clock: Clock) -> Text:
    if entry.fixed is None:
        return Text(f"Bỏ giờ cố định của {name}.", f"{name} has no fixed beginning any more.")
    return Text(
        f"Đặt giờ cố định {clock(entry.fixed)} cho {name}.", f"Fixed the beginning of {name} at {clock(entry.fixed)}."
    )


def _name(entry: Entry) -> str:
    title = entry.title if len(entry.title) <= _LONGEST_TITLE else f"{entry.title[: _LONGEST_TITLE - 1].rstrip()}…"
    return f"“{title}”"


def _moved(old: Sequence[UUID], new: Sequence[UUID]) -> set[UUID]:
    """The fewest items that must have been taken to another place: all that are not in a longest common order."""
    place = {id_: number for number, id_ in enumerate(old)}
    common = [id_ for id_ in new if id_ in place]
    tails: list[int] = []
    chains: list[list[UUID]] = []
    for id_ in common:
        at = bisect_left(tails, place[id_])
        chain = [*(chains[at - 1] if at else []), id_]
        if at == len(tails):
            tails.append(place[id_])
            chains.append(chain)
        else:
            tails[at], chains[at] = place[id_], chain
    return set(common) - set(chains[-1] if chains else [])

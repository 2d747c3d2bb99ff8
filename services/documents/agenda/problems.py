"""What is wrong in an agenda, in words. Nothing here forbids anything: the office decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal
from uuid import UUID

from chassis.language import Text
from services.documents.agenda.difference import Clock
from services.documents.agenda.entry import Entry
from services.documents.agenda.times import Slot, ends, slots
from services.documents.workflows.agenda import AgendaItemKind

Severity = Literal["error", "warning"]

SPOKEN = frozenset({AgendaItemKind.REPORT, AgendaItemKind.PRESENTATION, AgendaItemKind.DIRECTION})
"""Kinds that are nothing without somebody who speaks."""
_STATES = {
    "excused": Text("đã báo vắng", "has excused their absence"),
    "cancelled": Text("đã rút khỏi danh sách", "is off the list"),
    "substituted": Text("đã có người đi thay", "has handed their place over"),
    "registered": Text("chưa xác nhận tham dự", "has not confirmed"),
    "waiting": Text("còn ở danh sách chờ", "is on the waiting list"),
}
SLIGHT = 60
"""Seconds by which a film may be longer than its item without the agenda being impossible."""
_GONE = frozenset({"excused", "cancelled", "substituted"})


@dataclass(frozen=True)
class Speaker:
    """A delegate who does something: their name and state; who comes instead, where their place was handed over."""

    name: str
    state: str
    substitute: str | None = None


@dataclass(frozen=True)
class Circumstances:
    """What an agenda is judged by: the conference's length in minutes, the film's, and a presentation's time limit."""

    length: int
    film_seconds: int | None = None
    film_item: UUID | None = None
    """The item in which the film is shown; None: whichever is for a film."""
    presentation_minutes: int | None = None
    speakers: Mapping[UUID, Speaker] = field(default_factory=dict)
    """By id. Whoever is not in it is not of this conference."""


@dataclass(frozen=True)
class Flaw:
    """One thing to mend, at an item or (None) in the whole. An error cannot come to pass as it is written."""

    code: str
    entry_id: UUID | None
    severity: Severity
    sentence: Text


def flaws_of(entries: Sequence[Entry], about: Circumstances, clock: Clock) -> list[Flaw]:
    """Everything to mend, in the order of the items; what concerns the whole comes last."""
    placed = slots(entries)
    found = [
        *_beginnings(placed, clock),
        *_neighbours(placed),
        *(flaw for entry in entries for flaw in _of_one(entry, about)),
        *_overrun(placed, about, clock),
    ]
    order = {entry.id: number for number, entry in enumerate(entries)}
    return sorted(found, key=lambda flaw: order.get(flaw.entry_id, len(order)) if flaw.entry_id else len(order))


def _beginnings(placed: Sequence[Slot], clock: Clock) -> Iterator[Flaw]:
    """A fixed beginning that does not meet the end of what comes before."""
    before = 0
    for slot in placed:
        if slot.entry.fixed is not None and slot.begins < before:
            by = before - slot.begins
            yield _at(
                slot.entry,
                "overlap",
                "error",
                Text(
                    f"Mục trước kết thúc lúc {clock(before)}, lấn {by} phút.",
                    f"The item before ends at {clock(before)}: {by} minutes too late.",
                ),
            )
        elif slot.begins > before:
            gap = slot.begins - before
            yield _at(
                slot.entry,
                "gap",
                "warning",
                Text(f"Trước mục này còn trống {gap} phút.", f"{gap} minutes before this item are empty."),
            )
        before = slot.ends


def _neighbours(placed: Sequence[Slot]) -> Iterator[Flaw]:
    """One person cannot be in two places: two items that overlap; and two in a row are probably a slip."""
    for earlier, later in pairwise(placed):
        if _same_person(earlier.entry, later.entry):
            overlap = later.begins < earlier.ends
            yield _at(
                later.entry,
                "same_speaker",
                "error" if overlap else "warning",
                Text(
                    f"Cùng người thực hiện với mục trước “{earlier.entry.title}”{', trùng giờ' if overlap else ''}.",
                    f"The same speaker as “{earlier.entry.title}” before{', at the same time' if overlap else ''}.",
                ),
            )


def _same_person(one: Entry, other: Entry) -> bool:
    if one.delegate_id is not None or other.delegate_id is not None:
        return one.delegate_id == other.delegate_id
    return bool(one.speaker) and one.speaker == other.speaker and one.kind in SPOKEN and other.kind in SPOKEN


def _of_one(entry: Entry, about: Circumstances) -> Iterator[Flaw]:
    yield from _of_speaker(entry, about)
    of_film = entry.kind is AgendaItemKind.FILM and about.film_item in (None, entry.id)
    if of_film and about.film_seconds is not None:
        yield from _of_film(entry, about.film_seconds)
    limit = about.presentation_minutes
    if entry.kind is AgendaItemKind.PRESENTATION and limit is not None and entry.minutes > limit:
        sentence = Text(
            f"Tham luận tối đa {limit} phút theo kế hoạch, mục này {entry.minutes} phút.",
            f"The plan gives a presentation {limit} minutes at most, this one has {entry.minutes}.",
        )
        yield _at(entry, "over_limit", "warning", sentence)


def _of_speaker(entry: Entry, about: Circumstances) -> Iterator[Flaw]:
    if entry.delegate_id is None:
        if entry.kind in SPOKEN and not entry.speaker:
            yield _at(entry, "no_speaker", "warning", Text("Chưa có người thực hiện.", "Nobody is named for it."))
        return
    speaker = about.speakers.get(entry.delegate_id)
    if speaker is None:
        yield _at(
            entry,
            "speaker_unknown",
            "error",
            Text("Người thực hiện không có trong danh sách đại biểu.", "The speaker is not among the delegates."),
        )
    elif (state := _STATES.get(speaker.state)) is not None:
        instead = speaker.substitute
        sentence = Text(
            f"Đồng chí {speaker.name} {state.vi}{f': {instead}' if instead else ''}.",
            f"{speaker.name} {state.en}{f': {instead}' if instead else ''}.",
        )
        yield _at(entry, "speaker_not_coming", "error" if speaker.state in _GONE else "warning", sentence)


def _of_film(entry: Entry, seconds: int) -> Iterator[Flaw]:
    over = seconds - entry.minutes * 60
    if over > 0:
        minutes, rest = divmod(seconds, 60)
        sentence = Text(
            f"Phóng sự dài {minutes}:{rest:02d}, mục này chỉ có {entry.minutes} phút.",
            f"The film takes {minutes}:{rest:02d}, and this item only {entry.minutes} minutes.",
        )
        yield _at(entry, "film_longer", "warning" if over < SLIGHT else "error", sentence)


def _overrun(placed: Sequence[Slot], about: Circumstances, clock: Clock) -> Iterator[Flaw]:
    over = ends(placed) - about.length
    if over > 0:
        sentence = Text(
            f"Chương trình kết thúc lúc {clock(ends(placed))}, quá giờ {over} phút.",
            f"The agenda ends at {clock(ends(placed))}: {over} minutes after the conference.",
        )
        yield Flaw("overrun", None, "error", sentence)
    early = [slot for slot in placed if slot.begins < 0]
    for slot in early:
        sentence = Text(
            f"Bắt đầu lúc {clock(slot.begins)}, trước giờ khai mạc.",
            f"Begins at {clock(slot.begins)}, before the conference.",
        )
        yield _at(slot.entry, "before_beginning", "error", sentence)


def _at(entry: Entry, code: str, severity: Severity, sentence: Text) -> Flaw:
    return Flaw(code, entry.id, severity, sentence)

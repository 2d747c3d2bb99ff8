"""Topics that get in each other's way, and rooms that propose too few or too many, in words.

Two titles are near when, without accents, signs and the words that nearly every title has, they share most of their
words: the measure is that of Jaccard (shared words over all words), from `NEAR` up. Two rooms that write of the same
work in their own words are not found by it; a person still reads the board.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from chassis.language import Text
from chassis.vietnamese import without_accents

NEAR = 0.7
_SIGNS = re.compile(r"[^a-z0-9]+")
_COMMON = frozenset(
    {
        *("va", "cua", "cac", "nhung", "trong", "tai", "o", "cho", "ve", "voi", "theo", "tren", "den", "tu", "la"),
        *("mot", "so", "cong", "tac", "hien", "nay", "nam", "thang", "thoi", "gian"),
    }
)
"""Words, without accents, by which titles of such conferences do not differ."""

ClashKind = Literal["same_unit", "near_title"]
GapKind = Literal["none", "too_few", "too_many", "unit_missing", "unit_declined"]


@dataclass(frozen=True)
class Idea:
    """A topic as far as clashes need it. `id` is whatever tells them apart."""

    id: str
    department: str
    department_name: str
    title: str
    unit: str | None
    unit_name: str | None


@dataclass(frozen=True)
class Clash:
    """Topics that get in each other's way: all of one unit, or two of nearly the same title."""

    kind: ClashKind
    topics: tuple[str, ...]
    sentence: Text


@dataclass(frozen=True)
class RoomCount:
    """How many topics a room put forward that still stand, and how many it should."""

    department: str
    name: str
    count: int
    drafts: int
    least: int
    most: int


@dataclass(frozen=True)
class Gap:
    """What is missing in a room's proposals, or too much. `topic` where it is about one of them."""

    kind: GapKind
    department: str
    sentence: Text
    topic: str | None = None


def clashes_between(ideas: Sequence[Idea]) -> list[Clash]:
    """One clash for each unit that is proposed more than once, then one for each pair of near titles."""
    of_units: dict[str, list[Idea]] = {}
    for idea in ideas:
        if idea.unit is not None:
            of_units.setdefault(idea.unit, []).append(idea)
    same_unit = [
        Clash("same_unit", tuple(idea.id for idea in group), _same_unit(group))
        for group in of_units.values()
        if len(group) > 1
    ]
    words = {idea.id: title_words(idea.title) for idea in ideas}
    return same_unit + [
        Clash("near_title", (one.id, other.id), _near_title(one, other))
        for one, other in combinations(ideas, 2)
        if _nearness(words[one.id], words[other.id]) >= NEAR
    ]


def title_words(title: str) -> frozenset[str]:
    """The words by which a title is compared: without accents (uỷ is ủy), in small letters, without common ones."""
    words = frozenset(_SIGNS.sub(" ", without_accents(title).lower()).split())
    return (words - _COMMON) or words


def gaps_of(room: RoomCount, ideas: Iterable[Idea], declined: frozenset[str]) -> Iterator[Gap]:
    """What a room still has to do: its number of topics, units that are missing, units that do not come at all.

    `declined` are the units that have declined the invitation to the conference.
    """
    if room.count == 0 and room.least > 0:
        yield Gap("none", room.department, _none(room))
    elif room.count < room.least:
        yield Gap("too_few", room.department, _too_few(room))
    elif room.count > room.most:
        yield Gap("too_many", room.department, _too_many(room))
    for idea in ideas:
        if idea.unit is None:
            yield Gap("unit_missing", room.department, _unit_missing(idea), idea.id)
        elif idea.unit in declined:
            yield Gap("unit_declined", room.department, _unit_declined(idea), idea.id)


def _nearness(one: frozenset[str], other: frozenset[str]) -> float:
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def _same_unit(group: Sequence[Idea]) -> Text:
    titles = "; ".join(f"“{idea.title}” ({idea.department_name})" for idea in group)
    unit = group[0].unit_name
    return Text(
        f"{unit} được đề xuất tham luận {len(group)} chủ đề: {titles}.",
        f"{unit} is proposed for {len(group)} topics: {titles}.",
    )


def _near_title(one: Idea, other: Idea) -> Text:
    return Text(
        f"Hai chủ đề gần giống nhau: “{one.title}” ({one.department_name})"
        f" và “{other.title}” ({other.department_name}).",
        f"Two topics are nearly the same: “{one.title}” ({one.department_name})"
        f" and “{other.title}” ({other.department_name}).",
    )


def _none(room: RoomCount) -> Text:
    drafts_vi = f" ({room.drafts} chủ đề còn là bản nháp)" if room.drafts else ""
    drafts_en = f" ({room.drafts} still a draft)" if room.drafts else ""
    return Text(
        f"{room.name} chưa gửi chủ đề nào{drafts_vi}; cần từ {room.least} đến {room.most}.",
        f"{room.name} has sent no topic{drafts_en}; {room.least} to {room.most} are asked for.",
    )


def _too_few(room: RoomCount) -> Text:
    missing = room.least - room.count
    return Text(
        f"{room.name} mới đề xuất {room.count} chủ đề, còn thiếu {missing} (cần từ {room.least} đến {room.most}).",
        f"{room.name} proposes {room.count}, {missing} too few ({room.least} to {room.most} are asked for).",
    )


def _too_many(room: RoomCount) -> Text:
    surplus = room.count - room.most
    return Text(
        f"{room.name} đề xuất {room.count} chủ đề, nhiều hơn {surplus}"
        f" so với quy định (từ {room.least} đến {room.most}).",
        f"{room.name} proposes {room.count}, {surplus} too many ({room.least} to {room.most} are asked for).",
    )


def _unit_missing(idea: Idea) -> Text:
    return Text(
        f"Chủ đề “{idea.title}” chưa có đơn vị tham luận.", f"The topic “{idea.title}” has no unit to present it yet."
    )


def _unit_declined(idea: Idea) -> Text:
    return Text(
        f"{idea.unit_name} đã trả lời không dự hội nghị, nhưng được đề xuất tham luận “{idea.title}”.",
        f"{idea.unit_name} has declined the invitation, but is proposed for “{idea.title}”.",
    )

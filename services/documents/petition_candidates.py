"""Makes petitions of the lines of a report: who is asked is guessed from lines such as "Với Tỉnh ủy:". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chassis.vietnamese import without_accents
from services.documents.queries.plan_lists import Addressee

FEWEST_WORDS = 4
"""Fewer are a heading, not something that is asked for."""
_LEAD = re.compile(r"^\s*(?:[-–—+•●▪*·]+|\(?(?:[a-zđ]|\d{1,2}|[ivx]{1,4})[.)/](?:\d{1,2}[.)])?)\s*", re.IGNORECASE)
_TO = re.compile(r"^(?:(?:de xuat|kien nghi|de nghi)(?: ?,| va)? )*(?:doi )?voi (?P<whom>.+)$")
_NOT_A_LETTER = re.compile(r"[^a-z0-9,]+")


@dataclass(frozen=True)
class Candidate:
    """Something that a report asks for, and of whom as far as it says so (a code)."""

    content: str
    recipient: str | None


def candidates(lines: Sequence[str], addressees: Mapping[str, Addressee]) -> list[Candidate]:
    """Each line a petition; a line that names who is asked is for those that follow it."""
    names = {_folded(each.name): each.code for each in addressees.values()}
    found, recipient = [], None
    for line in lines:
        text = _LEAD.sub("", line, count=1).strip()
        head, colon, rest = text.partition(":")
        named = _named(head, names)
        if named is not None:
            recipient, text = named, rest.strip() if colon else ""
        if len(text.split()) >= FEWEST_WORDS:
            found.append(Candidate(text, recipient))
    return found


def _named(head: str, names: Mapping[str, str]) -> str | None:
    """Whom a line such as "Đối với Ban Tuyên giáo Tỉnh ủy" names; None for any other line."""
    match = _TO.match(_folded(head))
    if match is None:
        return None
    whom = match["whom"].strip(" ,")
    exact = [name for name in names if whom == name]
    # "Tỉnh ủy" is short for "Tỉnh ủy Thái Nguyên", and "Ban Tuyên giáo Trung ương Đảng" long for its name.
    alike = [name for name in names if _is_short_for(whom, name) or _is_short_for(name, whom)]
    best = max(exact or alike, key=len, default=None)
    return None if best is None else names[best]


def _is_short_for(short: str, long: str) -> bool:
    return long.startswith(f"{short} ")


def _folded(text: str) -> str:
    return _NOT_A_LETTER.sub(" ", without_accents(text).lower()).strip()


def same_words(content: str, others: Iterable[str]) -> bool:
    """Whether one of the others says it in the same words, accents and signs aside."""
    return _folded(content) in {_folded(each) for each in others}

"""Finding the sections of an outline in a text: by their titles, whatever their numbers, accents and small changes.

As many sections as possible are found in the outline's order; what is left over is looked for elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from services.documents.form_check.facts import Paragraph
from services.documents.form_check.folding import folded, numbered, title_key
from services.documents.form_check.rule import OutlineSection

ENOUGH = 0.75
"""The least likeness of a title that counts as found."""
ENOUGH_ELSEWHERE = 0.85
"""Away from its order a title must be more alike: words of one section come up in the text of another."""
_LONGEST_TITLE = 400
_LONGEST_HALF = 160
_MOST_PARAGRAPHS = 20_000
_RUN_IN = re.compile(r"[:;.]\s")
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|_{4,})\s*\d{1,3}$")


@dataclass(frozen=True)
class Found:
    """Where a section of the outline stands: paragraphs `first` to `last` (places in the list) are its title."""

    section: OutlineSection
    first: int
    last: int
    in_order: bool


@dataclass(frozen=True)
class _Title:
    """A paragraph, or two, that may be a title."""

    first: int
    last: int
    key: str
    beginning: str
    """Its words up to the first colon or full stop: a title that runs into its text."""
    number: str
    stands_out: bool


@dataclass(frozen=True)
class _Match:
    title: _Title
    score: float


def find_sections(paragraphs: Sequence[Paragraph], outline: Sequence[OutlineSection]) -> dict[int, Found]:
    """From the place of a section in the outline to where it was found; sections that are missing are left out."""
    titles = list(_titles(paragraphs[:_MOST_PARAGRAPHS]))
    weights = _weights(outline)
    matches = [_matches(section, titles, weights) for section in outline]
    found = {
        place: Found(outline[place], title.first, title.last, in_order=True)
        for place, title in _in_order(matches).items()
    }
    taken = {place for each in found.values() for place in range(each.first, each.last + 1)}
    for place, section in enumerate(outline):
        if place not in found and (title := _elsewhere(matches[place], taken)) is not None:
            found[place] = Found(section, title.first, title.last, in_order=False)
            taken |= set(range(title.first, title.last + 1))
    return found


def _titles(paragraphs: Sequence[Paragraph]) -> Iterator[_Title]:
    usable = [each if _usable(each) else None for each in paragraphs]
    for place, paragraph in enumerate(usable):
        if paragraph is None:
            continue
        yield _title(place, place, paragraph.text, paragraph)
        following = usable[place + 1] if place + 1 < len(usable) else None
        if following is not None and _goes_on(paragraph, following):
            yield _title(place, place + 1, f"{paragraph.text} {following.text}", paragraph)


def _usable(paragraph: Paragraph) -> bool:
    listed = paragraph.contents or _LEADERS.search(paragraph.text[-_LONGEST_TITLE:]) is not None
    long = len(paragraph.text) > _LONGEST_TITLE and not _runs_in(paragraph)
    return not (paragraph.table or paragraph.hint or listed or long)


def _runs_in(paragraph: Paragraph) -> bool:
    return _RUN_IN.search(paragraph.text, 0, _LONGEST_TITLE) is not None


def _goes_on(paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a title may go on in the next paragraph."""
    short = len(paragraph.text) <= _LONGEST_HALF and len(following.text) <= _LONGEST_HALF
    titled = bool(folded(paragraph.text)) and paragraph.bold == following.bold
    return short and titled and not numbered(following.text)[0]


def _title(first: int, last: int, text: str, paragraph: Paragraph) -> _Title:
    number, rest = numbered(text)
    beginning = folded(_RUN_IN.split(rest, maxsplit=1)[0])
    stands_out = paragraph.bold or paragraph.level is not None or rest.isupper()
    return _Title(first, last, folded(rest[:_LONGEST_TITLE]), beginning, number, stands_out)


def _weights(outline: Sequence[OutlineSection]) -> Mapping[str, float]:
    """Words that few sections have tell more than those that many have."""
    seen = Counter(word for section in outline for word in set(title_key(section.title).split()))
    return {word: 1 / count for word, count in seen.items()}


def _matches(section: OutlineSection, titles: Sequence[_Title], weights: Mapping[str, float]) -> list[_Match]:
    key = title_key(section.title)
    words = Counter(key.split())
    number = section.number.lower()
    found = []
    for title in titles:
        score = _likeness(key, words, title, weights)
        if score >= ENOUGH:
            found.append(_Match(title, score + _by_number(number, title.number) + 0.02 * title.stands_out))
    return found


def _likeness(key: str, words: Counter[str], title: _Title, weights: Mapping[str, float]) -> float:
    if title.key == key:
        return 1.0
    if title.beginning == key:
        return 0.9
    # Much longer than its title, a paragraph is text that begins with the same words.
    if len(title.key) > 1.8 * len(key) + 30:
        return 0.0
    if title.key.startswith(f"{key} "):
        return 0.92 if title.stands_out or title.number else 0.8
    if key.startswith(f"{title.key} ") and len(title.key) >= 0.6 * len(key):
        return 0.85
    return 0.95 * _shared(words, Counter(title.key.split()), weights)


def _shared(words: Counter[str], others: Counter[str], weights: Mapping[str, float]) -> float:
    """How much of two titles is the same words, by weight."""
    common = sum(weights.get(word, 1.0) * count for word, count in (words & others).items())
    both = sum(weights.get(word, 1.0) * count for word, count in (words + others).items())
    return 2 * common / both if both else 0.0


def _by_number(wanted: str, number: str) -> float:
    if not wanted or not number:
        return 0.0
    return 0.05 if wanted == number or number.endswith(f".{wanted}") else -0.05


def _in_order(matches: Sequence[Sequence[_Match]]) -> dict[int, _Title]:
    """The sections found in the outline's order, so that their likeness together is greatest."""
    starts = sorted({match.title.first for each in matches for match in each})
    place = {start: number for number, start in enumerate(starts)}
    # best[p]: the greatest sum with titles that begin before starts[p], and the choice that gives it.
    best: list[tuple[float, tuple[tuple[int, _Title], ...]]] = [(0.0, ())] * (len(starts) + 1)
    for section, each in enumerate(matches):
        following = list(best)
        for match in each:
            score, chosen = best[place[match.title.first]]
            after = bisect_right(starts, match.title.last)
            if score + match.score > following[after][0]:
                following[after] = (score + match.score, (*chosen, (section, match.title)))
        for number in range(1, len(following)):
            if following[number - 1][0] > following[number][0]:
                following[number] = following[number - 1]
        best = following
    return dict(best[-1][1])


def _elsewhere(matches: Sequence[_Match], taken: set[int]) -> _Title | None:
    free = [
        match
        for match in matches
        if match.score >= ENOUGH_ELSEWHERE
        and match.title.stands_out
        and not taken.intersection(range(match.title.first, match.title.last + 1))
    ]
    return max(free, key=lambda match: match.score).title if free else None

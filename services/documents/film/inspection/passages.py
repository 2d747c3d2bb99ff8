"""Stretches of a film, from what filters say of where they begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from services.documents.film.inspection.report import Passage, PassageKind

Span = tuple[Fraction, Fraction]


class Spans:
    """Collects the spans of one kind; seconds from the film's beginning."""

    def __init__(self, kind: PassageKind, least_seconds: float) -> None:
        self._kind = kind
        self._least = Fraction(str(least_seconds))
        self._spans: list[Span] = []
        self._open: Fraction | None = None

    def read(self, told: Mapping[str, str], begins: str, ends: str, origin: Fraction) -> None:
        """What a filter wrote on a picture or a piece of sound. Where it wrote both, an end before a beginning."""
        ended, begun = _seconds(told.get(ends), origin), _seconds(told.get(begins), origin)
        if begun is not None and ended is not None and ended > begun:
            self._open, begun = begun, None
        if ended is not None and self._open is not None:
            self._spans.append((self._open, ended))
            self._open = None
        if begun is not None:
            self._open = begun

    def close(self, at: Fraction) -> None:
        """Whoever told of the beginning will not tell of the end."""
        if self._open is not None:
            self._spans.append((self._open, at))
            self._open = None

    def all(self, end: Fraction | None) -> list[Span]:
        """Of any length; one that is still open ends with the film."""
        last = [(self._open, end)] if self._open is not None and end is not None and end > self._open else []
        return [*self._spans, *last]

    def passages(self, end: Fraction | None, *, without: Iterable[Span] = ()) -> tuple[Passage, ...]:
        """Those that are long enough; of a span that others cut, the pieces are."""
        pieces = self.all(end)
        for cut in without:
            pieces = [piece for span in pieces for piece in _without(span, cut)]
        return tuple(
            Passage(self._kind, milliseconds(begin), milliseconds(stop))
            for begin, stop in pieces
            if stop - begin >= self._least
        )


def milliseconds(seconds: Fraction) -> int:
    """Whole ones, the nearest."""
    return round(seconds * 1000)


def _without(span: Span, cut: Span) -> list[Span]:
    begin, end = span
    return [piece for piece in ((begin, min(end, cut[0])), (max(begin, cut[1]), end)) if piece[0] < piece[1]]


def _seconds(text: str | None, origin: Fraction) -> Fraction | None:
    return None if text is None else Fraction(text) - origin

"""Moments of a film as people write them."""

from __future__ import annotations

from chassis.language import Language


def moment_on_film(milliseconds: int, language: Language = "vi") -> str:
    """`03:15`, `03:15,5`, `1:03:15`; with a point for English readers."""
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
    return f"{clock}{',' if language == 'vi' else '.'}{rest:03d}".rstrip("0") if rest else clock


def span_on_film(from_ms: int, to_ms: int | None, language: Language = "vi") -> str:
    """A moment, or a span: `03:15–03:20`."""
    begins = moment_on_film(from_ms, language)
    return begins if to_ms is None else f"{begins}–{moment_on_film(to_ms, language)}"

"""Vietnamese first, English complete: texts in both, and the reader's choice between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True)
class Text:
    """One text in both languages; `{name}` places are filled by `format`."""

    vi: str
    en: str

    def in_language(self, language: Language, **values: Any) -> str:
        """The text for this reader, its places filled."""
        return (self.vi if language == "vi" else self.en).format(**values)


def preferred_language(accept_language: str | None) -> Language:
    """The reader's language by `Accept-Language` (RFC 9110 section 12.5.4): Vietnamese unless English is preferred."""
    best: tuple[float, Language] = (0.0, "vi")
    for part in (accept_language or "").split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        primary = tag.strip().lower().split("-")[0]
        if primary in ("vi", "en") and quality > best[0]:
            best = (quality, "en" if primary == "en" else "vi")
    return best[1]

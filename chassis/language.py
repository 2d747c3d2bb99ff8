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
    wanted: dict[str, float] = {}
    for part in (accept_language or "").split(","):
        tag, _, weight = part.partition(";")
        primary = tag.strip().lower().split("-")[0]
        wanted[primary] = max(wanted.get(primary, 0.0), _quality(weight))
    return "en" if wanted.get("en", 0.0) > wanted.get("vi", 0.0) else "vi"


def _quality(weight: str) -> float:
    """What follows the tag, such as `q=0.9`; a preference that cannot be read is none."""
    name, _, value = weight.partition("=")
    if not weight.strip():
        return 1.0
    try:
        return float(value) if name.strip().lower() == "q" else 0.0
    except ValueError:
        return 0.0

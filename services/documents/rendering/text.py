"""Text as it may be printed: composed (NFC), on one line, without characters that have no shape."""

from __future__ import annotations

import unicodedata

DOTS = "…"
NO_BREAK = "\u00a0"

# Controls, format characters (bidi overrides, zero width), surrogates, private use, unassigned.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def printable(text: str) -> str:
    """NFC, runs of white space as one space, characters without a shape left out.

    The fonts hold composed Vietnamese letters only, so decomposed input would break into
    letter and floating mark.
    """
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return unicodedata.normalize("NFC", spaced)
    kept = "".join(character for character in spaced if unicodedata.category(character) not in _UNPRINTABLE)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def or_dots(text: str | None, dots: int = 24) -> str:
    """The printable text, or a dotted line to be filled in by hand where nothing is known."""
    return printable(text or "") or DOTS * dots

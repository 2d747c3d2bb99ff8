"""How wide words are in Times New Roman and its metric-compatible kin, thousandths of the size."""

from __future__ import annotations

from functools import lru_cache

from chassis.vietnamese import without_accents
from services.documents.form_check.fonts import family_key

_FIRST = 32
# The widths that Adobe publishes for Times-Roman, from the space to the tilde.
_WIDTHS = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278 278 "
    "564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 "
    "722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 "
    "278 500 500 722 500 500 444 480 200 480 541"
)
_WIDTH = {chr(_FIRST + place): int(width) for place, width in enumerate(_WIDTHS.split())}
_OTHERWISE = 500
SPACE = _WIDTH[" "]
BOLD = 1.05
_FACTORS = {"arial": 1.13, "calibri": 1.02, "cambria": 1.08, "verdana": 1.34, "tahoma": 1.17, "couriernew": 1.42}


@lru_cache(maxsize=16_384)
def word_width(word: str) -> int:
    """Of one word; an accent takes no room of its own."""
    return sum(_WIDTH.get(letter, _OTHERWISE) for letter in without_accents(word))


def factor(font: str) -> float:
    """How much wider than Times a font runs, on average."""
    return _FACTORS.get(family_key(font), 1.0)

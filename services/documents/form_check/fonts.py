"""Families of type: what counts as the same family as another name, and what belongs to an old encoding."""

from __future__ import annotations

import re

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_NOT_A_LETTER = re.compile(r"[^a-z0-9.]+")
_OLD_ENCODING = re.compile(r"^(?:\.vn|vni-|vni\s)", re.IGNORECASE)
_TIMES = {
    "timesnewroman",
    "times",
    "timesroman",
    "liberationserif",
    "tinos",
    "nimbusroman",
    "nimbusromanno9l",
    "nimbusromno9l",
    "texgyretermes",
    "thorndale",
    "thorndaleams",
}
"""Times New Roman and what is made to its measures: lines and pages come out the same."""


def family_key(name: str) -> str:
    """A font's family as it is compared: `ABCDEF+TimesNewRomanPS-BoldMT` is `timesnewroman`."""
    bare = _SUBSET.sub("", name.strip()).lower().split(",")[0]
    bare = re.split(r"-(?=bold|italic|regular|oblique|roman|medium|regu|ital)", bare)[0]
    key = _NOT_A_LETTER.sub("", bare)
    return re.sub(r"(?:bold|italic|oblique|regular)*(?:ps)?(?:mt)?$", "", key) or key


def same_family(name: str, wanted: str) -> bool:
    """Whether a font is the wanted one, or made to its measures."""
    key, asked = family_key(name), family_key(wanted)
    return key == asked or (asked in _TIMES and key in _TIMES)


def of_old_encoding(name: str) -> bool:
    """Fonts of TCVN3 (`.VnTime`) and VNI: the file holds other letters than the reader sees."""
    return bool(_OLD_ENCODING.match(_SUBSET.sub("", name)))


def shown(name: str) -> str:
    """A font's name for people: without the mark of a subset, with the words of `TimesNewRoman` apart."""
    bare = re.split(r"[-,](?=Bold|Italic|Regular|Oblique|Roman|Medium)", _SUBSET.sub("", name))[0]
    return "Times New Roman" if family_key(name) == "timesnewroman" else bare

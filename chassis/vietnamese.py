"""The order of Vietnamese words and names (CLDR collation `vi`), and their spelling without accents.

ă, â, đ, ê, ô, ơ, ư are letters of their own; the five tones matter only between words that are otherwise
equal, in the order of CLDR: none, huyền, hỏi, ngã, sắc, nặng. Names are ordered by the given name, which
is the last word, and then by the rest.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTER_MARKS = "\u0306\u0302\u031b"
"""Breve, circumflex and horn make another letter; a tone does not."""

_NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_FILE_NAME = 100

_PLACE = {letter: place for place, letter in enumerate(_ALPHABET, start=2)}
_SPACE = (0, 0)
_SYMBOL, _LETTER, _FOREIGN = 1, 2, 3

Word = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]
"""Letters, then tones, then small before capital; each level decides only where the one before is equal."""


@lru_cache(maxsize=8192)
def word_key(text: str) -> Word:
    """Sorts texts as a Vietnamese dictionary does; a space comes before every letter."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    composed = unicodedata.normalize("NFC", text.strip())
    for character in composed:
        letter, tone = _taken_apart(character.lower())
        letters.append(_weight(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones), composed.swapcase()


def name_key(full_name: str) -> tuple[Word, Word]:
    """Sorts people by given name, then by family and middle names: `Trần Thị An` before `Lê Văn Bình`."""
    rest, _, given = " ".join(full_name.split()).rpartition(" ")
    return word_key(given), word_key(rest)


def without_accents(text: str) -> str:
    """`Thái Nguyên` as `Thai Nguyen`, for places that know only ASCII."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def file_name(words: str, extension: str) -> str:
    """`Thẻ đại biểu` as `the-dai-bieu.pdf`: safe in every file system and mail program, and not too long."""
    name = _NOT_IN_FILE_NAMES.sub("-", without_accents(words).lower()).strip("-")
    return f"{name[:_LONGEST_FILE_NAME].rstrip('-') or 'file'}.{extension}"


def _taken_apart(character: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    kept = "".join(mark for mark in marks if mark in _LETTER_MARKS)
    tones = [_TONES.index(mark) + 1 for mark in marks if mark in _TONES]
    return unicodedata.normalize("NFC", base + kept), tones[0] if tones else 0


def _weight(letter: str) -> tuple[int, int]:
    if letter.isspace():
        return _SPACE
    if letter in _PLACE:
        return _LETTER, _PLACE[letter]
    return (_FOREIGN if letter.isalpha() else _SYMBOL), ord(letter[0])

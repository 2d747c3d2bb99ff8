"""Names in the database, searched the way people type them and sorted the Vietnamese way.

Searching: without accents, đ as d, in any case, by the beginning of any of the words.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import InstrumentedAttribute

from chassis.language import Text
from chassis.vietnamese import Word, name_key, without_accents, word_key

LONGEST_ORDER = 600
"""Bytes; a name of five words has about 120. PostgreSQL's indexes take rows of 2,700 (its nbtree)."""
SEARCH_HELP = Text("Xin gõ ít nhất 2 chữ.", "Type at least 2 letters.")


def folded(text: str) -> str:
    """`Đỗ Thị Hoà` as ` do thi hoa`: what is stored to be searched. Each word begins with a space."""
    letters = "".join(character if character.isalnum() else " " for character in without_accents(text).lower())
    return "".join(f" {word}" for word in letters.split())


def name_matches(column: InstrumentedAttribute[str], q: str) -> ColumnElement[Any]:
    """Every word of `q` begins a word of the folded name in `column`, in any order."""
    # A folded word has only letters and digits, so it cannot be a LIKE pattern.
    return and_(True, *(column.like(f"%{word}%") for word in _with_space(folded(q))))


def _with_space(folded_text: str) -> list[str]:
    return [f" {word}" for word in folded_text.split()]


def name_order(full_name: str) -> bytes:
    """Bytes that sort people as `chassis.vietnamese.name_key` does, in every database.

    Cut where no two people differ any more, since an index holds them.
    """
    return b"".join(map(_word_bytes, name_key(full_name)))[:LONGEST_ORDER]


def word_order(text: str) -> bytes:
    """Bytes that sort texts as `chassis.vietnamese.word_key` does, in every database."""
    return _word_bytes(word_key(text))


def _word_bytes(word: Word) -> bytes:
    letters, tones, spelling = word
    weights = b"".join(bytes([kind + 1]) + place.to_bytes(3, "big") for kind, place in letters)
    return weights + b"\0" + bytes(tone + 1 for tone in tones) + b"\0" + spelling.encode() + b"\0"

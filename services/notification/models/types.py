"""A column for one of several words: text in the database, an enumeration in the program."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import Enum

Words = TypeVar("Words", bound=StrEnum)


def WordOf(words: type[Words]) -> Enum:  # noqa: N802 (used like a column type)
    """Stored as plain text, so that a new word needs no change of a database type."""
    return Enum(
        words,
        native_enum=False,
        length=32,
        create_constraint=False,
        values_callable=lambda enumeration: [word.value for word in enumeration],
    )

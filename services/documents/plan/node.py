"""The tree of a YAML text: texts, lists and mappings, each with its line. Meaning is given later, by the model.

Every scalar stays the text that was written, so `0900000001` keeps its zero and `no` is a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any


@dataclass
class Scalar:
    """A text, and whether it stood in quotes (then it is never empty in the sense of "not given")."""

    line: int
    text: str
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        """Nothing was given: empty, `~` or `null`."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


@dataclass
class Listing:
    """A list and what stands in it."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass
class Entry:
    """A key with its line, and the value."""

    line: int
    key: str
    value: Node


@dataclass
class Table:
    """A mapping, its entries in the order of the file; a repeated key is still there twice."""

    line: int
    entries: list[Entry] = field(default_factory=list)


Node = Scalar | Listing | Table


def node_of(data: Any) -> Node:
    """A tree of JSON-like data, all on line 1. Raises `TypeError` for what has no place in a plan."""
    if isinstance(data, Mapping):
        return Table(1, [Entry(1, str(key), node_of(value)) for key, value in data.items()])
    if isinstance(data, Sequence) and not isinstance(data, str | bytes):
        return Listing(1, [node_of(item) for item in data])
    return _scalar_of(data)


def _scalar_of(data: Any) -> Scalar:
    if data is None:
        return Scalar(1, "")
    if isinstance(data, bool):
        return Scalar(1, "true" if data else "false")
    if isinstance(data, str | int | float | Decimal):
        return Scalar(1, str(data), quoted=isinstance(data, str))
    if isinstance(data, date | time):
        return Scalar(1, data.isoformat())
    raise TypeError(f"no place in a plan for {type(data).__name__}")


def repeated(table: Table) -> Iterator[tuple[Entry, Entry]]:
    """Each entry whose key was there before, with the first of that key."""
    first: dict[str, Entry] = {}
    for entry in table.entries:
        if entry.key in first:
            yield first[entry.key], entry
        first.setdefault(entry.key, entry)

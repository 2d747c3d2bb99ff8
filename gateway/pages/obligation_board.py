"""The board of what units owe: a line for each unit, a column for each obligation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]


@dataclass(frozen=True)
class BoardColumn:
    """An obligation, and how much of it has come."""

    code: str
    title: str
    kind: str
    due_date: str
    owed: int
    came: int


@dataclass(frozen=True)
class BoardLine:
    """A unit, and what it owes by the code of the obligation."""

    unit: str
    unit_name: str
    cells: Mapping[str, Item]


@dataclass(frozen=True)
class Board:
    """Lines are in the order of first deadlines, columns in that of the plan."""

    columns: Sequence[BoardColumn]
    lines: Sequence[BoardLine]
    counts: Mapping[str, int]
    """How many there are: `came`, `overdue`, `due_soon`, `open`, `returned`."""


def board_of(items: Sequence[Item]) -> Board:
    """Arrange a list of obligations."""
    by_code: dict[str, list[Item]] = {}
    by_unit: dict[str, dict[str, Item]] = {}
    names: dict[str, str] = {}
    counts = dict.fromkeys(("came", "overdue", "due_soon", "open", "returned"), 0)
    for item in items:
        by_code.setdefault(item["code"], []).append(item)
        by_unit.setdefault(item["unit"], {})[item["code"]] = item
        names[item["unit"]] = item["unit_name"]
        counts[item["state"]] += 1
        counts["returned"] += item["submission_state"] == "returned"
    columns = [_column(code, owed) for code, owed in sorted(by_code.items(), key=_by_date)]
    lines = [BoardLine(unit, names[unit], cells) for unit, cells in by_unit.items()]
    return Board(columns, lines, counts)


def _by_date(entry: tuple[str, list[Item]]) -> tuple[str, str]:
    return entry[1][0]["due_date"], entry[0]


def _column(code: str, owed: list[Item]) -> BoardColumn:
    came = sum(item["state"] == "came" for item in owed)
    first = owed[0]
    return BoardColumn(code, first["title"], first["kind"], first["due_date"], len(owed), came)

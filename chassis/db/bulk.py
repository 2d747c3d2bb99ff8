"""Many rows in one INSERT, and many keys in one WHERE, quickly.

PostgreSQL gets them as one JSON parameter: a thousand rows of twenty columns are then one value to send and one
statement to run. SQLite runs a statement for each row faster than it would read JSON.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Insert, Table, bindparam, column, func, literal, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from chassis.db.types import NormalText

_ROWS = "rows"


def among(session: Session, column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Whether the column is one of many values: one array on PostgreSQL, where each parameter of IN takes its time."""
    if session.get_bind().dialect.name == "postgresql":
        return column == func.any(literal(list(values), ARRAY(column.type)))
    return column.in_(values)


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert rows that name the same columns, in their order, passing over those already there; how many were not."""
    if not rows:
        return 0
    names = tuple(rows[0])
    if session.get_bind().dialect.name == "postgresql":
        sent: Any = {_ROWS: json.dumps(_plain(table, names, rows), default=str)}
        statement = _from_json(table, names)
    else:
        sent, statement = list(rows), _one_by_one(table)
    done = cast("CursorResult[Any]", session.connection().execute(statement, sent))
    return done.rowcount


@cache
def _from_json(table: Table, names: tuple[str, ...]) -> Insert:
    typed = [column(name, table.c[name].type) for name in names]
    given = sql_cast(bindparam(_ROWS, type_=Text()), JSONB)
    records = func.jsonb_to_recordset(given).table_valued(*typed).render_derived("sent", with_types=True)
    chosen = select(*(records.c[name] for name in names))
    statement = postgresql_insert(table).from_select(list(names), chosen, include_defaults=False)
    return statement.on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _one_by_one(table: Table) -> Insert:
    return sqlite_insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def _plain(table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What column types do on the way in, where JSON goes past them."""
    written = [name for name in names if isinstance(table.c[name].type, NormalText)]
    if not written:
        return [dict(row) for row in rows]
    return [{**row, **{name: _composed(row[name]) for name in written}} for row in rows]


def _composed(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)

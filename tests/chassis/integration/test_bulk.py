"""Many rows and many keys at once, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Boolean, Column, MetaData, String, Table, Uuid, select

from chassis.db.bulk import among, insert_rows
from chassis.db.database import Database
from chassis.db.types import Json, NormalText, UtcDateTime

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("code", String(8)),
    Column("words", NormalText),
    Column("at", UtcDateTime),
    Column("yes", Boolean),
    Column("body", Json),
)
MOMENT = datetime(2026, 6, 20, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    with database.write() as session:
        THINGS.create(session.connection())
    yield database
    database.dispose()


def thing(number: int) -> dict[str, object]:
    body = {"n": number, "list": [None, "ơ\"'\\"]}
    return {"id": UUID(int=number), "code": None, "words": "H\u00f2a", "at": MOMENT, "yes": True, "body": body}


def test_rows_are_kept_as_they_were_given(database: Database) -> None:
    with database.write() as session:
        assert insert_rows(session, THINGS, [thing(1), thing(2) | {"words": "Ho\u0300a"}]) == 2
    with database.read() as session:
        assert [dict(row) for row in session.execute(select(THINGS).order_by(THINGS.c.id)).mappings()] == [
            thing(1),
            thing(2),
        ]


def test_row_that_is_there_already_is_passed_over(database: Database) -> None:
    with database.write() as session:
        insert_rows(session, THINGS, [thing(1)])
        assert insert_rows(session, THINGS, [thing(1), thing(2)]) == 1


def test_no_rows_are_no_statement(database: Database) -> None:
    with database.write() as session:
        assert insert_rows(session, THINGS, []) == 0


def test_many_keys_find_their_rows(database: Database) -> None:
    with database.write() as session:
        insert_rows(session, THINGS, [thing(number) for number in range(5)])
        keys = [UUID(int=1), UUID(int=3), *(uuid4() for _ in range(2000))]
        found = session.scalars(select(THINGS.c.id).where(among(session, THINGS.c.id, keys)).order_by(THINGS.c.id))
        assert list(found) == [UUID(int=1), UUID(int=3)]

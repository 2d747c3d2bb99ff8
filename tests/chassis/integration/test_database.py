"""Connections of the pool that died while nobody used them."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from chassis.db import database as database_module
from chassis.db.database import Database


@pytest.fixture
def database(postgresql_database: str) -> Iterator[Database]:
    opened = Database(postgresql_database, pool_size=1)
    yield opened
    opened.dispose()


def backend_of(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(text("SELECT pg_backend_pid()")).scalar_one())


def cut(address: str, backend: int) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", (backend,))


def test_connection_that_died_at_rest_is_replaced_before_it_is_used(
    database: Database, postgresql_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "RESTED_SECONDS", 0.0)
    dead = backend_of(database)
    cut(postgresql_database, dead)
    assert backend_of(database) != dead


def test_connection_that_died_just_now_fails_once(database: Database, postgresql_database: str) -> None:
    dead = backend_of(database)
    cut(postgresql_database, dead)
    with pytest.raises(OperationalError):
        backend_of(database)
    assert backend_of(database) != dead

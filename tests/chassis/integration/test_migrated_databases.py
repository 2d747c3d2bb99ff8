"""A migrated database for a test is as if the migrations had just run on it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.servers.postgresql_server import PostgreSQLServer
from chassis.testing.databases import borrowed_database, copy_migrated_file
from gateway.bootstrap import MIGRATIONS
from gateway.models.base import Base

AN_EVENT = (
    "INSERT INTO outbox (event_id, type, source, subject, sequence, conference, time, body, recorded_at)"
    " VALUES (gen_random_uuid(), 't', 's', 'x', 1, 'c', now(), '{}', now()) RETURNING position"
)


def shape(address: str) -> tuple[list[str], list[str]]:
    database = Database(address)
    with database.read() as session:
        versions = session.scalars(text("SELECT version_num FROM alembic_version")).all()
        tables = inspect(session.connection()).get_table_names()
    database.dispose()
    return sorted(tables), sorted(map(str, versions))


def migrated(address: str) -> str:
    database = Database(address)
    upgrade(database, MIGRATIONS, Base.metadata)
    database.dispose()
    return address


def positions_of_an_event(address: str) -> list[int]:
    database = Database(address)
    with database.write() as session:
        session.execute(text(AN_EVENT))
        positions = session.scalars(text("SELECT position FROM outbox")).all()
    database.dispose()
    return [int(position) for position in positions]


def test_a_copied_file_has_the_shape_of_a_migrated_one(sqlite_database: str, tmp_path: Path) -> None:
    copied = [copy_migrated_file(tmp_path / f"{n}.sqlite3", MIGRATIONS, Base.metadata) for n in range(2)]
    assert [shape(address) for address in copied] == [shape(migrated(sqlite_database))] * 2


def test_a_borrowed_database_has_the_shape_of_a_migrated_one(
    postgresql: PostgreSQLServer, postgresql_database: str
) -> None:
    with borrowed_database(postgresql, MIGRATIONS, Base.metadata) as address:
        assert shape(address) == shape(migrated(postgresql_database))


def test_nothing_of_the_last_borrower_is_left(postgresql: PostgreSQLServer) -> None:
    found = []
    for _ in range(2):
        with borrowed_database(postgresql, MIGRATIONS, Base.metadata) as address:
            found.append((address, positions_of_an_event(address)))
    assert found == [(found[0][0], [1]), (found[0][0], [1])]

"""Migrated databases for tests: the migrations of a service run once in a process.

SQLite       every test gets a copy of the migrated file
    PostgreSQL   a test borrows a migrated database; it is emptied when it comes back, which is ten times quicker
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import MetaData

from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.servers.postgresql_server import PostgreSQLServer

_FILES: dict[Path, Path] = {}
"""By migrations: a migrated SQLite file."""
_AT_HAND: dict[tuple[str, Path], list[str]] = {}
"""By PostgreSQL server and migrations: addresses of migrated databases that nobody uses."""
_VERSIONS = "alembic_version"


def copy_migrated_file(file: Path, migrations: Path, metadata: MetaData) -> str:
    """Make `file` an empty SQLite database of the newest shape; its address."""
    if migrations not in _FILES:
        folder = mkdtemp(prefix="hoinghi-template-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _FILES[migrations] = _migrated_file(Path(folder), migrations, metadata)
    shutil.copyfile(_FILES[migrations], file)
    return f"sqlite:///{file}"


@contextmanager
def borrowed_database(server: PostgreSQLServer, migrations: Path, metadata: MetaData) -> Iterator[str]:
    """The address of an empty PostgreSQL database of the newest shape; afterwards whoever is still connected is cut."""
    at_hand = _AT_HAND.setdefault((server.url, migrations), [])
    address = at_hand.pop() if at_hand else _migrated_database(server, migrations, metadata)
    yield address
    _empty(address)
    at_hand.append(address)


def _migrated_file(folder: Path, migrations: Path, metadata: MetaData) -> Path:
    database = Database(f"sqlite:///{folder / 'migrated.sqlite3'}")
    upgrade(database, migrations, metadata)
    whole = folder / "whole.sqlite3"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.cursor().execute(f"VACUUM INTO '{whole}'")
    database.dispose()
    return whole


def _migrated_database(server: PostgreSQLServer, migrations: Path, metadata: MetaData) -> str:
    address = server.create_database(f"migrated-{uuid4().hex[:16]}")
    database = Database(address)
    upgrade(database, migrations, metadata)
    database.dispose()
    return address


def _empty(address: str) -> None:
    """Rows and numbers go, tables stay. Triggers, and with them foreign keys, do not look on."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("SET session_replication_role = replica")
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        sequences = connection.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'").fetchall()
        deletes = [sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for (table,) in tables if table != _VERSIONS]
        restarts = [sql.SQL("ALTER SEQUENCE {} RESTART").format(sql.Identifier(sequence)) for (sequence,) in sequences]
        connection.execute(sql.SQL("; ").join(deletes + restarts))

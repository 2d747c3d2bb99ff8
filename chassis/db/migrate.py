"""Brings a database to the newest shape, with Alembic; the same for every service and the gateway.

    services/<name>/migrations/versions/*.py   the service's own tables: a branch
    chassis/db/migrations/versions/*.py        the chassis's tables (outbox, inbox, …): another branch
    chassis/db/migrations/env.py               what Alembic runs for both; a service needs none of its own

Both branches are applied in one transaction, under a lock: two processes that start at once do not
disturb each other, and a migration that fails leaves the database as it was.

SQLite changes a column's rules by making the table anew (Alembic's batch mode). It would refuse to drop the old one
while other tables point to it, so foreign keys are checked once, at the end of the transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, text

import chassis.db.idempotency
import chassis.messaging.tables  # noqa: F401 (registers the tables)
from chassis.db.database import WRITE, Database
from chassis.db.tables import metadata as chassis_metadata

SHARED = Path(__file__).parent / "migrations"
LOCK = 0x686F696E676869
"""Key of the PostgreSQL advisory lock: "hoinghi" in ASCII."""


class BrokenReferences(Exception):
    """A migration would leave rows that point to nothing; it is taken back."""


_one_at_a_time = threading.Lock()
"""Alembic keeps the running environment in module globals."""


def upgrade(database: Database, script_location: Path, metadata: MetaData) -> None:
    """Apply every migration that the database does not have yet; does nothing when it is up to date.

    `script_location` is the `migrations` folder of the service. Raises what the failing migration raises,
    and the database is then unchanged.
    """
    with _one_at_a_time, _locked(database) as connection:
        command.upgrade(_alembic_config(connection, script_location, metadata), "heads")


def differences(database: Database, metadata: MetaData) -> list[Any]:
    """What the models say and the database lacks, in Alembic's words; empty when the migrations are complete."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, [metadata, chassis_metadata]))  # type: ignore[arg-type]


def draft_revision(
    database: Database,
    script_location: Path,
    metadata: MetaData,
    *,
    revision: str,
    message: str,
) -> None:
    """Write the draft of a service's new migration, from what `differences` finds; a developer reads and edits it."""
    with _one_at_a_time, _locked(database) as connection:
        config = _alembic_config(connection, script_location, metadata)
        folder = script_location / "versions"
        first = not any(folder.glob("[!_]*.py"))
        command.revision(
            config,
            message,
            autogenerate=True,
            rev_id=revision,
            version_path=str(folder),
            head="base" if first else f"{script_location.parent.name}@head",
            branch_label=script_location.parent.name if first else None,
        )


@contextmanager
def _locked(database: Database) -> Iterator[Connection]:
    """One transaction that nobody else migrates beside; committed at the end."""
    with (
        database.engine.connect().execution_options(**{WRITE: True}) as connection,
        _references_checked_at_the_end(database, connection),
        connection.begin(),
    ):
        if database.dialect == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection
        if database.dialect == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise BrokenReferences(f"rows of {sorted({row[0] for row in broken})} would point to nothing")


@contextmanager
def _references_checked_at_the_end(database: Database, connection: Connection) -> Iterator[None]:
    """SQLite heeds this switch outside of transactions only."""
    if database.dialect == "postgresql":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _alembic_config(connection: Connection, script_location: Path, metadata: MetaData) -> Config:
    config = Config()
    locations = (SHARED / "versions", script_location / "versions")
    config.set_main_option("script_location", str(SHARED).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, locations)).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = [metadata, chassis_metadata]
    return config

"""Migrations: complete, repeatable, and safe when two processes start at once."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.exc import IntegrityError

from chassis.db.database import Database
from chassis.db.migrate import BrokenReferences, differences, upgrade

NOTHING = MetaData()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The migrations of a service with no tables of its own."""
    (tmp_path / "migrations" / "versions").mkdir(parents=True)
    return tmp_path / "migrations"


def _step(migrations: Path, revision: str, before: str | None, *statements: str) -> None:
    (migrations / "versions" / f"{revision}.py").write_text(
        textwrap.dedent(
            f"""
            from alembic import op
            revision = {revision!r}
            down_revision = {before!r}
            branch_labels = None
            depends_on = None

            def upgrade():
                for statement in {statements!r}:
                    op.execute(statement)
            """
        )
    )


def test_migrations_make_the_tables_of_the_chassis(database: Database, migrations: Path) -> None:
    upgrade(database, migrations, NOTHING)
    assert differences(database, NOTHING) == []


def test_step_added_later_is_applied_alone(database: Database, migrations: Path) -> None:
    upgrade(database, migrations, NOTHING)
    _step(migrations, "one", None, "CREATE TABLE chairs (name TEXT)")
    upgrade(database, migrations, NOTHING)
    assert "chairs" in inspect(database.engine).get_table_names()


def test_failed_step_leaves_the_database_as_it_was(database: Database, migrations: Path) -> None:
    _step(migrations, "one", None, "CREATE TABLE chairs (name TEXT)")
    _step(migrations, "two", "one", "NONSENSE")
    with pytest.raises(Exception, match="NONSENSE"):
        upgrade(database, migrations, NOTHING)
    assert inspect(database.engine).get_table_names() == []


ROWS_WITH_CHAIRS = (
    "CREATE TABLE seat_rows (name TEXT PRIMARY KEY)",
    "CREATE TABLE chairs (name TEXT, in_row TEXT REFERENCES seat_rows (name))",
    "INSERT INTO seat_rows VALUES ('A')",
    "INSERT INTO chairs VALUES ('A-01', 'A')",
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_table_that_others_point_to_is_made_anew(database: Database, migrations: Path) -> None:
    _step(migrations, "one", None, *ROWS_WITH_CHAIRS)
    upgrade(database, migrations, NOTHING)
    _step(
        migrations,
        "two",
        "one",
        "CREATE TABLE anew (name TEXT PRIMARY KEY CHECK (name <> ''))",
        "INSERT INTO anew SELECT name FROM seat_rows",
        "DROP TABLE seat_rows",
        "ALTER TABLE anew RENAME TO seat_rows",
    )
    upgrade(database, migrations, NOTHING)
    with database.write() as session, pytest.raises(IntegrityError):
        session.execute(text("INSERT INTO chairs VALUES ('B-01', 'B')"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_step_that_leaves_rows_pointing_to_nothing_is_taken_back(database: Database, migrations: Path) -> None:
    _step(migrations, "one", None, *ROWS_WITH_CHAIRS, "DELETE FROM seat_rows")
    with pytest.raises(BrokenReferences, match="chairs"):
        upgrade(database, migrations, NOTHING)
    assert inspect(database.engine).get_table_names() == []


def test_two_processes_that_start_at_once_migrate_once(database: Database, migrations: Path) -> None:
    _step(migrations, "one", None, "CREATE TABLE chairs (name TEXT)")
    program = textwrap.dedent(
        f"""
        from pathlib import Path
        from sqlalchemy import MetaData
        from chassis.db.database import Database
        from chassis.db.migrate import upgrade
        upgrade(Database({database.url.render_as_string(hide_password=False)!r}), Path({str(migrations)!r}), MetaData())
        """
    )
    processes = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    with database.read() as session:
        versions = session.scalars(text("SELECT version_num FROM alembic_version ORDER BY version_num")).all()
    assert versions == ["chassis_0001", "one"]

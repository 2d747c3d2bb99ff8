"""Migrations: complete, repeatable, and safe when two processes start at once."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData, inspect, text

from chassis.db.database import Database
from chassis.db.migrate import differences, upgrade

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


def _step(migrations: Path, revision: str, before: str | None, statement: str) -> None:
    (migrations / "versions" / f"{revision}.py").write_text(
        textwrap.dedent(
            f"""
            from alembic import op
            revision = {revision!r}
            down_revision = {before!r}
            branch_labels = None
            depends_on = None

            def upgrade():
                op.execute({statement!r})
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

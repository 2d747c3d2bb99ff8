"""The documents service put together on a real, migrated database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.auth.keys import create_key_pair, load_private_key
from chassis.servers.postgresql_server import PostgreSQLServer
from chassis.testing.databases import borrowed_database, copy_migrated_file
from services.documents.bootstrap import MIGRATIONS, bootstrap
from services.documents.config import DocumentsConfig
from services.documents.models import Base
from tests.documents.world import PUBLIC_URL, Documents, StandingClock


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """A migrated database; overrides the empty one."""
    return copy_migrated_file(tmp_path / "test.sqlite3", MIGRATIONS, Base.metadata)


@pytest.fixture
def postgresql_database(postgresql: PostgreSQLServer) -> Iterator[str]:
    """A migrated database; overrides the empty one."""
    with borrowed_database(postgresql, MIGRATIONS, Base.metadata) as address:
        yield address


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def documents(database_url: str, tmp_path: Path, clock: StandingClock) -> Iterator[Documents]:
    """The service on an empty, migrated database; each test runs on SQLite and on PostgreSQL."""
    create_key_pair(tmp_path / "identity.pem", tmp_path / "identity.pub.pem")
    config = DocumentsConfig(
        database_url=database_url,
        public_url=PUBLIC_URL,
        identity_public_key=str(tmp_path / "identity.pub.pem"),
        file_directory=str(tmp_path / "files"),
        upload_limit_mb=3,
        film_limit_mb=2,
        film_quota_mb=5,
        disk_reserve_mb=0,
    )
    service = bootstrap(config, clock=clock)
    yield Documents(service, clock, load_private_key(tmp_path / "identity.pem"))
    service.database.dispose()


@pytest.fixture
def plan_source() -> str:
    """A small valid plan."""
    return (Path(__file__).parent / "small-plan.yaml").read_text(encoding="utf-8")


@pytest.fixture
def planned(documents: Documents, plan_source: str) -> Documents:
    """The service with the small plan applied."""
    assert documents.apply(plan_source).status_code == 200
    return documents

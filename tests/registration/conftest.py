"""The registration service put together on a real, migrated database."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.auth.keys import create_key_pair, load_private_key
from chassis.servers.postgresql_server import PostgreSQLServer
from chassis.testing.databases import borrowed_database, copy_migrated_file
from services.registration.bootstrap import MIGRATIONS, bootstrap
from services.registration.config import RegistrationConfig
from services.registration.models import Base
from tests.registration.world import Registration, StandingClock, identity_signer, plan


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
def empty(database_url: str, tmp_path: Path, clock: StandingClock) -> Iterator[Registration]:
    """The service before any plan; each test runs on SQLite and on PostgreSQL."""
    create_key_pair(tmp_path / "identity.pem", tmp_path / "identity.pub.pem")
    create_key_pair(tmp_path / "pass.pem", tmp_path / "pass.pub.pem")
    (tmp_path / "link.secret").write_text(secrets.token_urlsafe(48))
    config = RegistrationConfig(
        database_url=database_url,
        identity_public_key=str(tmp_path / "identity.pub.pem"),
        pass_key=str(tmp_path / "pass.pem"),
        link_secret=str(tmp_path / "link.secret"),
    )
    service = bootstrap(config, clock=clock)
    yield Registration(service, clock, identity_signer(load_private_key(tmp_path / "identity.pem")))
    service.database.dispose()


@pytest.fixture
def registration(empty: Registration) -> Registration:
    """The service with the plan of `world.py`; nothing is issued yet."""
    empty.publish_plan(plan())
    return empty

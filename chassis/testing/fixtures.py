"""Fixtures with real servers behind them, for every test of the product.

A server is started when the first test of a pytest worker asks for it and ends with the worker. A test gets a virtual
host or a database of its own, so that tests never see each other's queues and rows. A server that cannot be had is an
error of each test that needs it: nothing is skipped.
"""

from __future__ import annotations

import gc
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from chassis.servers import PostgreSQLServer, RabbitMQServer


def pytest_sessionfinish() -> None:
    """Collect for the last time.

    pytest does so five times more when a worker of xdist has already said that it is through. What is left of eleven
    thousand tests takes seconds to look through, and a worker that is not gone after five is interrupted.
    """
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Vhost:
    """A virtual host of one test; `url` is its AMQP address with all rights."""

    server: RabbitMQServer
    name: str
    url: str


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[RabbitMQServer]:
    """The RabbitMQ node of this worker. It must be left running: to break one, take `breakable_rabbitmq`."""
    yield from _started(RabbitMQServer(_directory("rabbitmq")))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQLServer]:
    """The PostgreSQL server of this worker. It must be left running: to break one, take `breakable_postgresql`."""
    yield from _started(PostgreSQLServer(_directory("postgresql"), durable=False))


@pytest.fixture
def breakable_rabbitmq() -> Iterator[RabbitMQServer]:
    """A node of the test's own, to stop, kill and start again (some five seconds to get)."""
    yield from _started(RabbitMQServer(_directory("rabbitmq")))


@pytest.fixture
def breakable_postgresql() -> Iterator[PostgreSQLServer]:
    """A durable server of the test's own, to stop, kill and start again."""
    yield from _started(PostgreSQLServer(_directory("postgresql"), durable=True))


@pytest.fixture
def vhost(rabbitmq: RabbitMQServer) -> Iterator[Vhost]:
    """An empty virtual host; it is removed afterwards with all that is in it."""
    name = _fresh_name()
    yield Vhost(rabbitmq, name, rabbitmq.create_vhost(name))
    rabbitmq.delete_vhost(name)


@pytest.fixture
def postgresql_database(postgresql: PostgreSQLServer) -> Iterator[str]:
    """Address of an empty PostgreSQL database; it is removed afterwards, whoever is still connected."""
    name = _fresh_name()
    yield postgresql.create_database(name)
    postgresql.drop_database(name)


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """Address of an empty SQLite database."""
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of an empty database; the test runs once on each of the two."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


Server = TypeVar("Server", RabbitMQServer, PostgreSQLServer)


def _started(server: Server) -> Iterator[Server]:
    try:
        yield server.start()
    finally:
        server.discard()


def _directory(name: str) -> Path:
    # Not pytest's own temporary folder: it is closed to the user PostgreSQL runs as.
    directory = Path(tempfile.mkdtemp(prefix=f"hoinghi-{name}-"))
    directory.chmod(0o711)
    return directory


def _fresh_name() -> str:
    return f"test-{uuid.uuid4().hex[:16]}"

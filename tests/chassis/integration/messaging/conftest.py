"""A service to test messaging with, on both databases, and loops that end with their test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chassis.db.database import Database
from chassis.messaging.inbox import Inbox
from chassis.messaging.memory import reset_memory_broker
from chassis.messaging.retries import Retries
from chassis.testing.fixtures import Vhost
from chassis.testing.messaging import ACCOUNT_CREATED, Broker, Ledger, make_database

SHORT = (timedelta(milliseconds=10), timedelta(milliseconds=10))


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Makes SQLite databases with the tables of messaging and the ledger."""
    made: list[Database] = []

    def make(name: str) -> Database:
        made.append(make_database(f"sqlite:///{tmp_path / name}.sqlite3"))
        return made[-1]

    yield make
    for database in made:
        database.dispose()


@pytest.fixture
def postgresql_service_database(postgresql_database: str) -> Iterator[Database]:
    """The service's database, on PostgreSQL only."""
    database = make_database(postgresql_database)
    yield database
    database.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The service's database, on SQLite and on PostgreSQL."""
    database = make_database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def ledger(database: Database) -> Ledger:
    return Ledger(database)


@pytest.fixture
def inbox(database: Database, ledger: Ledger) -> Inbox:
    return Inbox(database, {ACCOUNT_CREATED: ledger.handle}, delays=SHORT)


@pytest.fixture
def retries(inbox: Inbox) -> Retries:
    return Retries(inbox)


@pytest.fixture(autouse=True)
def fresh_memory_broker() -> Iterator[None]:
    reset_memory_broker()
    yield
    reset_memory_broker()


@pytest.fixture
def broker(vhost: Vhost) -> Broker:
    return Broker.make(vhost.server, vhost.name)


@pytest.fixture
def running() -> Iterator[Callable[[Callable[[threading.Event], None]], threading.Event]]:
    """Runs loops in threads; those still running when the test ends are stopped."""
    started: list[tuple[threading.Thread, threading.Event]] = []

    def start(run: Callable[[threading.Event], None]) -> threading.Event:
        stop = threading.Event()
        thread = threading.Thread(target=run, args=(stop,), daemon=True)
        started.append((thread, stop))
        thread.start()
        return stop

    yield start
    for _, stop in started:
        stop.set()
    for thread, _ in started:
        thread.join(30)
        assert not thread.is_alive()

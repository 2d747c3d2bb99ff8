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
from chassis.testing.messaging import ACCOUNT_CREATED, PATIENCE, Broker, Ledger, make_database

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


class Loop:
    """A loop in a thread of its own."""

    def __init__(self, run: Callable[[threading.Event], None]) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=run, args=(self._stop,), daemon=True)
        self._thread.start()

    def ask_to_end(self) -> None:
        self._stop.set()

    def end(self) -> None:
        self.ask_to_end()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def running() -> Iterator[Callable[[Callable[[threading.Event], None]], Loop]]:
    """Runs loops; those still running when the test ends are ended."""
    loops: list[Loop] = []

    def start(run: Callable[[threading.Event], None]) -> Loop:
        loops.append(Loop(run))
        return loops[-1]

    yield start
    for loop in loops:
        loop.ask_to_end()
    for loop in loops:
        loop.end()

"""One relay at a time per database: the seat it must hold, and where it sleeps until it is called.

PostgreSQL: a session advisory lock, on the connection that also listens; both end with that connection, so a relay
that loses it cannot go on. SQLite: a lock on a file beside the database.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine

from chassis.db.database import Database
from chassis.messaging.wakeup import CHANNEL, dedicated_connection, in_process_signal

LOCK_KEY = 0x72656C6179
"""The advisory lock of every relay ("relay" in ASCII); such locks are per database."""


class SeatTaken(Exception):
    """Another relay serves this database."""


class Seat(Protocol):
    """The right to relay, for as long as it is held."""

    def wait(self, seconds: float) -> bool:
        """Sleep until news is committed (True), or for `seconds` (False). Raises if the seat is lost."""
        ...


@contextmanager
def relay_seat(database: Database) -> Iterator[Seat]:
    """Take the seat of `database` for the time of the block. Raises `SeatTaken`."""
    if database.dialect == "sqlite":
        with _file_lock(database.engine):
            yield in_process_signal(database.engine)
    else:
        with dedicated_connection(database.engine) as connection:
            yield _PostgresSeat(connection)


class _PostgresSeat:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK_KEY,)).fetchone()
        if row is None or not row[0]:
            raise SeatTaken
        connection.execute(f"LISTEN {CHANNEL}")
        self._connection = connection

    def wait(self, seconds: float) -> bool:
        called = any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))
        for _ in self._connection.notifies(timeout=0):
            pass
        return called


@contextmanager
def _file_lock(engine: Engine) -> Iterator[None]:
    database = engine.url.database
    if not database or database == ":memory:":
        yield
        return
    handle = os.open(Path(f"{database}.relay"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SeatTaken from None
        yield
    finally:
        os.close(handle)

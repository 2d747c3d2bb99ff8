"""A seat: the right to do something alone on a database, such as relaying its outbox or sending its letters.

PostgreSQL: a session advisory lock, which ends with its connection. SQLite: a lock on a file beside the database,
which ends with its process.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine

from chassis.db.database import Database
from chassis.messaging.wakeup import dedicated_connection


class SeatTaken(Exception):
    """Somebody else sits on this seat of the database."""


@dataclass(frozen=True)
class Seat:
    """One kind of seat. `key` is its advisory lock (such locks are per database), `name` ends its file."""

    name: str
    key: int

    @contextmanager
    def held(self, database: Database) -> Iterator[psycopg.Connection[Any] | None]:
        """Hold the seat for the time of the block; on PostgreSQL, what holds it. Raises `SeatTaken`."""
        if database.dialect == "sqlite":
            with self._file_lock(database.engine):
                yield None
            return
        with dedicated_connection(database.engine) as connection:
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", (self.key,)).fetchone()
            if row is None or not row[0]:
                raise SeatTaken
            yield connection

    @contextmanager
    def _file_lock(self, engine: Engine) -> Iterator[None]:
        database = engine.url.database
        if not database or database == ":memory:":
            yield
            return
        handle = os.open(Path(f"{database}.{self.name}"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SeatTaken from None
            yield
        finally:
            os.close(handle)

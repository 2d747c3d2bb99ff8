"""One sender at a time per database: who holds the seat knows that a message in `sending` is its own or orphaned.

PostgreSQL: a session advisory lock, which ends with its connection. SQLite: a lock on a file beside the database,
which ends with its process.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from chassis.db.database import Database
from chassis.messaging.wakeup import dedicated_connection

LOCK_KEY = 0x686F696D61696C
"""The advisory lock of the sender ("hoimail" in ASCII); such locks are per database."""

StillHeld = Callable[[], None]
"""Raises when the seat was lost."""


class SeatTaken(Exception):
    """Another sender serves this database."""


@contextmanager
def sender_seat(database: Database) -> Iterator[StillHeld]:
    """Hold the seat of `database` for the time of the block. Raises `SeatTaken`."""
    if database.dialect == "sqlite":
        with _file_lock(database.engine):
            yield lambda: None
        return
    with dedicated_connection(database.engine) as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK_KEY,)).fetchone()
        if row is None or not row[0]:
            raise SeatTaken

        def still_held() -> None:
            connection.execute("SELECT 1")

        yield still_held


@contextmanager
def _file_lock(engine: Engine) -> Iterator[None]:
    path = engine.url.database
    if not path or path == ":memory:":
        yield
        return
    handle = os.open(Path(f"{path}.sender"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SeatTaken from None
        yield
    finally:
        os.close(handle)

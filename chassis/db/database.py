"""A service's database: an engine that is made lazily, and transactions for reading and writing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import Session

WRITE = "hoinghi_write"
"""Execution option that marks a connection as one that is going to write."""

RESTED_SECONDS = 1.0
"""A connection that nobody used for so long is tried before it is used."""

_CONTENTION = ("40001", "40P01")
"""SQLSTATE of serialization_failure and deadlock_detected."""

_AWAY = ("08", "57P01", "57P02", "57P03")
"""SQLSTATE of connection exceptions, and of a server that is shut down, has crashed, or cannot connect now."""


class Database:
    """Transactions on one database. Nothing connects until the first of them."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.engine: Engine = _create_engine(url, pool_size)

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]:
        """Which of the two supported databases this is."""
        return "sqlite" if self.engine.dialect.name == "sqlite" else "postgresql"

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One writing transaction: committed at the end, rolled back on an exception.

        On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads first and
        writes later would otherwise fail with "database is locked" instead of waiting its turn.
        """
        with (
            self.engine.connect().execution_options(**{WRITE: True}) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One reading transaction, never committed. On PostgreSQL each statement sees what is committed by then."""
        with self.engine.connect() as connection, Session(connection, expire_on_commit=False) as session:
            yield session

    def dispose(self) -> None:
        """Close all connections, for example before a fork."""
        self.engine.dispose()


def is_contention(error: DBAPIError) -> bool:
    """Whether a transaction was ended for the sake of another one (deadlock, serialization): it may be tried again."""
    return getattr(error.orig, "sqlstate", None) in _CONTENTION


def is_lost(error: DBAPIError) -> bool:
    """Whether the server did not answer, or went away in the middle: whether a commit got through is not known."""
    state = getattr(error.orig, "sqlstate", None)
    unreached = isinstance(error, OperationalError) and state is None and not isinstance(error.orig, sqlite3.Error)
    return error.connection_invalidated or unreached or str(state).startswith(_AWAY)


def _create_engine(url: str, pool_size: int) -> Engine:
    # Parameters are personal data: an error that is logged shows the statement only.
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            parsed, pool_size=pool_size, max_overflow=-1, hide_parameters=True, connect_args={"timeout": 30}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, pool_size=pool_size, max_overflow=pool_size, hide_parameters=True)
    event.listen(engine, "checkin", _note_rest)
    event.listen(engine, "checkout", partial(_ping_after_a_rest, engine.dialect))
    return engine


def _note_rest(_connection: Any, record: Any) -> None:
    record.info["resting_since"] = time.monotonic()


def _ping_after_a_rest(dialect: Dialect, connection: Any, record: Any, _proxy: Any) -> None:
    """Replace a connection that died while nobody used it. Not asked at every use: at the gate it is half a statement.

    One that dies within the second fails in use, as it would between a ping and its statement; the pool then replaces
    all that are as old.
    """
    if time.monotonic() - record.info.get("resting_since", time.monotonic()) < RESTED_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

"""Waking the relay: who records an event calls, the relay of the same database wakes, wherever it runs.

    SQLite       commit ──▶ an event in this process ──▶ relay (the embedded mode is one process)
    PostgreSQL   commit ──▶ notifier thread of this process ──NOTIFY──▶ relay, in the worker's process

The call is made after the commit and not in the transaction: PostgreSQL commits transactions that notify one after
the other (docs/adr/0010-notify-after-commit.md). A call that gets lost costs one polling interval and nothing else.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary, ref

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

CHANNEL = "hoinghi_outbox"
MARK = "hoinghi_outbox_engine"
PAUSE_SECONDS = 0.03
"""At most 33 notifications a second from one process, however many events it records: under load the relay, the broker
and every reader then work by handfuls. The first call after a rest is passed on at once."""
IDLE_SECONDS = 30.0
"""A notifier with nothing to say ends, and gives its connection back."""

log = logging.getLogger(__name__)


def wake_relay_after_commit(session: Session) -> None:
    """Call the relay when the transaction of `session` has committed."""
    session.info[MARK] = session.get_bind().engine


@event.listens_for(Session, "after_commit")
def _call_relay(session: Session) -> None:
    # Also runs when a savepoint is released: an early call finds nothing, and the real one follows.
    engine = session.info.get(MARK)
    if engine is None:
        return
    if engine.dialect.name == "sqlite":
        _signals.in_process(engine).call()
    else:
        _signals.notify(engine).call()


class InProcessSignal:
    """For SQLite: the relay is in this process."""

    def __init__(self) -> None:
        self._called = threading.Event()

    def call(self) -> None:
        """Wake the relay, now or as soon as it waits."""
        self._called.set()

    def wait(self, seconds: float) -> bool:
        """Return True when called, False after `seconds`. A call since the last wait counts."""
        called = self._called.wait(seconds)
        self._called.clear()
        return called


class NotifySignal:
    """For PostgreSQL: a thread that turns any number of calls into few NOTIFYs.

    It is started by the first call, hence after a fork, and ends when it is idle.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = ref(engine)
        self._lock = threading.Lock()
        self._called = threading.Event()
        self._thread: threading.Thread | None = None
        event.listen(engine, "engine_disposed", self._on_disposed)
        self._disposed = False

    def call(self) -> None:
        """Have the relay notified soon."""
        if self._called.is_set():
            return
        with self._lock:
            self._called.set()
            self._disposed = False
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="outbox-notifier", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        engine = self._engine()
        if engine is None:
            return
        try:
            with dedicated_connection(engine) as connection:
                # A notification needs no flush to disk: what it announces is committed already.
                connection.execute("SET synchronous_commit = off")
                while self._awaited():
                    self._called.clear()
                    connection.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
                    time.sleep(PAUSE_SECONDS)
        except Exception:
            self._called.clear()
            log.warning("the relay could not be notified and will find its work by polling", exc_info=True)

    def _awaited(self) -> bool:
        if self._called.wait(IDLE_SECONDS) and not self._disposed:
            return True
        with self._lock:
            if self._called.is_set() and not self._disposed:
                return True
            self._thread = None
            return False

    def _on_disposed(self, _engine: Engine) -> None:
        self._disposed = True
        self._called.set()


class _Signals:
    """The signals of this process, one per engine."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew: threads and locks of a parent process are of no use after a fork."""
        self._lock = threading.Lock()
        self._in_process: WeakKeyDictionary[Engine, InProcessSignal] = WeakKeyDictionary()
        self._notify: WeakKeyDictionary[Engine, NotifySignal] = WeakKeyDictionary()

    def in_process(self, engine: Engine) -> InProcessSignal:
        with self._lock:
            return self._in_process.setdefault(engine, InProcessSignal())

    def notify(self, engine: Engine) -> NotifySignal:
        with self._lock:
            if engine not in self._notify:
                self._notify[engine] = NotifySignal(engine)
            return self._notify[engine]


_signals = _Signals()
os.register_at_fork(after_in_child=_signals.forget)


def in_process_signal(engine: Engine) -> InProcessSignal:
    """The signal for a relay in this process."""
    return _signals.in_process(engine)


@contextmanager
def dedicated_connection(engine: Engine) -> Iterator[psycopg.Connection[Any]]:
    """A PostgreSQL connection outside the pool, in autocommit, for LISTEN, NOTIFY and advisory locks."""
    pooled = engine.raw_connection()
    connection: psycopg.Connection[Any] = pooled.driver_connection  # type: ignore[assignment]
    pooled.detach()
    try:
        connection.rollback()
        connection.autocommit = True
        yield connection
    finally:
        connection.close()

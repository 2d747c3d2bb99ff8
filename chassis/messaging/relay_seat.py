"""One relay at a time per database: the seat it must hold, and where it sleeps until it is called.

On PostgreSQL the seat is held by the connection that also listens: a relay that loses it cannot go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import psycopg

from chassis.db.database import Database
from chassis.messaging.seats import Seat, SeatTaken
from chassis.messaging.wakeup import CHANNEL, in_process_signal

__all__ = ["RelaySeat", "SeatTaken", "relay_seat"]

RELAY = Seat("relay", 0x72656C6179)
"""The key is "relay" in ASCII."""


class RelaySeat(Protocol):
    """The right to relay, for as long as it is held."""

    def wait(self, seconds: float) -> bool:
        """Sleep until news is committed (True), or for `seconds` (False). Raises if the seat is lost."""
        ...


@contextmanager
def relay_seat(database: Database) -> Iterator[RelaySeat]:
    """Take the seat of `database` for the time of the block. Raises `SeatTaken`."""
    with RELAY.held(database) as connection:
        yield in_process_signal(database.engine) if connection is None else _PostgresSeat(connection)


class _PostgresSeat:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        self._connection = connection

    def wait(self, seconds: float) -> bool:
        called = any(True for _ in self._connection.notifies(timeout=seconds, stop_after=1))
        for _ in self._connection.notifies(timeout=0):
            pass
        return called

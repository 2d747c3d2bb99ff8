"""One sender at a time per database: who holds the seat knows that a message in `sending` is its own or orphaned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chassis.db.database import Database
from chassis.messaging.seats import Seat, SeatTaken

__all__ = ["SeatTaken", "StillHeld", "sender_seat"]

SENDER = Seat("sender", 0x686F696D61696C)
"""The key is "hoimail" in ASCII."""

StillHeld = Callable[[], None]
"""Raises when the seat was lost."""


@contextmanager
def sender_seat(database: Database) -> Iterator[StillHeld]:
    """Hold the seat of `database` for the time of the block. Raises `SeatTaken`."""
    with SENDER.held(database) as connection:

        def still_held() -> None:
            if connection is not None:
                connection.execute("SELECT 1")

        yield still_held

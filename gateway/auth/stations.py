"""Keys of stations on their way in: looked up at most every few seconds each, so that ending a pairing works at once.

In the process that ends it, a pairing ends with the request; in others, when what they remember is `KNOWN_FOR` old.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.db.database import Database
from chassis.web.problems import Problem
from gateway.operations.stations import KEY_PREFIX, note_seen, station_of_key
from gateway.operations.tokens import token_hash
from gateway.problems import STATION_ENDED

KNOWN_FOR = timedelta(seconds=5)
SEEN_EVERY = timedelta(seconds=20)
"""A station that works is noted as seen at most so often."""
_CACHE_SIZE = 1024


@dataclass(frozen=True)
class PairedStation:
    """A device and what it may do."""

    identity: Identity
    gates: tuple[str, ...]


@dataclass(frozen=True)
class _Known:
    station: PairedStation | None
    """None when the pairing has ended."""
    until: datetime


class StationDirectory:
    """Which station shows a key."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()

    def find(self, key: str) -> PairedStation | None:
        """The station with this key; None for an unknown one. Raises the problem `station-ended`."""
        if not key.startswith(KEY_PREFIX):
            return None
        hashed = token_hash(key)
        known = self._known.get(hashed)
        if known is None or known.until <= self._clock():
            known = self._look_up(hashed)
        if known is not None and known.station is None:
            raise Problem(STATION_ENDED)
        return known.station if known else None

    def forget_all(self) -> None:
        """Look every key up anew: a pairing has ended."""
        with self._lock:
            self._known.clear()

    def _look_up(self, hashed: str) -> _Known | None:
        with self._database.read() as session:
            station = station_of_key(session, hashed)
            if station is None:
                return None
            paired = PairedStation(station.identity(), tuple(station.gates)) if station.ended_at is None else None
        if paired is not None and (station.seen_at is None or station.seen_at < self._clock() - SEEN_EVERY):
            with self._database.write() as session:
                note_seen(session, station.id, clock=self._clock)
        known = _Known(paired, self._clock() + KNOWN_FOR)
        with self._lock:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            self._known[hashed] = known
        return known

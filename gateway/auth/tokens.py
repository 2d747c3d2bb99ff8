"""API tokens on their way in: looked up in the database at most every 30 seconds each. A station's key is one, too."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.db.database import Database
from gateway.auth.stations import StationDirectory
from gateway.operations.stations import KEY_PREFIX
from gateway.operations.tokens import account_of_token, token_hash

KNOWN_FOR = timedelta(seconds=30)
"""How long a token may go on working in another process after its account was disabled."""
_CACHE_SIZE = 4096


@dataclass(frozen=True)
class _Known:
    identity: Identity
    until: datetime


class TokenDirectory:
    """Whose token it is, remembered for a short while."""

    def __init__(self, database: Database, clock: Clock, stations: StationDirectory) -> None:
        self._database = database
        self._stations = stations
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._forgotten = 0
        """How often something was forgotten: a look-up that began before may have read what was."""
        self._lock = threading.Lock()

    def identity_of(self, token: str) -> Identity | None:
        """Who shows this token; None when it is unknown, expired, or its account is disabled.

        Raises the problem `station-ended` for the key of a station whose pairing has ended.
        """
        if token.startswith(KEY_PREFIX):
            paired = self._stations.find(token)
            return paired.identity if paired else None
        hashed = token_hash(token)
        known = self._known.get(hashed)
        now = self._clock()
        if known is not None and known.until > now:
            return known.identity
        return self._look_up(hashed, now)

    def forget(self, token: str) -> None:
        """Look this token up anew next time: it was revoked."""
        with self._lock:
            self._forgotten += 1
            self._known.pop(token_hash(token), None)

    def forget_all(self) -> None:
        """Look every token up anew: an account was disabled or changed."""
        with self._lock:
            self._forgotten += 1
            self._known.clear()

    def _look_up(self, hashed: str, now: datetime) -> Identity | None:
        forgotten = self._forgotten
        with self._database.read() as session:
            found = account_of_token(session, hashed, clock=self._clock)
            if found is None:
                return None
            account, token = found
            known = _Known(account.identity(), min(now + KNOWN_FOR, token.expires_at))
        with self._lock:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            if self._forgotten == forgotten:
                self._known[hashed] = known
        return known.identity

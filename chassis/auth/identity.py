"""The internal identity: who asks, signed by the gateway, checked by every service.

A JWT (RFC 7519) with EdDSA (Ed25519), good for a short time and for services only. Services trust
nothing else of a request: no header, no address.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from chassis.auth.roles import Role
from chassis.clock import Clock

ISSUER = "hoinghi-gateway"
AUDIENCE = "hoinghi-services"
LIFETIME = timedelta(minutes=2)
CLOCKS_DIFFER_BY = timedelta(seconds=10)
"""The machines of a stack may disagree on the time by so much."""
_CACHE_SIZE = 4096


class InvalidIdentity(Exception):
    """The identity is missing, forged, expired, or not meant for services."""


@dataclass(frozen=True)
class Identity:
    """A person (or the gateway itself) as services see them.

    `conference` limits the identity to one conference; None means all. `unit` and `delegate` are the
    scope of the roles that have one: they may act for that unit or delegate only. `station` is the paired device at a
    gate that the identity stands for, and None for an account; `gates` are the only ones it may check people in at.
    """

    subject: str
    role: Role
    name: str
    conference: str | None = None
    unit: str | None = None
    delegate: str | None = None
    invitation: str | None = None
    station: str | None = None
    gates: tuple[str, ...] | None = None

    def claims(self) -> dict[str, Any]:
        """The claims that say this, without the empty ones."""
        claims = {
            "sub": self.subject,
            "role": self.role.value,
            "name": self.name,
            "conference": self.conference,
            "unit": self.unit,
            "delegate": self.delegate,
            "invitation": self.invitation,
            "station": self.station,
            "gates": None if self.gates is None else list(self.gates),
        }
        return {name: value for name, value in claims.items() if value is not None}


class IdentitySigner:
    """The gateway's side: signs, and keeps what it signed for half of its lifetime."""

    def __init__(self, key: Ed25519PrivateKey, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self._signed: dict[Identity, tuple[str, datetime]] = {}
        self._lock = threading.Lock()

    def sign(self, identity: Identity) -> str:
        """A token that services accept for this identity for at least another minute."""
        now = self._clock()
        with self._lock:
            token, fresh_until = self._signed.get(identity, ("", now))
            if fresh_until > now:
                return token
        claims = identity.claims() | {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME}
        token = jwt.encode(claims, self._key, algorithm="EdDSA")
        with self._lock:
            if len(self._signed) >= _CACHE_SIZE:
                self._signed.clear()
            self._signed[identity] = (token, now + LIFETIME / 2)
        return token


class IdentityVerifier:
    """A service's side: checks signature, audience and time, and remembers the good ones until they expire."""

    def __init__(self, key: Ed25519PublicKey) -> None:
        self._key = key
        self._known: dict[str, tuple[Identity, float]] = {}
        self._lock = threading.Lock()

    def verify(self, token: str) -> Identity:
        """Whose token this is. Raises `InvalidIdentity`."""
        known = self._known.get(token)
        if known is not None and known[1] > time.time():
            return known[0]
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                issuer=ISSUER,
                leeway=CLOCKS_DIFFER_BY,
                options={"require": ["exp", "iat", "sub", "role", "name"]},
            )
            identity = _identity(claims)
        except (jwt.InvalidTokenError, ValueError) as error:
            raise InvalidIdentity(str(error)) from error
        with self._lock:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            self._known[token] = (identity, float(claims["exp"]))
        return identity


def _identity(claims: dict[str, Any]) -> Identity:
    return Identity(
        subject=claims["sub"],
        role=Role(claims["role"]),
        name=claims["name"],
        conference=claims.get("conference"),
        unit=claims.get("unit"),
        delegate=claims.get("delegate"),
        invitation=claims.get("invitation"),
        station=claims.get("station"),
        gates=tuple(claims["gates"]) if "gates" in claims else None,
    )

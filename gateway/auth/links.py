"""Private links: what a link opens, asked of registration and remembered for a minute.

A link that was withdrawn or replaced therefore stops working within a minute, also for a page already open.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.language import Language
from gateway.clients.services import Caller, ServiceProblem, Services
from gateway.clients.transport import ServiceUnavailable, Transport

KNOWN_FOR = timedelta(seconds=60)
USED_WHILE_UNAVAILABLE = timedelta(minutes=30)
"""A delegate's pass must open at the door even when registration is being restarted."""
_CACHE_SIZE = 4096
GATEWAY = Identity(subject="gateway", role=Role.GATEWAY, name="gateway")


@dataclass(frozen=True)
class OpenedLink:
    """What a private link gives: an identity limited to one invitation or delegate."""

    identity: Identity
    kind: str
    """`unit`, `guest` or `delegate`."""


class LinkDirectory:
    """Resolves private links."""

    def __init__(self, transports: Mapping[str, Transport], signer: IdentitySigner, clock: Clock) -> None:
        self._transports = transports
        self._signer = signer
        self._clock = clock
        self._known: dict[str, tuple[OpenedLink, datetime]] = {}
        self._lock = threading.Lock()

    def open(self, token: str, language: Language = "vi") -> OpenedLink:
        """What this link opens. Raises `ServiceProblem` (404 unknown, 410 replaced) or `ServiceUnavailable`."""
        now = self._clock()
        known = self._known.get(token)
        if known is not None and now - known[1] < KNOWN_FOR:
            return known[0]
        try:
            opened = self._ask(token, language)
        except ServiceUnavailable:
            if known is not None and now - known[1] < USED_WHILE_UNAVAILABLE:
                return known[0]
            raise
        except ServiceProblem:
            self._known.pop(token, None)
            raise
        with self._lock:
            if len(self._known) >= _CACHE_SIZE:
                self._known.clear()
            self._known[token] = (opened, now)
        return opened

    def forget(self, token: str) -> None:
        """Ask anew next time: the answer of its bearer may have changed what the link opens."""
        with self._lock:
            self._known.pop(token, None)

    def _ask(self, token: str, language: Language) -> OpenedLink:
        services = Services(self._transports, self._signer, Caller(GATEWAY, language))
        return _opened(services.registration.post("/private-links", {"token": token}), token)


def _opened(answer: Mapping[str, Any], token: str) -> OpenedLink:
    kind = str(answer["kind"])
    scope = answer.get("invitation") or answer.get("delegate") or hashlib.sha256(token.encode()).hexdigest()[:32]
    identity = Identity(
        subject=f"link/{scope}",
        role=Role.UNIT if kind == "unit" else Role.DELEGATE,
        name=str(answer.get("name") or ""),
        conference=str(answer["conference"]),
        unit=answer.get("unit") if kind == "unit" else None,
        delegate=answer.get("delegate") if kind != "unit" else None,
        invitation=answer.get("invitation"),
    )
    return OpenedLink(identity, kind)

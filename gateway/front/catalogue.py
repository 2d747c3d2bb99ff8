"""Which service owns which address, read from the services' own OpenAPI documents.

Nothing is written twice: a service that gains a resource has it served here after a restart of the gateway.
A service that does not answer yet is asked again a moment later.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from chassis.auth.roles import Role
from gateway.clients.transport import ServiceUnavailable, Transport

logger = structlog.get_logger(__name__)

ASK_AGAIN_AFTER = 2.0
FAILED_EVENTS = "failed-events"
"""Every service has this one; outside it is told apart by the service's name."""
METHODS = ("get", "put", "post", "delete", "patch")

Key = tuple[str, ...]


class AddressClaimedTwice(RuntimeError):
    """Two services describe the same address. The product cannot be put together like this."""


@dataclass(frozen=True)
class Target:
    """Where a request goes."""

    service: str
    path: str


class Catalogue:
    """The services' descriptions and the table of owners made from them."""

    def __init__(self, transports: Mapping[str, Transport], monotonic: Callable[[], float] = time.monotonic) -> None:
        self._transports = transports
        self._monotonic = monotonic
        self._documents: dict[str, dict[str, Any]] = {}
        self._owners: dict[Key, str] = {}
        self._asked_at = -ASK_AGAIN_AFTER
        self._lock = threading.Lock()

    def documents(self) -> dict[str, dict[str, Any]]:
        """The public part of each service's OpenAPI document. Raises `ServiceUnavailable` when one is missing."""
        self._load_missing()
        for service in self._transports:
            if service not in self._documents:
                raise ServiceUnavailable(service)
        return dict(self._documents)

    def target(self, path: str) -> Target | None:
        """Where `path` (without `/api/v1`) goes; None when nobody serves it.

        Raises `ServiceUnavailable` when its owner may be a service that has not described itself yet.
        """
        segments = path.strip("/").split("/")
        if any(segment in ("", ".", "..") for segment in segments):
            return None
        if segments[0] == FAILED_EVENTS:
            return self._failed_events_target(segments)
        owner = self._owners.get(_key(segments))
        if owner is None and self._load_missing():
            owner = self._owners.get(_key(segments))
        if owner is not None:
            return Target(owner, path)
        missing = next((service for service in self._transports if service not in self._documents), None)
        if missing is not None:
            raise ServiceUnavailable(missing)
        return None

    def _failed_events_target(self, segments: list[str]) -> Target | None:
        if len(segments) < 2 or segments[1] not in self._transports:
            return None
        return Target(segments[1], "/" + "/".join([FAILED_EVENTS, *segments[2:]]))

    def _load_missing(self) -> bool:
        """Ask services not heard of yet; whether any answered."""
        if len(self._documents) == len(self._transports):
            return False
        with self._lock:
            if self._monotonic() - self._asked_at < ASK_AGAIN_AFTER:
                return bool(self._documents)
            heard = [service for service in self._transports if service not in self._documents and self._ask(service)]
            self._asked_at = self._monotonic()
            return bool(heard)

    def _ask(self, service: str) -> bool:
        try:
            response = self._transports[service].request("GET", "/openapi.json", {"Accept": "application/json"})
            body = response.read()
            if response.status != 200:
                raise ServiceUnavailable(service)
            document = public_part(json.loads(body))
        except (ServiceUnavailable, ValueError):
            logger.warning("service has not described itself", service=service)
            return False
        owners = {_key(path.strip("/").split("/")): service for path in document["paths"]}
        owners.pop((FAILED_EVENTS,), None)
        for key in owners:
            if key in self._owners:
                raise AddressClaimedTwice(f"{'/'.join(key)}: {self._owners[key]} and {service}")
        self._owners |= owners
        self._documents[service] = document
        return True


def public_part(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what only the gateway itself may call."""
    paths: dict[str, Any] = {}
    for path, item in document.get("paths", {}).items():
        kept = {
            name: operation
            for name, operation in item.items()
            if name not in METHODS or operation.get("x-roles") != [Role.GATEWAY.value]
        }
        if any(method in kept for method in METHODS):
            paths[path] = kept
    return document | {"paths": paths}


def _key(segments: list[str]) -> Key:
    """What decides the owner: the noun, or under a conference the noun after the slug."""
    if segments[0] == "conferences":
        return tuple("*" if index == 1 else segment for index, segment in enumerate(segments[:3]))
    return (segments[0],)

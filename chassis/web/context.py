"""What a service's web side is given by its bootstrap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chassis.auth.identity import IdentityVerifier
from chassis.clock import Clock
from chassis.db.database import Database


@dataclass(frozen=True)
class WebContext:
    """The chassis's own needs, and `parts`: the service's, read by its resources under their names."""

    service: str
    database: Database
    verifier: IdentityVerifier
    clock: Clock
    parts: Any = None
    ready: Callable[[], dict[str, Any]] = field(default=dict)
    may_watch: Callable[[], bool] = lambda: True
    """Whether whoever sends this request may see figures; a service listens where only the machine room comes."""

"""How one try to send one message can end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a try ended."""

    DELIVERED = "delivered"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Report:
    """How a try ended, in the server's words. `unreachable`: any other message would meet the same now."""

    verdict: Verdict
    detail: str
    unreachable: bool = False

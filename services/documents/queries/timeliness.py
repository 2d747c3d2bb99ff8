"""Whether something came in time, by the reading that the plan chose, with the extension that was granted."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from services.documents.models import Obligation

_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)


class Timeliness(StrEnum):
    """How near the deadline something came."""

    EARLY = "early"
    """On a day before the last one of the earlier reading: whichever way "trước ngày" is read, with time to spare."""
    IN_TIME = "in_time"
    LATE = "late"
    """After the last second of the reading that the plan chose."""


def timeliness_at(obligation: Obligation, moment: datetime) -> Timeliness:
    """How something stands that came at `moment`."""
    if not is_in_time(moment, obligation.last_moment):
        return Timeliness.LATE
    return Timeliness.EARLY if is_in_time(moment, obligation.strict_until - _DAY) else Timeliness.IN_TIME


def is_in_time(moment: datetime, until: datetime) -> bool:
    """Whether a moment is not after the last second `until`, the whole of which is in time."""
    return moment < until + _SECOND

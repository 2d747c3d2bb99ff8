"""Who is in the hall: the check-in that stands, now or at an earlier moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, exists, select, text

from services.registration.models import CheckIn, CheckInUndo, Delegate, Outcome

STANDS = text("check_ins.outcome = 'accepted'")
"""Written as in the index `uq_check_ins_first`, so that both databases see that the index answers it."""


def stood(as_of: datetime | None) -> TextClause | ColumnElement[bool]:
    """The check-ins that stood at a moment: those who had come by then and were not undone yet. None is now."""
    if as_of is None:
        return STANDS
    undone = exists().where(CheckInUndo.check_in_id == CheckIn.id, CheckInUndo.happened_at <= as_of)
    counted = CheckIn.outcome.in_((Outcome.ACCEPTED, Outcome.UNDONE))
    return counted & (CheckIn.happened_at <= as_of) & ~undone


def standing_check_in(as_of: datetime | None = None) -> Select[Any]:
    """The check-in of the delegate of the enclosing query that stands, or stood at a moment."""
    return select(CheckIn.id).where(CheckIn.delegate_id == Delegate.id, stood(as_of))

"""Who is in the hall: the check-in that stands, now or at an earlier moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, or_, select, text

from services.registration.models import CheckIn, Delegate, Outcome

STANDS = text("check_ins.outcome = 'accepted' AND check_ins.undone_at IS NULL")
"""Written as in the index `uq_check_ins_first`, so that both databases see that the index answers it."""


def stood(as_of: datetime | None) -> TextClause | ColumnElement[bool]:
    """The check-ins that stood at a moment: those who had come by then and were not undone yet. None is now."""
    if as_of is None:
        return STANDS
    undone_later = or_(CheckIn.undone_at.is_(None), CheckIn.undone_at > as_of)
    return (CheckIn.outcome == Outcome.ACCEPTED) & (CheckIn.scanned_at <= as_of) & undone_later


def standing_check_in(as_of: datetime | None = None) -> Select[Any]:
    """The check-in of the delegate of the enclosing query that stands, or stood at a moment."""
    return select(CheckIn.id).where(CheckIn.delegate_id == Delegate.id, stood(as_of))

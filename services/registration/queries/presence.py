"""Who is in the hall: the check-in that stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select, text

from services.registration.models import CheckIn, Delegate

STANDS = text("check_ins.outcome = 'accepted' AND check_ins.undone_at IS NULL")
"""Written as in the index `uq_check_ins_first`, so that both databases see that the index answers it."""


def standing_check_in() -> Select[Any]:
    """The accepted and not undone check-in of the delegate of the enclosing query."""
    return select(CheckIn.id).where(CheckIn.delegate_id == Delegate.id, STANDS)

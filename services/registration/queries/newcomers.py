"""Whom the chair does not find on the first list: those who come for another, and guests nobody named beforehand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from services.registration.models import CheckIn, Delegate, DelegateKind, Unit, UnlistedGuest
from services.registration.queries.presence import standing_check_in, stood
from services.registration.workflows.delegate import DelegateState

_UNIT = (Unit.conference == Delegate.conference) & (Unit.code == Delegate.unit)
_FROM = func.coalesce(Unit.name, Delegate.organisation)


def substitutes(session: Session, slug: str, moment: datetime | None) -> list[dict[str, Any]]:
    """The confirmed who took over another's place, by name, and whether they were here at that moment (None: now)."""
    before = aliased(Delegate)
    here = standing_check_in(moment).exists().label("here")
    coming = (
        select(Delegate.full_name, Delegate.post, _FROM, before.full_name, here)
        .join(before, before.id == Delegate.substitute_for)
        .outerjoin(Unit, _UNIT)
        .where(Delegate.conference == slug, Delegate.state == DelegateState.CONFIRMED)
        .order_by(Delegate.sort_name, Delegate.id)
    )
    columns = ("full_name", "post", "unit_name", "instead_of", "present")
    return [dict(zip(columns, row, strict=True)) for row in session.execute(coming)]


def unlisted_guests(session: Session, slug: str, moment: datetime | None) -> list[dict[str, Any]]:
    """Guests nobody named beforehand who had come in by that moment (None: now), by name, with the reason given."""
    came = (
        select(Delegate.full_name, Delegate.post, _FROM, UnlistedGuest.reason, CheckIn.happened_at)
        .join(UnlistedGuest, UnlistedGuest.delegate_id == Delegate.id)
        .join(CheckIn, CheckIn.delegate_id == Delegate.id)
        .outerjoin(Unit, _UNIT)
        .where(Delegate.conference == slug, Delegate.kind == DelegateKind.UNLISTED)
        .where(Delegate.state == DelegateState.CONFIRMED, stood(moment))
        .order_by(Delegate.sort_name, Delegate.id)
    )
    columns = ("full_name", "post", "unit_name", "reason", "came_at")
    return [dict(zip(columns, row, strict=True)) for row in session.execute(came)]

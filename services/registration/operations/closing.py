"""The closing time of units' lists (khóa danh sách)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.web.problems import Problem
from services.registration.models import Conference
from services.registration.phones import shown_phone
from services.registration.problems import LISTS_CLOSED


def require_open_lists(session: Session, slug: str, *, by: Identity, clock: Clock) -> None:
    """Refuse a unit's change of its list after the closing time: raises `Problem` lists-closed, which says whom to ask.

    The organizer may always change a list; a delegate in person and a guest act for themselves and are not held back.
    """
    if by.role != Role.UNIT:
        return
    conference = session.get(Conference, slug)
    if conference is None or conference.registration_closes_at is None or clock() < conference.registration_closes_at:
        return
    closed = _spoken(conference.registration_closes_at, conference.timezone)
    raise Problem(LISTS_CLOSED, closed=closed, contact=_contact(conference))


def _spoken(moment: datetime, timezone: str) -> str:
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local:%H:%M}, {local.day}/{local.month}/{local.year}"


def _contact(conference: Conference) -> str:
    known = (conference.contact_name, shown_phone(conference.contact_phone), conference.contact_email)
    return ", ".join(part for part in known if part) or conference.host

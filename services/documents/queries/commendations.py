"""Commendations in their order of call, for the list that is read from on the stage."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Commendation, Delegate
from services.documents.queries.hall import Attendee


@dataclass(frozen=True)
class CalledPerson:
    """One line of the list. `present` is None where nobody can tell: for a collective that is only named."""

    name: str
    about: str
    """Post and unit."""
    title: str
    proxy_name: str | None
    present: bool | None


def commendation_lines(session: Session, conference: str, hall: list[Attendee]) -> list[CalledPerson]:
    """Everybody as they are called; names and posts as they are now."""
    here = Commendation
    called = (
        select(Commendation, Delegate)
        .outerjoin(Delegate, Delegate.id == here.delegate_id)
        .where(here.conference == conference, here.removed.is_(False))
        .order_by(here.position, here.id)
    )
    inside = [each.delegate for each in hall if each.came_at is not None]
    people, units = {each.id for each in inside}, {each.unit for each in inside}
    return [_line(row[0], row[1], _present(row[0], people, units)) for row in session.execute(called)]


def _line(commendation: Commendation, delegate: Delegate | None, present: bool | None) -> CalledPerson:
    return CalledPerson(
        name=delegate.full_name if delegate else commendation.recipient_name,
        about=_about(commendation, delegate),
        title=commendation.title,
        proxy_name=commendation.proxy_name,
        present=present,
    )


def _about(commendation: Commendation, delegate: Delegate | None) -> str:
    if commendation.delegate_id is None:
        return ""
    post = delegate.post if delegate else commendation.recipient_post
    unit = delegate.unit_name if delegate else commendation.unit_name
    return ", ".join(part for part in (post, unit) if part)


def _present(commendation: Commendation, people: set[UUID], units: set[str | None]) -> bool | None:
    if commendation.delegate_id is not None:
        return commendation.delegate_id in people
    return commendation.unit in units if commendation.unit is not None else None

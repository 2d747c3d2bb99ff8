"""Commendations in their order of call, with who is here to receive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.lists import Page, page_of
from chassis.web.resource import found
from services.registration.models import Commendation, Delegate, Unit
from services.registration.queries.presence import standing_check_in
from services.registration.workflows.commendation import COMMENDATION_WORKFLOW
from services.registration.workflows.delegate import DelegateState


def in_order(session: Session, slug: str, *, lock: bool = False) -> Sequence[Commendation]:
    """All of a conference as they are called."""
    here = Commendation
    statement = select(here).where(here.conference == slug).order_by(here.position, here.id)
    return session.scalars(statement.with_for_update() if lock else statement).all()


def commendation_of(session: Session, slug: str, commendation_id: UUID) -> Commendation:
    """One, locked. Raises `Problem` not-found."""
    commendation = session.get(Commendation, commendation_id, with_for_update=True)
    return found(commendation if commendation is not None and commendation.conference == slug else None)


def list_commendations(
    session: Session, slug: str, arguments: Mapping[str, Any], identity: Identity
) -> Page[dict[str, Any]]:
    """As they are called, with who is in the hall now."""
    page = page_of(
        session,
        select(Commendation).where(Commendation.conference == slug),
        arguments,
        sortable={"position": Commendation.position},
        default_sort="position",
        tie_breaker=Commendation.id,
    )
    return Page(commendation_views(session, slug, page.items, identity), page.page, page.page_size, page.total)


def commendation_view(session: Session, commendation: Commendation, identity: Identity) -> dict[str, Any]:
    """One of them."""
    return commendation_views(session, commendation.conference, [commendation], identity)[0]


def commendation_views(
    session: Session, slug: str, commendations: Sequence[Commendation], identity: Identity
) -> list[dict[str, Any]]:
    """What the stage sees of them: three queries, however many they are."""
    hall = _hall(session, slug, commendations)
    return [_view(each, hall, identity) for each in commendations]


@dataclass(frozen=True)
class _Hall:
    """Whom commendations speak of, and who is here."""

    delegates: Mapping[UUID, Delegate]
    present: frozenset[UUID]
    units: Mapping[str, str]
    units_here: frozenset[str]


def _hall(session: Session, slug: str, commendations: Sequence[Commendation]) -> _Hall:
    named = {each.delegate_id for each in commendations} | {each.proxy_delegate_id for each in commendations}
    people = session.scalars(select(Delegate).where(Delegate.id.in_(named - {None}))).all()
    here = select(Delegate.id, Delegate.unit).where(
        Delegate.conference == slug, Delegate.state == DelegateState.CONFIRMED, standing_check_in().exists()
    )
    inside = session.execute(here).all()
    units = session.execute(select(Unit.code, Unit.name).where(Unit.conference == slug))
    return _Hall(
        delegates={delegate.id: delegate for delegate in people},
        present=frozenset(row.id for row in inside),
        units={row.code: row.name for row in units},
        units_here=frozenset(row.unit for row in inside if row.unit is not None),
    )


def _view(commendation: Commendation, hall: _Hall, identity: Identity) -> dict[str, Any]:
    return {
        "id": commendation.id,
        "position": commendation.position,
        "title": commendation.title,
        "recipient": _recipient(commendation, hall),
        "proxy": _proxy(commendation, hall),
        "state": commendation.state,
        "called_at": commendation.called_at,
        "received_at": commendation.received_at,
        "version": commendation.version,
        "actions": COMMENDATION_WORKFLOW.actions(commendation.state, identity.role),
        "removable": identity.role == Role.ORGANIZER and commendation.called_at is None,
    }


def _recipient(commendation: Commendation, hall: _Hall) -> dict[str, Any]:
    """A unit is here when anybody of it is; of a collective that is only named nobody can tell (None)."""
    if commendation.delegate_id is not None:
        delegate = hall.delegates[commendation.delegate_id]
        unit_name = None if delegate.unit is None else hall.units[delegate.unit]
        return _somebody(delegate.full_name, delegate.id in hall.present, delegate, unit_name)
    if commendation.unit is not None:
        unit = commendation.unit
        return _somebody(hall.units[unit], unit in hall.units_here, unit=unit)
    return _somebody(commendation.recipient_name or "", None)


def _proxy(commendation: Commendation, hall: _Hall) -> dict[str, Any] | None:
    if commendation.proxy_delegate_id is not None:
        proxy = hall.delegates[commendation.proxy_delegate_id]
        unit_name = None if proxy.unit is None else hall.units[proxy.unit]
        return _somebody(proxy.full_name, proxy.id in hall.present, proxy, unit_name)
    return _somebody(commendation.proxy_name, None) if commendation.proxy_name else None


def _somebody(
    name: str,
    present: bool | None,
    delegate: Delegate | None = None,
    unit_name: str | None = None,
    *,
    unit: str | None = None,
) -> dict[str, Any]:
    return {
        "name": name,
        "present": present,
        "delegate_id": delegate.id if delegate else None,
        "post": delegate.post if delegate else None,
        "unit": delegate.unit if delegate else unit,
        "unit_name": unit_name,
    }

"""The places of a unit: how many it has, how many are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from chassis.web.problems import Problem
from services.registration.locks import LOCK
from services.registration.models import Affiliation, Delegate, DelegateKind, Invitation, Unit
from services.registration.problems import UNIT_HAS_DELEGATES
from services.registration.workflows.delegate import TAKES_A_PLACE, DelegateState

ON_THE_LIST = (*TAKES_A_PLACE, DelegateState.WAITING)


def locked_unit(session: Session, conference: str, code: str) -> Unit | None:
    """The unit, locked until the transaction ends: whoever counts its places next waits."""
    return session.get(Unit, (conference, code), with_for_update=LOCK, populate_existing=True)


def places_taken(session: Session, unit: Unit) -> int:
    """Registered and confirmed delegates, apart from unlisted guests. Exact while the unit is locked."""
    return _count(session, unit, TAKES_A_PLACE)


def delegates_on_the_list(session: Session, unit: Unit) -> int:
    """The same, and those who wait."""
    return _count(session, unit, ON_THE_LIST)


def on_list_of(conference: str, unit: str) -> ColumnElement[bool]:
    """Delegates whom this unit named, alone or with others."""
    named = select(Affiliation.delegate_id).where(Affiliation.conference == conference, Affiliation.unit == unit)
    return or_(Delegate.unit == unit, Delegate.id.in_(named))


@dataclass(frozen=True)
class OverQuota:
    """A unit that has more delegates than its quota: the organizer wanted it so."""

    unit_name: str
    taken: int
    quota: int


def over_quota(session: Session, conference: str, codes: Iterable[str]) -> list[OverQuota]:
    """Which of these units have more delegates than their quota now."""
    named = select(Unit).where(Unit.conference == conference, Unit.code.in_(set(codes))).order_by(Unit.code)
    counted = ((unit, places_taken(session, unit)) for unit in session.scalars(named))
    return [OverQuota(unit.name, taken, unit.quota) for unit, taken in counted if taken > unit.quota]


def _count(session: Session, unit: Unit, states: tuple[DelegateState, ...]) -> int:
    counted = select(func.count()).where(
        Delegate.conference == unit.conference,
        on_list_of(unit.conference, unit.code),
        Delegate.state.in_(states),
        Delegate.kind != DelegateKind.UNLISTED,
    )
    return session.scalar(counted) or 0


def require_no_delegates(session: Session, invitation: Invitation) -> None:
    """Refuse a step that would leave delegates of a unit without an invitation: raises `Problem` unit-has-delegates."""
    if invitation.unit is None:
        return
    unit = locked_unit(session, invitation.conference, invitation.unit)
    count = 0 if unit is None else delegates_on_the_list(session, unit)
    if count:
        raise Problem(UNIT_HAS_DELEGATES, count=count)

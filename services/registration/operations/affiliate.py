"""A unit names a person who is on another list already, and takes its naming back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import Affiliation, Delegate, DelegateKind, Unit
from services.registration.operations.announcing import delegate_data
from services.registration.operations.persons import affiliations_of
from services.registration.operations.quota import places_taken
from services.registration.operations.steps import keep_step
from services.registration.parts import Parts
from services.registration.problems import QUOTA_FULL
from services.registration.workflows.delegate import TAKES_A_PLACE, DelegateState

AFFILIATE, LEAVE = "affiliate", "leave"
"""Steps in a delegate's history that change no state."""


def affiliate(
    session: Session,
    delegate: Delegate,
    unit: Unit,
    said: Mapping[str, Any],
    *,
    by: Identity,
    parts: Parts,
    clock: Clock,
) -> None:
    """Let the delegate be on this unit's list too: `delegate_updated`. The unit is locked.

    They keep their seat and pass, and count against this unit's quota as well: raises `Problem` quota-full, except for
    the organizer. Who waits for a place of their own unit takes a free one of this unit.
    """
    full = places_taken(session, unit) >= unit.quota
    if delegate.state in TAKES_A_PLACE and full and by.role != Role.ORGANIZER:
        raise Problem(QUOTA_FULL, quota=unit.quota)
    now = clock()
    add_affiliation(session, delegate, unit.code, said, by=by.name, at=now)
    if delegate.state == DelegateState.WAITING and not full:
        delegate.state = DelegateState.REGISTERED
    keep_step(session, delegate, AFFILIATE, by=by, at=now, reason=unit.name)
    record(session, delegate, "registration.delegate_updated.v1", delegate_data(session, delegate, parts), clock=clock)


def add_affiliation(
    session: Session, delegate: Delegate, unit: str, said: Mapping[str, Any], *, by: str, at: datetime
) -> None:
    """Keep what the unit said; a presenter or commended person is one, whichever unit says it."""
    kind = DelegateKind(said["kind"])
    session.add(
        Affiliation(
            conference=delegate.conference,
            delegate_id=delegate.id,
            unit=unit,
            kind=kind,
            post=said.get("post"),
            email=said.get("email"),
            named_at=at,
            by=by,
        )
    )
    if delegate.kind == DelegateKind.DELEGATE:
        delegate.kind = kind
    delegate.post = delegate.post or said.get("post")
    delegate.email = delegate.email or said.get("email")
    session.flush()


def leave_list(
    session: Session, delegate: Delegate, reason: str | None, *, by: Identity, parts: Parts, clock: Clock
) -> bool:
    """Take a unit's naming back while the delegate comes for somebody else too: `delegate_updated`; else False.

    The seat and the pass stay. When it was the delegate's first unit, the one that named them next takes its place.
    """
    others = affiliations_of(session, delegate)
    if by.role != Role.UNIT or by.unit is None or not others:
        return False
    leave_unit(session, delegate, by.unit)
    keep_step(session, delegate, LEAVE, by=by, at=clock(), reason=reason)
    record(session, delegate, "registration.delegate_updated.v1", delegate_data(session, delegate, parts), clock=clock)
    return True


def leave_unit(session: Session, delegate: Delegate, unit: str) -> None:
    """The delegate is no longer on this unit's list; there is another one."""
    others = {affiliation.unit: affiliation for affiliation in affiliations_of(session, delegate)}
    gone = others.get(unit)
    if gone is None:
        gone = next(iter(others.values()))
        _move_on(session, delegate, gone)
    session.delete(gone)
    session.flush()


def leave_invitation(session: Session, guest: Delegate, *, by: Identity, parts: Parts, clock: Clock) -> bool:
    """A guest who is no longer invited comes for the unit that named them (`delegate_updated`); False without one."""
    others = affiliations_of(session, guest)
    if not others:
        return False
    _move_on(session, guest, others[0])
    guest.invitation_id = None
    session.delete(others[0])
    keep_step(session, guest, LEAVE, by=by, at=clock())
    record(session, guest, "registration.delegate_updated.v1", delegate_data(session, guest, parts), clock=clock)
    return True


def _move_on(session: Session, delegate: Delegate, successor: Affiliation) -> None:
    """The unit that named them next becomes their own: its category, and its words where it said some."""
    unit = session.get_one(Unit, (delegate.conference, successor.unit))
    delegate.unit = unit.code
    delegate.category = unit.category
    delegate.kind = successor.kind
    delegate.post = successor.post or delegate.post
    delegate.email = successor.email or delegate.email

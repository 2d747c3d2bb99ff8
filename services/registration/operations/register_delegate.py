"""A unit names a delegate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from chassis.web.resource import found
from services.registration.models import Answer, Delegate, DelegateKind, Invitation, Unit
from services.registration.names import folded, name_order
from services.registration.operations.announcing import delegate_data
from services.registration.operations.quota import locked_unit, places_taken
from services.registration.operations.steps import keep_registration
from services.registration.parts import Parts
from services.registration.problems import INVITATION_NOT_OPEN, UNIT_DECLINED
from services.registration.workflows.delegate import DelegateState
from services.registration.workflows.invitation import InvitationState


def register_delegate(
    session: Session, conference: str, details: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> Delegate:
    """Put a delegate on the unit's list: registered within the quota, waiting over it. `delegate_registered`.

    `details` are unit, full_name, kind, and maybe post, phone (E.164), email. Raises `Problem`: not-found for an
    unknown unit, unit-declined, and invitation-not-open for a unit that was not (or is no longer) invited.
    """
    unit = found(locked_unit(session, conference, details["unit"]))
    _require_open(session, unit, by)
    now = clock()
    delegate = Delegate(
        conference=conference,
        kind=DelegateKind(details["kind"]),
        full_name=details["full_name"],
        search_name=folded(details["full_name"]),
        sort_name=name_order(details["full_name"]),
        post=details.get("post"),
        email=details.get("email"),
        phone=details.get("phone"),
        category=unit.category,
        unit=unit.code,
        state=DelegateState.REGISTERED if places_taken(session, unit) < unit.quota else DelegateState.WAITING,
        registered_at=now,
    )
    session.add(delegate)
    session.flush()
    keep_registration(session, delegate, by=by, at=now)
    data = delegate_data(session, delegate, parts)
    record(session, delegate, "registration.delegate_registered.v1", data, clock=clock)
    return delegate


def _require_open(session: Session, unit: Unit, by: Identity) -> None:
    invitation = session.scalar(
        select(Invitation)
        .where(Invitation.conference == unit.conference, Invitation.unit == unit.code)
        .execution_options(populate_existing=True)
    )
    is_open = invitation is not None and invitation.state in (InvitationState.ISSUED, InvitationState.ANSWERED)
    if by.role != Role.ORGANIZER and not is_open:
        raise Problem(INVITATION_NOT_OPEN)
    if invitation is not None and invitation.answer == Answer.DECLINES:
        raise Problem(UNIT_DECLINED)

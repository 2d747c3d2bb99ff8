"""A delegate hands their place over (đi thay): one leaves and the other is let in, in the same transaction.

The substitute inherits the unit and not the rank: they are counted in the unit's own category and get no seat that was
kept for the person. A guest invited by name has no unit; their substitute is counted where the guest was. Whoever was
on the lists of several units is replaced on all of them: every unit's quota is used as before.
"""

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
from services.registration.models import Delegate, Unit
from services.registration.names import folded, name_order
from services.registration.operations.affiliate import add_affiliation
from services.registration.operations.announcing import delegate_data
from services.registration.operations.confirm_delegate import announce_pass
from services.registration.operations.excuse_delegate import require_absent
from services.registration.operations.issue_pass import revoke_pass
from services.registration.operations.persons import affiliations_of, lock_persons, same_person
from services.registration.operations.steps import keep_registration, step_delegate
from services.registration.parts import Parts
from services.registration.problems import (
    NO_PLACE_TO_HAND_OVER,
    PLACE_HANDED_OVER,
    PLACE_IS_SHARED,
    SUBSTITUTE_IS_ON_THE_LIST,
    SUBSTITUTE_IS_SAME_PERSON,
)
from services.registration.queries.substitutes import successor_of
from services.registration.workflows.delegate import TAKES_A_PLACE, DelegateAction, DelegateState


def substitute_delegate(
    session: Session, delegate: Delegate, details: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> Delegate:
    """Let another person come instead: `delegate_substituted`, `pass_revoked`, and `delegate_confirmed` for that one.

    `details` are full_name, and maybe post, phone (E.164), email, reason. The closing time of units' lists stops
    nobody: the number of people stays. Raises `Problem`: place-handed-over, no-place-to-hand-over, delegate-is-present,
    place-is-shared (for a unit), substitute-is-same-person, substitute-is-on-the-list.
    """
    _require_place(session, delegate, by)
    _require_other_person(session, delegate, details)
    now, reason = clock(), details.get("reason")
    step_delegate(session, delegate, DelegateAction.SUBSTITUTE, by=by, at=now, reason=reason)
    substitute = _successor(session, delegate, details, by=by, at=now)
    data = delegate_data(session, delegate, parts) | _news_of(session, delegate, substitute, reason)
    record(session, delegate, "registration.delegate_substituted.v1", data, clock=clock)
    revoke_pass(session, delegate, delegate.state.value, clock)
    announce_pass(session, substitute, parts, clock)
    return substitute


def require_own_place(session: Session, delegate: Delegate) -> None:
    """Refuse to act for somebody who handed their place over: raises `Problem` place-handed-over, with the name."""
    if delegate.state != DelegateState.SUBSTITUTED:
        return
    following = successor_of(session, delegate.id)
    raise Problem(PLACE_HANDED_OVER, substitute="" if following is None else following.full_name)


def lock_substitute(session: Session, conference: str, details: Mapping[str, Any]) -> None:
    """Let nobody else name this person meanwhile. Called before the delegate is locked, as everywhere."""
    lock_persons(session, conference, [folded(details["full_name"])])


def _require_place(session: Session, delegate: Delegate, by: Identity) -> None:
    require_own_place(session, delegate)
    if delegate.state not in TAKES_A_PLACE:
        raise Problem(NO_PLACE_TO_HAND_OVER)
    require_absent(session, delegate)
    if by.role == Role.UNIT and (delegate.unit != by.unit or affiliations_of(session, delegate)):
        raise Problem(PLACE_IS_SHARED)


def _require_other_person(session: Session, delegate: Delegate, details: Mapping[str, Any]) -> None:
    if _is_same_person(delegate, details):
        raise Problem(SUBSTITUTE_IS_SAME_PERSON)
    known = same_person(session, delegate.conference, folded(details["full_name"]), details.get("phone"))
    if known is not None and known.state in TAKES_A_PLACE:
        raise Problem(SUBSTITUTE_IS_ON_THE_LIST, substitute=known.full_name)


def _is_same_person(delegate: Delegate, details: Mapping[str, Any]) -> bool:
    """Of one name, and not told apart by their phones."""
    if folded(details["full_name"]) != delegate.search_name:
        return False
    phones = (delegate.phone, details.get("phone"))
    return None in phones or phones[0] == phones[1]


def _successor(
    session: Session, delegate: Delegate, details: Mapping[str, Any], *, by: Identity, at: datetime
) -> Delegate:
    unit = None if delegate.unit is None else session.get_one(Unit, (delegate.conference, delegate.unit))
    substitute = Delegate(
        conference=delegate.conference,
        kind=delegate.kind,
        full_name=details["full_name"],
        search_name=folded(details["full_name"]),
        sort_name=name_order(details["full_name"]),
        post=details.get("post"),
        email=details.get("email"),
        phone=details.get("phone"),
        category=delegate.category if unit is None else unit.category,
        unit=delegate.unit,
        substitute_for=delegate.id,
        state=DelegateState.CONFIRMED,
        registered_at=at,
    )
    session.add(substitute)
    session.flush()
    for beside in affiliations_of(session, delegate):
        said = {"kind": beside.kind, "post": substitute.post, "email": substitute.email}
        add_affiliation(session, substitute, beside.unit, said, by=by.name, at=at)
    keep_registration(session, substitute, by=by, at=at)
    return substitute


def _news_of(session: Session, delegate: Delegate, substitute: Delegate, reason: str | None) -> dict[str, Any]:
    unit = None if delegate.unit is None else session.get_one(Unit, (delegate.conference, delegate.unit))
    return {
        "substitute": {
            "delegate_id": substitute.id,
            "full_name": substitute.full_name,
            "post": substitute.post,
        },
        "reason": reason,
        "focal_point_name": None if unit is None else unit.focal_point_name,
        "focal_point_email": None if unit is None else unit.focal_point_email,
    }

"""Commendations: the office puts them in order, the stage calls and hands over. Each change: `commendation_changed`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import CHANGED_MEANWHILE, STEP_NOT_POSSIBLE, Problem
from services.registration.models import Commendation, Delegate, Unit
from services.registration.operations.steps import expect_version, keep_commendation, step_commendation
from services.registration.problems import (
    PROXY_NOT_POSSIBLE,
    RECIPIENT_UNKNOWN,
)
from services.registration.queries.commendations import in_order
from services.registration.workflows.commendation import CommendationAction, CommendationState
from services.registration.workflows.delegate import DelegateState

CHANGED = "registration.commendation_changed.v1"
REMOVED = "registration.commendation_removed.v1"


def add_commendation(
    session: Session, slug: str, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> Commendation:
    """Put one at the end of the order. Raises `Problem` recipient-unknown, proxy-not-possible."""
    last = session.scalar(select(func.max(Commendation.position)).where(Commendation.conference == slug))
    commendation = Commendation(
        conference=slug,
        position=(last or 0) + 1,
        title=data["title"],
        delegate_id=data["delegate_id"],
        unit=data["unit"],
        recipient_name=data["recipient_name"],
        state=CommendationState.WAITING,
        version=0,
    )
    _require_recipient(session, commendation)
    _set_proxy(session, commendation, data)
    session.add(commendation)
    session.flush()
    keep_commendation(session, commendation, "add", by=by, at=clock())
    announce_commendation(session, commendation, clock)
    return commendation


def retitle_commendation(session: Session, commendation: Commendation, title: str, *, clock: Clock) -> None:
    """Correct what is awarded; nothing happens when nothing differs."""
    if commendation.title != title:
        commendation.title = title
        announce_commendation(session, commendation, clock)


def name_proxy(
    session: Session, commendation: Commendation, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> None:
    """Say who receives on behalf; nobody means the recipient in person. Raises `Problem` proxy-not-possible."""
    before = commendation.proxy_delegate_id, commendation.proxy_name
    _set_proxy(session, commendation, data)
    if before != (commendation.proxy_delegate_id, commendation.proxy_name):
        keep_commendation(session, commendation, "name_proxy", by=by, at=clock())
        announce_commendation(session, commendation, clock)


def order_commendations(session: Session, slug: str, order: Sequence[Mapping[str, Any]], *, clock: Clock) -> None:
    """Call them in this order. Raises `Problem` changed-meanwhile unless it names all that there are, as they are."""
    present = {commendation.id: commendation for commendation in in_order(session, slug, lock=True)}
    if len(order) != len(present) or {place["id"] for place in order} != set(present):
        raise Problem(CHANGED_MEANWHILE)
    for place in order:
        expect_version(present[place["id"]], place["version"])
    for position, place in enumerate(order, start=1):
        commendation = present[place["id"]]
        if commendation.position != position:
            commendation.position = position
            announce_commendation(session, commendation, clock)


def step_on_stage(
    session: Session, commendation: Commendation, action: CommendationAction, *, by: Identity, clock: Clock
) -> None:
    """Call, hand over, or take one step back. Raises `Problem`: forbidden, step-not-possible."""
    now = clock()
    step_commendation(session, commendation, action, by=by, at=now)
    state = commendation.state
    commendation.called_at = None if state == CommendationState.WAITING else (commendation.called_at or now)
    commendation.received_at = now if state == CommendationState.RECEIVED else None
    announce_commendation(session, commendation, clock)


def remove_commendation(session: Session, commendation: Commendation, *, by: Identity, clock: Clock) -> None:
    """Take it off the list: `commendation_removed`. Raises `Problem` step-not-possible once it was called."""
    if commendation.state != CommendationState.WAITING:
        raise Problem(STEP_NOT_POSSIBLE, members={"state": commendation.state.value, "action": "remove"})
    keep_commendation(session, commendation, "remove", by=by, at=clock())
    data = {"conference": commendation.conference, "commendation_id": commendation.id}
    record(session, commendation, REMOVED, data, clock=clock)
    session.delete(commendation)
    session.flush()


def announce_commendation(session: Session, commendation: Commendation, clock: Clock) -> None:
    """Record the commendation as it now is."""
    record(session, commendation, CHANGED, commendation_data(session, commendation), clock=clock)


def commendation_data(session: Session, commendation: Commendation) -> dict[str, Any]:
    """Data of commendation_changed."""
    delegate = _delegate(session, commendation.delegate_id)
    unit = _unit(session, commendation, delegate)
    proxy = _delegate(session, commendation.proxy_delegate_id)
    unit_name = unit.name if unit else None
    return {
        "conference": commendation.conference,
        "commendation_id": commendation.id,
        "position": commendation.position,
        "title": commendation.title,
        "state": commendation.state.value,
        "delegate_id": commendation.delegate_id,
        "unit": commendation.unit,
        "recipient_name": delegate.full_name if delegate else commendation.recipient_name or unit_name,
        "recipient_post": delegate.post if delegate else None,
        "unit_name": unit_name,
        "proxy_delegate_id": commendation.proxy_delegate_id,
        "proxy_name": proxy.full_name if proxy else commendation.proxy_name,
    }


def _require_recipient(session: Session, commendation: Commendation) -> None:
    """The one who is named must be of this conference."""
    delegate = _delegate(session, commendation.delegate_id)
    if commendation.delegate_id is not None and (delegate is None or delegate.conference != commendation.conference):
        raise Problem(RECIPIENT_UNKNOWN)
    if commendation.unit is not None and session.get(Unit, (commendation.conference, commendation.unit)) is None:
        raise Problem(RECIPIENT_UNKNOWN)


def _set_proxy(session: Session, commendation: Commendation, data: Mapping[str, Any]) -> None:
    """A delegate who comes for the same unit, or anybody by name."""
    asked = data["proxy_delegate_id"]
    if asked is not None:
        proxy = _delegate(session, asked)
        if proxy is None or not _may_stand_in(proxy, commendation, _delegate(session, commendation.delegate_id)):
            raise Problem(PROXY_NOT_POSSIBLE)
    commendation.proxy_delegate_id, commendation.proxy_name = asked, data["proxy_name"]


def _may_stand_in(proxy: Delegate, commendation: Commendation, recipient: Delegate | None) -> bool:
    unit = recipient.unit if recipient else commendation.unit
    return (
        proxy.conference == commendation.conference
        and proxy.state == DelegateState.CONFIRMED
        and proxy.id != commendation.delegate_id
        and (unit is None or proxy.unit == unit)
    )


def _delegate(session: Session, delegate_id: UUID | None) -> Delegate | None:
    return None if delegate_id is None else session.get(Delegate, delegate_id)


def _unit(session: Session, commendation: Commendation, delegate: Delegate | None) -> Unit | None:
    code = delegate.unit if delegate else commendation.unit
    return None if code is None else session.get(Unit, (commendation.conference, code))

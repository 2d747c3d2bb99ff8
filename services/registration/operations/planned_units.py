"""The units of a plan: kept up to date, and dropped only when nobody worked on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Delegate, DelegateKind, Invitation, Unit
from services.registration.names import folded, word_order
from services.registration.operations.announcing import delegate_data
from services.registration.operations.quota import on_list_of
from services.registration.parts import Parts
from services.registration.phones import parse_phone
from services.registration.workflows.invitation import InvitationState


def keep_units(session: Session, plan: Mapping[str, Any], *, parts: Parts, clock: Clock) -> None:
    """Add and update the plan's units. Delegates follow their unit's category and name (`delegate_updated`)."""
    known = {unit.code: unit for unit in _units(session, plan["conference"])}
    for facts in plan["units"]:
        unit = known.get(facts["code"])
        if unit is None:
            session.add(Unit(conference=plan["conference"], code=facts["code"], **_columns(facts)))
            continue
        changed = (unit.category, unit.name) != (facts["category"], facts["name"])
        for name, value in _columns(facts).items():
            setattr(unit, name, value)
        if changed:
            _tell_of_delegates(session, unit, parts, clock)
    session.flush()


def drop_units(session: Session, plan: Mapping[str, Any]) -> None:
    """Delete the units that left the plan; those with delegates or an invitation stay, marked."""
    kept = {facts["code"] for facts in plan["units"]}
    for unit in _units(session, plan["conference"]):
        if unit.code in kept:
            continue
        if _has_work(session, unit):
            unit.in_plan = False
            unit.invited = False
        else:
            session.delete(unit)
    session.flush()


def plan_phone(text: str | None) -> str | None:
    """A phone of the plan in E.164; what is no phone number is kept as it was written."""
    if text is None:
        return None
    try:
        return parse_phone(text)
    except ValueError:
        return text


def _units(session: Session, conference: str) -> list[Unit]:
    of_conference = select(Unit).where(Unit.conference == conference).order_by(Unit.code)
    return list(session.scalars(of_conference.with_for_update(key_share=True)))


def _columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": facts["name"],
        "search_name": folded(facts["name"]),
        "sort_name": word_order(facts["name"]),
        "category": facts["category"],
        "quota": facts["quota"],
        "invited": facts["invited"],
        "in_plan": True,
        "focal_point_name": facts["focal_point_name"],
        "focal_point_email": facts["focal_point_email"],
        "focal_point_phone": plan_phone(facts["focal_point_phone"]),
    }


def _tell_of_delegates(session: Session, unit: Unit, parts: Parts, clock: Clock) -> None:
    of_unit = select(Delegate).where(Delegate.conference == unit.conference, on_list_of(unit.conference, unit.code))
    for delegate in session.scalars(of_unit.order_by(Delegate.sort_name).with_for_update(key_share=True)).all():
        if delegate.unit == unit.code and delegate.kind != DelegateKind.UNLISTED:
            delegate.category = unit.category
        data = delegate_data(session, delegate, parts)
        record(session, delegate, "registration.delegate_updated.v1", data, clock=clock)


def _has_work(session: Session, unit: Unit) -> bool:
    of_unit = (Delegate.conference == unit.conference, on_list_of(unit.conference, unit.code))
    invited = (Invitation.conference == unit.conference, Invitation.unit == unit.code)
    sent = select(Invitation.id).where(*invited, Invitation.state != InvitationState.DRAFT)
    return session.scalar(select(Delegate.id).where(*of_unit).limit(1)) is not None or session.scalar(sent) is not None

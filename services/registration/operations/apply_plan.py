"""Taking over what a plan says about a conference: the registration service's part of `documents.plan_published`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from services.registration.locks import LOCK
from services.registration.models import CheckIn, Conference, Delegate, Gate, Invitation, ParticipantCategory, Unit
from services.registration.operations.confirm_delegate import announce_pass
from services.registration.operations.issue_pass import held_pass, revoke_pass
from services.registration.operations.planned_hall import keep_hall
from services.registration.operations.planned_invitations import draft_invitations
from services.registration.operations.planned_units import drop_units, keep_units
from services.registration.parts import Parts
from services.registration.workflows.delegate import DelegateState

FACTS = (
    "title",
    "short_title",
    "starts_at",
    "ends_at",
    "registration_closes_at",
    "timezone",
    "hall",
    "address",
    "capacity",
    "host",
    "chair",
    "contact_name",
    "contact_phone",
    "contact_email",
    "unlisted_category",
    "unlisted_needs_second_person",
)


def apply_plan(session: Session, plan: Mapping[str, Any], *, parts: Parts, clock: Clock) -> None:
    """Bring conference, categories, units, gates and draft invitations to this version of the plan.

    A version already applied, or an older one, changes nothing. What people have worked on stays: a unit with
    delegates or an issued invitation is kept, marked as no longer in the plan. Passes stay good when the conference
    moves; only those signed for less than its new end are replaced.
    """
    conference = session.get(Conference, plan["conference"], with_for_update=LOCK)
    if conference is not None and conference.plan_version >= plan["plan_version"]:
        return
    invitations = select(Invitation).where(Invitation.conference == plan["conference"]).order_by(Invitation.number)
    session.scalars(invitations.with_for_update(key_share=True)).all()
    conference = _keep_conference(session, conference, plan)
    keep_hall(session, plan, clock)
    _keep_categories(session, plan)
    keep_units(session, plan, parts=parts, clock=clock)
    draft_invitations(session, plan, parts=parts, clock=clock)
    drop_units(session, plan)
    _keep_gates(session, plan)
    _drop_unused_categories(session, plan)
    _replace_short_lived_passes(session, conference, parts, clock)


def _keep_conference(session: Session, conference: Conference | None, plan: Mapping[str, Any]) -> Conference:
    if conference is None:
        conference = Conference(slug=plan["conference"], last_invitation_number=0)
        session.add(conference)
    conference.plan_version = plan["plan_version"]
    for name in FACTS:
        setattr(conference, name, plan["facts"][name])
    told = plan["facts"]["calendar_sequence"]
    conference.calendar_sequence = plan["plan_version"] if told is None else told
    session.flush()
    return conference


def _keep_categories(session: Session, plan: Mapping[str, Any]) -> None:
    for category in plan["categories"]:
        session.merge(ParticipantCategory(conference=plan["conference"], **_fields(category, "name", "protocol_rank")))
    session.flush()


def _keep_gates(session: Session, plan: Mapping[str, Any]) -> None:
    for gate in plan["gates"]:
        session.merge(Gate(conference=plan["conference"], **_fields(gate, "name")))
    session.flush()
    used = exists().where(CheckIn.conference == Gate.conference, CheckIn.gate == Gate.code)
    kept = [gate["code"] for gate in plan["gates"]]
    session.execute(delete(Gate).where(Gate.conference == plan["conference"], Gate.code.not_in(kept), ~used))


def _drop_unused_categories(session: Session, plan: Mapping[str, Any]) -> None:
    here = ParticipantCategory
    used = [
        exists().where(table.conference == here.conference, table.category == here.code)
        for table in (Unit, Invitation, Delegate)
    ]
    kept = [category["code"] for category in plan["categories"]]
    unused = [~one for one in used]
    session.execute(delete(here).where(here.conference == plan["conference"], here.code.not_in(kept), *unused))


def _replace_short_lived_passes(session: Session, conference: Conference, parts: Parts, clock: Clock) -> None:
    confirmed = select(Delegate).where(
        Delegate.conference == conference.slug, Delegate.state == DelegateState.CONFIRMED
    )
    for delegate in session.scalars(confirmed.order_by(Delegate.sort_name).with_for_update(key_share=True)).all():
        held = held_pass(session, delegate)
        if held is not None and held.expires_at < conference.passes_valid_until:
            revoke_pass(session, delegate, "conference-moved", clock)
            announce_pass(session, delegate, parts, clock)


def _fields(item: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {"code": item["code"], **{name: item[name] for name in names}}

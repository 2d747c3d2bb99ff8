"""The invitations that a plan asks for: a draft for every invited unit and every named guest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Delegate, Invitation, InviteeKind
from services.registration.names import folded
from services.registration.operations.announcing import invitation_data
from services.registration.operations.numbering import next_number
from services.registration.operations.planned_units import plan_phone
from services.registration.operations.update_delegate import update_delegate
from services.registration.parts import Parts
from services.registration.workflows.invitation import OPEN, InvitationState

FOLLOWED = {
    "invitee_name": "full_name",
    "invitee_post": "post",
    "category": "category",
    "recipient_email": "email",
    "recipient_phone": "phone",
}
"""Where a guest's invitation and delegate say the same thing."""

HAND_MADE = "guest-"
"""How the code of a guest begins who was invited beside the plan (`invite_guest`)."""


def draft_invitations(session: Session, plan: Mapping[str, Any], *, parts: Parts, clock: Clock) -> None:
    """Draft new ones, numbered by protocol rank; update what is known of the others; delete drafts the plan dropped.

    A change of one that is out is announced (`invitation_updated`), and its guest follows it (`delegate_updated`).

    An invitation that went out is never deleted: withdrawing it is the organizer's decision.
    """
    known = {(one.invitee_kind, one.invitee_code): one for one in _invitations(session, plan["conference"])}
    wanted = _wanted(plan)
    for key, columns in wanted.items():
        invitation = known.get(key)
        if invitation is None:
            _draft(session, plan["conference"], key, columns)
        else:
            _update(session, invitation, columns, parts, clock)
    for key, invitation in known.items():
        by_hand = invitation.unit is None and invitation.invitee_code.startswith(HAND_MADE)
        if key not in wanted and invitation.state == InvitationState.DRAFT and not by_hand:
            session.delete(invitation)
    session.flush()


def _invitations(session: Session, conference: str) -> list[Invitation]:
    return list(session.scalars(select(Invitation).where(Invitation.conference == conference)))


def _wanted(plan: Mapping[str, Any]) -> dict[tuple[InviteeKind, str], dict[str, Any]]:
    rank = {category["code"]: category["protocol_rank"] for category in plan["categories"]}
    guests = [((InviteeKind.GUEST, guest["code"]), _of_guest(guest)) for guest in plan["guests"]]
    units = [((InviteeKind.UNIT, unit["code"]), _of_unit(unit)) for unit in plan["units"] if unit["invited"]]
    return dict(sorted(guests + units, key=lambda entry: rank[entry[1]["category"]]))


def _of_guest(guest: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "invitee_name": guest["full_name"],
        "invitee_post": guest["post"],
        "category": guest["category"],
        "unit": None,
        "quota": 1,
        "recipient_name": guest["full_name"],
        "recipient_email": guest["email"],
        "recipient_phone": plan_phone(guest["phone"]),
    }


def _of_unit(unit: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "invitee_name": unit["name"],
        "invitee_post": None,
        "category": unit["category"],
        "unit": unit["code"],
        "quota": unit["quota"],
        "recipient_name": unit["focal_point_name"],
        "recipient_email": unit["focal_point_email"],
        "recipient_phone": plan_phone(unit["focal_point_phone"]),
    }


def _draft(session: Session, conference: str, key: tuple[InviteeKind, str], columns: Mapping[str, Any]) -> None:
    kind, code = key
    session.add(
        Invitation(
            conference=conference,
            number=next_number(session, conference),
            invitee_kind=kind,
            invitee_code=code,
            search_name=folded(columns["invitee_name"]),
            **columns,
        )
    )


def _update(session: Session, invitation: Invitation, columns: Mapping[str, Any], parts: Parts, clock: Clock) -> None:
    changed = {name: value for name, value in columns.items() if getattr(invitation, name) != value}
    for name, value in changed.items():
        setattr(invitation, name, value)
    invitation.search_name = folded(invitation.invitee_name)
    if changed and invitation.state in OPEN:
        record(
            session, invitation, "registration.invitation_updated.v1", invitation_data(invitation, parts), clock=clock
        )
    followed = {FOLLOWED[name]: value for name, value in changed.items() if name in FOLLOWED}
    if followed and invitation.unit is None:
        guest = session.scalar(
            select(Delegate).where(Delegate.invitation_id == invitation.id).with_for_update(key_share=True)
        )
        if guest is not None:
            update_delegate(session, guest, followed, parts=parts, clock=clock)

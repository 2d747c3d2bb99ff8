"""Inviting a person by name, beside the guests of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from chassis.web.problems import FieldFault, invalid_input
from chassis.web.resource import found
from services.registration.models import Conference, Invitation, InviteeKind, ParticipantCategory
from services.registration.names import folded
from services.registration.operations.numbering import next_number


def invite_guest(session: Session, conference: str, details: Mapping[str, Any]) -> Invitation:
    """A draft; nothing leaves the house before it is issued, so there is no event.

    `details` are full_name, post, category, and maybe email, phone (E.164). Raises `Problem` for an unknown
    conference or category.
    """
    found(session.get(Conference, conference))
    if session.get(ParticipantCategory, (conference, details["category"])) is None:
        raise invalid_input([FieldFault("/category", details["category"])])
    invitation_id = uuid4()
    invitation = Invitation(
        id=invitation_id,
        conference=conference,
        number=next_number(session, conference),
        invitee_kind=InviteeKind.GUEST,
        invitee_code=f"guest-{invitation_id.hex[:12]}",
        invitee_name=details["full_name"],
        invitee_post=details["post"],
        search_name=folded(details["full_name"]),
        category=details["category"],
        quota=1,
        recipient_name=details["full_name"],
        recipient_email=details.get("email"),
        recipient_phone=details.get("phone"),
    )
    session.add(invitation)
    session.flush()
    return invitation

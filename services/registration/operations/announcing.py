"""What registration's events say, gathered from the rows they are about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.registration.models import Delegate, Invitation, Pass
from services.registration.operations.persons import BETWEEN_UNITS, affiliations_of, unit_names
from services.registration.parts import Parts
from services.registration.private_links import LinkTo, PrivateLinks

DELEGATE_LINK_ISSUE = 1
"""A delegate's link is never re-issued; it dies with the delegate's place on the list."""


def invitation_link(links: PrivateLinks, invitation: Invitation) -> str:
    """Path of the invitation's private link in its present issue."""
    return links.path(LinkTo.INVITATION, invitation.id, invitation.issue)


def delegate_link(links: PrivateLinks, delegate: Delegate) -> str:
    """Path of the delegate's private link; a guest has only the invitation's."""
    return links.path(LinkTo.DELEGATE, delegate.id, DELEGATE_LINK_ISSUE)


def invitation_data(invitation: Invitation, parts: Parts) -> dict[str, Any]:
    """Data of invitation_issued, invitation_updated and invitation_withdrawn."""
    return {
        "conference": invitation.conference,
        "invitation_id": invitation.id,
        "number": invitation.number,
        "issue": invitation.issue,
        "invitee_kind": invitation.invitee_kind.value,
        "invitee_code": invitation.invitee_code,
        "invitee_name": invitation.invitee_name,
        "invitee_post": invitation.invitee_post,
        "category": invitation.category,
        "quota": invitation.quota,
        "recipient_name": invitation.recipient_name,
        "recipient_email": invitation.recipient_email,
        "recipient_phone": invitation.recipient_phone,
        "issued_at": invitation.issued_at,
        "link": invitation_link(parts.links, invitation),
    }


def delegate_data(
    session: Session, delegate: Delegate, parts: Parts, *, unit_name: str | None = None
) -> dict[str, Any]:
    """Data of every event about a delegate. `unit_name` is given for one who is new on one list: nothing is asked."""
    return {
        "conference": delegate.conference,
        "delegate_id": delegate.id,
        "full_name": delegate.full_name,
        "post": delegate.post,
        "email": delegate.email,
        "phone": delegate.phone,
        "kind": delegate.kind.value,
        "category": delegate.category,
        "unit": delegate.unit,
        **(_units(session, delegate) if unit_name is None else {"unit_name": unit_name, "affiliations": []}),
        "substitute_for": delegate.substitute_for,
        "substitute_for_name": _name_of(session, delegate.substitute_for),
        "state": delegate.state.value,
        "link": delegate_link(parts.links, delegate),
        "seat": delegate.shown_seat,
    }


def _units(session: Session, delegate: Delegate) -> dict[str, Any]:
    """The names of all their units as they are printed, and those beside the first one by one."""
    others = [affiliation.unit for affiliation in affiliations_of(session, delegate)]
    own = [] if delegate.unit is None else [delegate.unit]
    names = unit_names(session, delegate.conference, own + others)
    return {
        "unit_name": BETWEEN_UNITS.join(names[code] for code in own + others) or delegate.organisation,
        "affiliations": [{"unit": code, "unit_name": names[code]} for code in others],
    }


def _name_of(session: Session, delegate_id: UUID | None) -> str | None:
    return None if delegate_id is None else session.get_one(Delegate, delegate_id).full_name


def pass_data(held: Pass, parts: Parts) -> dict[str, Any]:
    """The pass as it is printed and shown."""
    return {
        "pass_id": held.id,
        "text": parts.signer.text(held.id, held.conference, held.expires_at),
        "code": held.code,
        "expires_at": held.expires_at,
    }

"""What a private link opens."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.web.problems import Problem
from services.registration.models import Delegate, Invitation, InviteeKind
from services.registration.operations.announcing import DELEGATE_LINK_ISSUE
from services.registration.private_links import LinkTo, Opened, PrivateLinks, UnknownLink
from services.registration.problems import LINK_REPLACED, LINK_UNKNOWN
from services.registration.queries.delegates import guest_of
from services.registration.workflows.delegate import DelegateState
from services.registration.workflows.invitation import OPEN


def open_link(session: Session, token: str, links: PrivateLinks) -> dict[str, Any]:
    """Whom the holder of this token may act for. Raises `Problem` link-unknown or link-replaced."""
    try:
        opened = links.open(token)
    except UnknownLink:
        raise Problem(LINK_UNKNOWN) from None
    if opened.to == LinkTo.INVITATION:
        return _open_invitation(session, opened)
    return _open_delegate(session, opened)


def _open_invitation(session: Session, opened: Opened) -> dict[str, Any]:
    invitation = session.get(Invitation, opened.id)
    if invitation is None:
        raise Problem(LINK_UNKNOWN)
    if invitation.state not in OPEN or invitation.issue != opened.issue:
        raise Problem(LINK_REPLACED)
    who = {"conference": invitation.conference, "invitation": invitation.id, "name": invitation.invitee_name}
    if invitation.invitee_kind == InviteeKind.UNIT:
        return who | {"kind": "unit", "unit": invitation.unit}
    guest = guest_of(session, invitation.id)
    return who | {"kind": "guest"} | ({} if guest is None else {"delegate": guest.id})


def _open_delegate(session: Session, opened: Opened) -> dict[str, Any]:
    delegate = session.get(Delegate, opened.id)
    if delegate is None:
        raise Problem(LINK_UNKNOWN)
    ended = delegate.state == DelegateState.CANCELLED or not _still_invited(session, delegate)
    if ended or opened.issue != DELEGATE_LINK_ISSUE:
        raise Problem(LINK_REPLACED)
    return {
        "conference": delegate.conference,
        "kind": "delegate",
        "delegate": delegate.id,
        "name": delegate.full_name,
    }


def _still_invited(session: Session, delegate: Delegate) -> bool:
    """A guest's own link opens as long as their invitation holds."""
    if delegate.invitation_id is None:
        return True
    return session.get_one(Invitation, delegate.invitation_id).state in OPEN

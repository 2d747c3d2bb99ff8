"""Keeps the projection of invitations: what registration says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.documents.models import Invitation
from services.documents.operations.file_paper import retire_papers


def keep_invitation(
    session: Session, data: dict[str, Any], state: str, *, issued_at: datetime | None = None
) -> Invitation:
    """Keep an issued or withdrawn invitation; papers of a withdrawn one are no longer to be used.

    With `issued_at` come what its paper bears beside: the invitee's post and the private link.
    """
    invitation = _kept(session, data)
    invitation.number = data["number"]
    invitation.issue = data["issue"]
    invitation.category, invitation.quota = data["category"], data["quota"]
    invitation.state = state
    if issued_at is not None:
        invitation.invitee_post, invitation.link = data["invitee_post"], data["link"]
        invitation.issued_at = issued_at
    if state == "withdrawn":
        retire_papers(session, invitation.id, "invitation")
    return invitation


def keep_answer(session: Session, data: dict[str, Any]) -> Invitation:
    """Keep the answer of an invitee; a later one replaces it."""
    invitation = _kept(session, data)
    invitation.answer = data["answer"]
    invitation.answered_at = data["answered_at"]
    return invitation


def _kept(session: Session, data: dict[str, Any]) -> Invitation:
    invitation = session.get(Invitation, data["invitation_id"])
    if invitation is None:
        invitation = Invitation(id=data["invitation_id"], issue=0, state="issued")
        session.add(invitation)
    invitation.conference = data["conference"]
    invitation.invitee_kind = data["invitee_kind"]
    invitation.invitee_code = data["invitee_code"]
    invitation.invitee_name = data["invitee_name"]
    return invitation

"""A delegate or a guest says that they cannot come after all."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from services.registration.models import Answer, Delegate, Invitation
from services.registration.operations.answer_invitation import GivenAnswer, answer_invitation
from services.registration.operations.excuse_delegate import excuse_delegate
from services.registration.parts import Parts


def excuse_attendance(
    session: Session, delegate: Delegate, reason: str, *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """Excuse a delegate. A guest's word is their answer to the invitation, and is kept as that."""
    invitation = None if delegate.invitation_id is None else session.get_one(Invitation, delegate.invitation_id)
    if invitation is None or invitation.answer != Answer.ATTENDS:
        excuse_delegate(session, delegate, reason, by=by, parts=parts, clock=clock)
    else:
        given = GivenAnswer(Answer.DECLINES, reason=reason)
        answer_invitation(session, invitation, given, by=by, parts=parts, clock=clock)

"""A delegate or a guest says that they will come."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.web.problems import Problem
from services.registration.models import Answer, Delegate, Invitation
from services.registration.operations.answer_invitation import GivenAnswer, answer_invitation
from services.registration.operations.confirm_delegate import confirm_delegate
from services.registration.parts import Parts
from services.registration.problems import INVITATION_NOT_OPEN
from services.registration.workflows.invitation import OPEN


def confirm_attendance(session: Session, delegate: Delegate, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """Confirm a delegate. A guest's word is their answer to the invitation, and is kept as that.

    Raises `Problem` invitation-not-open for a guest whose invitation was withdrawn: it must be issued anew first.
    """
    if delegate.invitation_id is None:
        confirm_delegate(session, delegate, by=by, parts=parts, clock=clock)
        return
    invitation = session.get_one(Invitation, delegate.invitation_id)
    if invitation.state not in OPEN:
        raise Problem(INVITATION_NOT_OPEN)
    if invitation.answer == Answer.ATTENDS:
        confirm_delegate(session, delegate, by=by, parts=parts, clock=clock)
    else:
        answer_invitation(session, invitation, GivenAnswer(Answer.ATTENDS), by=by, parts=parts, clock=clock)

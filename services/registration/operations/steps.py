"""Taking a step of a workflow, and keeping who took it, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.problems import CHANGED_MEANWHILE, FORBIDDEN, STEP_NOT_POSSIBLE, Problem
from chassis.workflow import TransitionRefused, Workflow
from services.registration.models import Commendation, Delegate, DelegateKind, Invitation, Step
from services.registration.workflows.commendation import COMMENDATION_WORKFLOW, CommendationAction
from services.registration.workflows.delegate import DELEGATE_WORKFLOW, DelegateAction, DelegateState
from services.registration.workflows.invitation import INVITATION_WORKFLOW, InvitationAction
from services.registration.workflows.unlisted import UNLISTED_WORKFLOW, UnlistedAction


def step_invitation(
    session: Session,
    invitation: Invitation,
    action: InvitationAction,
    *,
    by: Identity,
    at: datetime,
    reason: str | None = None,
) -> None:
    """Move the invitation on. Raises `Problem`: forbidden for the role, or step-not-possible in this state."""
    try:
        invitation.state = INVITATION_WORKFLOW.next(invitation.state, action, by.role)
    except TransitionRefused as refusal:
        raise _problem(refusal) from refusal
    _keep(session, invitation, action, by=by, at=at, reason=reason)


def step_delegate(
    session: Session,
    delegate: Delegate,
    action: DelegateAction | UnlistedAction,
    *,
    by: Identity,
    at: datetime,
    reason: str | None = None,
    noted_as: str | None = None,
) -> None:
    """Move the delegate on; the history calls the step `noted_as` where it was part of another.

    Raises `Problem`: forbidden for the role, or step-not-possible in this state.
    """
    try:
        delegate.state = workflow_of(delegate).next(delegate.state, action, by.role)
    except TransitionRefused as refusal:
        raise _problem(refusal) from refusal
    _keep(session, delegate, noted_as or action, by=by, at=at, reason=reason)


def workflow_of(delegate: Delegate) -> Workflow[DelegateState, Any]:
    """The table of the delegate's steps: unlisted guests have their own."""
    return UNLISTED_WORKFLOW if delegate.kind == DelegateKind.UNLISTED else DELEGATE_WORKFLOW


def keep_step(
    session: Session, delegate: Delegate, action: str, *, by: Identity, at: datetime, reason: str | None = None
) -> None:
    """A line of a delegate's history that is no step of the workflow."""
    _keep(session, delegate, action, by=by, at=at, reason=reason)


def step_commendation(
    session: Session, commendation: Commendation, action: CommendationAction, *, by: Identity, at: datetime
) -> None:
    """Move the commendation on. Raises `Problem`: forbidden for the role, or step-not-possible in this state."""
    try:
        commendation.state = COMMENDATION_WORKFLOW.next(commendation.state, action, by.role)
    except TransitionRefused as refusal:
        raise _problem(refusal) from refusal
    _keep(session, commendation, action, by=by, at=at)


def keep_commendation(session: Session, commendation: Commendation, action: str, *, by: Identity, at: datetime) -> None:
    """A line of the commendation's history that is no step of its workflow."""
    _keep(session, commendation, action, by=by, at=at)


def keep_registration(
    session: Session, delegate: Delegate, *, by: Identity, at: datetime, reason: str | None = None
) -> None:
    """The first line of a delegate's history."""
    _keep(session, delegate, "register", by=by, at=at, reason=reason)


def expect_version(row: Commendation | Delegate | Invitation, version: int) -> None:
    """Refuse to act on a page that is no longer true: raises `Problem` changed-meanwhile."""
    if row.version != version:
        raise Problem(CHANGED_MEANWHILE)


def _keep(
    session: Session,
    about: Commendation | Delegate | Invitation,
    action: str,
    *,
    by: Identity,
    at: datetime,
    reason: str | None = None,
) -> None:
    session.add(
        Step(
            conference=about.conference,
            about=about.id,
            action=str(action),
            state=about.state.value,
            by=by.name,
            role=by.role.value,
            at=at,
            reason=reason,
        )
    )


def _problem(refusal: TransitionRefused) -> Problem:
    if refusal.wrong_role:
        return Problem(FORBIDDEN)
    return Problem(STEP_NOT_POSSIBLE, members={"state": refusal.state.value, "action": refusal.action.value})

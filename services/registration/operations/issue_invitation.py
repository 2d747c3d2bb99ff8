"""Sending an invitation out: for the first time, anew, or taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Delegate, Delivery, Invitation
from services.registration.operations.affiliate import leave_invitation
from services.registration.operations.announcing import invitation_data
from services.registration.operations.excuse_delegate import excuse_delegate
from services.registration.operations.quota import require_no_delegates
from services.registration.operations.steps import step_invitation
from services.registration.parts import Parts
from services.registration.queries.substitutes import last_of_chain
from services.registration.workflows.delegate import TAKES_A_PLACE
from services.registration.workflows.invitation import InvitationAction, InvitationState


@dataclass(frozen=True)
class Skipped:
    """An invitation that was not issued, and why: `not-found` or `not-draft`."""

    id: UUID
    reason: str


def issue_invitation(session: Session, invitation: Invitation, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """Issue a draft: `invitation_issued`."""
    _send_out(session, invitation, InvitationAction.ISSUE, by=by, parts=parts, clock=clock)


def reissue_invitation(session: Session, invitation: Invitation, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """Issue anew: `invitation_issued` with the next issue. Links of earlier issues no longer open; an answer stays."""
    _send_out(session, invitation, InvitationAction.REISSUE, by=by, parts=parts, clock=clock)


def issue_drafts(
    session: Session, conference: str, ids: Iterable[UUID] | None, *, by: Identity, parts: Parts, clock: Clock
) -> tuple[int, list[Skipped]]:
    """Issue these drafts, or all when `ids` is None: how many were issued, and which could not be."""
    chosen = select(Invitation).where(Invitation.conference == conference).order_by(Invitation.number)
    wanted = set(ids or ())
    if ids is None:
        chosen = chosen.where(Invitation.state == InvitationState.DRAFT)
    else:
        chosen = chosen.where(Invitation.id.in_(wanted))
    rows = session.scalars(chosen.with_for_update(key_share=True)).all()
    drafts = [row for row in rows if row.state == InvitationState.DRAFT]
    for draft in drafts:
        issue_invitation(session, draft, by=by, parts=parts, clock=clock)
    skipped = [Skipped(row.id, "not-draft") for row in rows if row not in drafts]
    missing = sorted(wanted - {row.id for row in rows})
    return len(drafts), skipped + [Skipped(one, "not-found") for one in missing]


def withdraw_invitation(session: Session, invitation: Invitation, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """Take it back: `invitation_withdrawn`; its link no longer opens.

    A guest who was to come, or whoever they let come instead, is excused with it, and their pass revoked; one whom a
    unit named, too, comes for the unit. A unit must first take its delegates off the list: raises `Problem`
    unit-has-delegates.
    """
    step_invitation(session, invitation, InvitationAction.WITHDRAW, by=by, at=clock())
    require_no_delegates(session, invitation)
    record(session, invitation, "registration.invitation_withdrawn.v1", invitation_data(invitation, parts), clock=clock)
    guest = session.scalar(
        select(Delegate).where(Delegate.invitation_id == invitation.id).with_for_update(key_share=True)
    )
    if guest is None or leave_invitation(session, guest, by=by, parts=parts, clock=clock):
        return
    coming = last_of_chain(session, guest)
    if coming.state in TAKES_A_PLACE:
        excuse_delegate(session, coming, None, by=by, parts=parts, clock=clock)


def _send_out(
    session: Session, invitation: Invitation, action: InvitationAction, *, by: Identity, parts: Parts, clock: Clock
) -> None:
    now = clock()
    step_invitation(session, invitation, action, by=by, at=now)
    invitation.issue += 1
    invitation.issued_at = now
    invitation.delivery = Delivery.NONE
    invitation.delivery_error = None
    if invitation.state == InvitationState.ISSUED:
        _forget_answer(invitation)
    record(session, invitation, "registration.invitation_issued.v1", invitation_data(invitation, parts), clock=clock)


def _forget_answer(invitation: Invitation) -> None:
    invitation.answer = None
    invitation.attending = 0
    invitation.reason = None
    invitation.answered_at = None

"""One step for many delegates: each gets its own verdict, and one's refusal does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.web.problems import NOT_FOUND, Problem
from services.registration.models import Delegate, Invitation, Unit
from services.registration.operations.admit_delegate import admit_delegate
from services.registration.operations.confirm_attendance import confirm_attendance
from services.registration.operations.excuse_attendance import excuse_attendance
from services.registration.operations.excuse_delegate import cancel_delegate
from services.registration.operations.persons import lock_delegate
from services.registration.parts import Parts
from services.registration.workflows.delegate import DelegateAction, DelegateState


class BulkOutcome(StrEnum):
    """What came of the step for one delegate."""

    DONE = "done"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class BulkVerdict:
    """`problem` says why it was refused."""

    delegate_id: UUID
    outcome: BulkOutcome
    problem: Problem | None = None


_LEADS_TO = {
    DelegateAction.ADMIT: DelegateState.REGISTERED,
    DelegateAction.CONFIRM: DelegateState.CONFIRMED,
    DelegateAction.EXCUSE: DelegateState.EXCUSED,
    DelegateAction.CANCEL: DelegateState.CANCELLED,
}
BULK_ACTIONS = tuple(_LEADS_TO)


def step_many(
    session: Session,
    conference: str,
    ids: Sequence[UUID],
    action: DelegateAction,
    reason: str,
    *,
    by: Identity,
    parts: Parts,
    clock: Clock,
) -> list[BulkVerdict]:
    """Take the step for each, in the order given. Who is there already is left alone, so it may be asked again."""
    _lock(session, conference, ids)
    take = _step(session, action, reason, by=by, parts=parts, clock=clock)
    return [_one(session, conference, each, _LEADS_TO[action], take) for each in dict.fromkeys(ids)]


def _one(
    session: Session, conference: str, delegate_id: UUID, target: DelegateState, take: Callable[[Delegate], None]
) -> BulkVerdict:
    try:
        # A savepoint: what a refused step had begun is taken back, and nothing else.
        with session.begin_nested():
            delegate = session.get(Delegate, delegate_id)
            if delegate is None or delegate.conference != conference:
                raise Problem(NOT_FOUND)
            lock_delegate(session, delegate)
            if delegate.state == target:
                return BulkVerdict(delegate_id, BulkOutcome.UNCHANGED)
            take(delegate)
    except Problem as problem:
        return BulkVerdict(delegate_id, BulkOutcome.REFUSED, problem)
    return BulkVerdict(delegate_id, BulkOutcome.DONE)


def _lock(session: Session, conference: str, ids: Sequence[UUID]) -> None:
    """What stands before delegates in the order of locks, for all of them."""
    guests = select(Delegate.invitation_id).where(Delegate.id.in_(ids), Delegate.invitation_id.is_not(None))
    invitations = select(Invitation).where(Invitation.id.in_(guests)).order_by(Invitation.number)
    session.scalars(invitations.with_for_update(key_share=True)).all()
    units = select(Unit).where(Unit.conference == conference).order_by(Unit.code)
    session.scalars(units.with_for_update(key_share=True)).all()


def _step(
    session: Session, action: DelegateAction, reason: str, *, by: Identity, parts: Parts, clock: Clock
) -> Callable[[Delegate], None]:
    def take(delegate: Delegate) -> None:
        if action == DelegateAction.ADMIT:
            admit_delegate(session, delegate, by=by, parts=parts, clock=clock)
        elif action == DelegateAction.CONFIRM:
            confirm_attendance(session, delegate, by=by, parts=parts, clock=clock)
        elif action == DelegateAction.EXCUSE:
            excuse_attendance(session, delegate, reason, by=by, parts=parts, clock=clock)
        else:
            cancel_delegate(session, delegate, reason, by=by, parts=parts, clock=clock)

    return take

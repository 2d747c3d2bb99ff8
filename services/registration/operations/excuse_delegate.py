"""A delegate will not come: excused by themselves or their unit, or taken off the list."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import CheckIn, Delegate, Outcome
from services.registration.operations.announcing import delegate_data
from services.registration.operations.issue_pass import revoke_pass
from services.registration.operations.steps import step_delegate
from services.registration.parts import Parts
from services.registration.problems import DELEGATE_IS_PRESENT
from services.registration.workflows.delegate import DelegateAction


def excuse_delegate(
    session: Session, delegate: Delegate, reason: str | None, *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """An excused absence (vắng có lý do): `delegate_excused`, and `pass_revoked` when there was a pass.

    The place becomes free; nobody moves up from the waiting list by itself. Raises `Problem` delegate-is-present.
    """
    end_delegate(session, delegate, DelegateAction.EXCUSE, reason, by=by, parts=parts, clock=clock)


def cancel_delegate(
    session: Session, delegate: Delegate, reason: str | None, *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """Take a delegate off the list for good; the events are those of `excuse_delegate`, with state cancelled."""
    end_delegate(session, delegate, DelegateAction.CANCEL, reason, by=by, parts=parts, clock=clock)


def end_delegate(
    session: Session,
    delegate: Delegate,
    action: DelegateAction,
    reason: str | None,
    *,
    by: Identity,
    parts: Parts,
    clock: Clock,
    noted_as: str | None = None,
) -> None:
    """Excuse or cancel, as part of something else when `noted_as` says what. Raises `Problem` delegate-is-present."""
    step_delegate(session, delegate, action, by=by, at=clock(), reason=reason, noted_as=noted_as)
    require_absent(session, delegate)
    data = delegate_data(session, delegate, parts) | {"reason": reason}
    record(session, delegate, "registration.delegate_excused.v1", data, clock=clock)
    revoke_pass(session, delegate, delegate.state.value, clock)


def require_absent(session: Session, delegate: Delegate) -> None:
    """Refuse to send somebody away who is in the hall: raises `Problem` delegate-is-present."""
    standing = select(CheckIn.id).where(CheckIn.delegate_id == delegate.id, CheckIn.outcome == Outcome.ACCEPTED)
    if session.scalar(standing) is not None:
        raise Problem(DELEGATE_IS_PRESENT)

"""A delegate will come."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import Delegate, Step, Unit
from services.registration.operations.announcing import delegate_data, pass_data
from services.registration.operations.issue_pass import issue_pass
from services.registration.operations.open_invitation import require_one_open
from services.registration.operations.persons import units_of
from services.registration.operations.quota import locked_unit, places_taken
from services.registration.operations.steps import step_delegate
from services.registration.parts import Parts
from services.registration.problems import QUOTA_FULL
from services.registration.workflows.delegate import DelegateAction, DelegateState


def confirm_delegate(session: Session, delegate: Delegate, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """Confirm, and issue the pass: `delegate_confirmed`.

    Who was excused and comes after all needs an invitation that holds, and a free place of every unit that named them
    unless the organizer decides otherwise: else raises `Problem` invitation-not-open, unit-declined, quota-full. Who
    was excused from the waiting list only waits again (`delegate_updated`), unless the organizer confirms them.
    """
    returns = delegate.state == DelegateState.EXCUSED
    if returns and by.role != Role.ORGANIZER and _was_waiting(session, delegate):
        _wait_again(session, delegate, by=by, parts=parts, clock=clock)
        return
    step_delegate(session, delegate, DelegateAction.CONFIRM, by=by, at=clock())
    if returns:
        _require_place(session, delegate, by)
    announce_pass(session, delegate, parts, clock)


def announce_pass(session: Session, delegate: Delegate, parts: Parts, clock: Clock) -> None:
    """Issue a pass to a confirmed delegate who holds none, and announce it."""
    given = issue_pass(session, delegate, clock)
    data = delegate_data(session, delegate, parts) | {"pass": pass_data(given, parts)}
    record(session, delegate, "registration.delegate_confirmed.v1", data, clock=clock)


def _was_waiting(session: Session, delegate: Delegate) -> bool:
    before = select(Step.state).where(Step.about == delegate.id, Step.state != DelegateState.EXCUSED.value)
    return session.scalar(before.order_by(Step.id.desc()).limit(1)) == DelegateState.WAITING.value


def _wait_again(session: Session, delegate: Delegate, *, by: Identity, parts: Parts, clock: Clock) -> None:
    step_delegate(session, delegate, DelegateAction.WAIT, by=by, at=clock())
    require_one_open(session, _locked_units(session, delegate), by)
    record(session, delegate, "registration.delegate_updated.v1", delegate_data(session, delegate, parts), clock=clock)


def _require_place(session: Session, delegate: Delegate, by: Identity) -> None:
    units = _locked_units(session, delegate)
    if delegate.invitation_id is None:
        require_one_open(session, units, by)
    if by.role == Role.ORGANIZER:
        return
    for unit in units:
        # The delegate is confirmed already, in this transaction, and counted.
        if places_taken(session, unit) > unit.quota:
            raise Problem(QUOTA_FULL, quota=unit.quota)


def _locked_units(session: Session, delegate: Delegate) -> list[Unit]:
    codes = sorted(units_of(session, delegate))
    return [unit for code in codes if (unit := locked_unit(session, delegate.conference, code)) is not None]

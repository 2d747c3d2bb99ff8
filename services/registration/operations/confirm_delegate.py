"""A delegate will come."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from services.registration.models import Delegate
from services.registration.operations.announcing import delegate_data, pass_data
from services.registration.operations.issue_pass import issue_pass
from services.registration.operations.persons import units_of
from services.registration.operations.quota import locked_unit, places_taken
from services.registration.operations.steps import step_delegate
from services.registration.parts import Parts
from services.registration.problems import QUOTA_FULL
from services.registration.workflows.delegate import DelegateAction, DelegateState


def confirm_delegate(session: Session, delegate: Delegate, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """Confirm, and issue the pass: `delegate_confirmed`.

    Who was excused and comes after all needs a free place of every unit that named them, unless the organizer decides
    otherwise: else raises `Problem` quota-full.
    """
    was_excused = delegate.state == DelegateState.EXCUSED
    step_delegate(session, delegate, DelegateAction.CONFIRM, by=by, at=clock())
    if was_excused and by.role != Role.ORGANIZER:
        _require_free_place(session, delegate)
    announce_pass(session, delegate, parts, clock)


def announce_pass(session: Session, delegate: Delegate, parts: Parts, clock: Clock) -> None:
    """Issue a pass to a confirmed delegate who holds none, and announce it."""
    given = issue_pass(session, delegate, clock)
    data = delegate_data(session, delegate, parts) | {"pass": pass_data(given, parts)}
    record(session, delegate, "registration.delegate_confirmed.v1", data, clock=clock)


def _require_free_place(session: Session, delegate: Delegate) -> None:
    for code in sorted(units_of(session, delegate)):
        unit = locked_unit(session, delegate.conference, code)
        # The delegate is confirmed already, in this transaction, and counted.
        if unit is not None and places_taken(session, unit) > unit.quota:
            raise Problem(QUOTA_FULL, quota=unit.quota)

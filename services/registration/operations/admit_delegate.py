"""The organizer gives a waiting delegate a place."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Delegate
from services.registration.operations.announcing import delegate_data
from services.registration.operations.steps import step_delegate
from services.registration.parts import Parts
from services.registration.workflows.delegate import DelegateAction


def admit_delegate(session: Session, delegate: Delegate, *, by: Identity, parts: Parts, clock: Clock) -> None:
    """From the waiting list, even over the quota: it is the organizer's to decide. `delegate_updated`."""
    step_delegate(session, delegate, DelegateAction.ADMIT, by=by, at=clock())
    record(session, delegate, "registration.delegate_updated.v1", delegate_data(session, delegate, parts), clock=clock)

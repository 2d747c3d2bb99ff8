"""An organizer decides about a contradiction in the check-in log."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.web.problems import Problem
from chassis.web.resource import found
from services.registration.models import CheckIn, CheckInConflict
from services.registration.operations.settle import conflict_data, settle_delegate
from services.registration.problems.check_ins import CONFLICT_DECIDED
from services.registration.queries.holders import people
from services.registration.workflows.check_in_log import Decision


def resolve_conflict(
    session: Session, slug: str, conflict_id: UUID, decision: Decision, reason: str, *, by: Identity, clock: Clock
) -> CheckInConflict:
    """Keep the decision, and count the scan or discard it: `check_in_conflict_resolved`, and the attendance's events.

    Raises `Problem`: not-found, and conflict-decided for one that is resolved already.
    """
    conflict = session.scalar(
        select(CheckInConflict).where(CheckInConflict.id == conflict_id, CheckInConflict.conference == slug)
    )
    conflict = found(conflict)
    known = people(session, [conflict.delegate_id], lock=True)
    session.refresh(conflict)
    if conflict.decision is not None:
        raise Problem(CONFLICT_DECIDED)
    conflict.decision, conflict.reason = decision, reason
    conflict.resolved_by, conflict.resolved_at = by.name, clock()
    line = session.get_one(CheckIn, conflict.check_in_id)
    data = conflict_data(conflict.__dict__, line.__dict__, known[conflict.delegate_id])
    record(session, conflict, "registration.check_in_conflict_resolved.v1", data, clock=clock)
    settle_delegate(session, slug, conflict.delegate_id, clock)
    return conflict

"""Taking back a check-in that should not have been."""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record_fact
from chassis.web.problems import Problem
from chassis.web.resource import found
from services.registration.models import CheckIn, Outcome
from services.registration.operations.check_in import attendance_data
from services.registration.problems import CHECK_IN_NOT_STANDING
from services.registration.queries.holders import find_by_delegate


def undo_check_in(session: Session, line: CheckIn, reason: str, *, by: Identity, clock: Clock) -> None:
    """The delegate is absent again, and their next scan is the first: `attendance_undone`.

    The line stays in the log, with who undid it, when and why. Raises `Problem` check-in-not-standing for one that was
    not accepted or is undone already.
    """
    if line.outcome != Outcome.ACCEPTED or line.undone_at is not None or line.delegate_id is None:
        raise Problem(CHECK_IN_NOT_STANDING)
    line.undone_at = clock()
    line.undone_by = by.name
    line.undone_reason = reason
    session.flush()
    holder = found(find_by_delegate(session, line.conference, line.gate, line.delegate_id))
    data = attendance_data(line.conference, line.id, holder, line.gate, line.scanned_at)
    record_fact(session, line.id, 2, "registration.attendance_undone.v1", data, clock=clock)

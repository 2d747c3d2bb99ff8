"""Giving a pass to a delegate, and taking it away."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Conference, Delegate, Pass
from services.registration.pass_codes import new_code

ROOM_TO_MOVE = timedelta(days=365)
"""How far a conference may be moved without anybody's pass being replaced."""
LONGEST_VALIDITY = timedelta(days=400)


def pass_expiry(conference: Conference, issued_at: datetime) -> datetime:
    """What is signed into a pass issued at a moment: a year more than needed, `LONGEST_VALIDITY` at most.

    Gates judge by the conference's own end (`passes_valid_until`), which moves with it. The signed expiry only keeps
    a forgotten pass from being genuine for ever; it is never before that end. See docs/adr/0015.
    """
    needed = conference.passes_valid_until
    return max(needed, min(needed + ROOM_TO_MOVE, issued_at + LONGEST_VALIDITY))


def held_pass(session: Session, delegate: Delegate) -> Pass | None:
    """The delegate's pass that is not revoked."""
    return session.scalar(select(Pass).where(Pass.delegate_id == delegate.id, Pass.revoked_at.is_(None)))


def issue_pass(session: Session, delegate: Delegate, clock: Clock) -> Pass:
    """A new pass. The caller announces it (delegate_confirmed), and has revoked the earlier one."""
    conference = session.get_one(Conference, delegate.conference)
    now = clock()
    given = Pass(
        conference=conference.slug,
        delegate_id=delegate.id,
        code=_unused_code(session, conference.slug),
        issued_at=now,
        expires_at=pass_expiry(conference, now),
    )
    session.add(given)
    session.flush()
    return given


def revoke_pass(session: Session, delegate: Delegate, reason: str, clock: Clock) -> None:
    """The delegate's pass opens no gate from this transaction on; does nothing when they hold none."""
    held = held_pass(session, delegate)
    if held is None:
        return
    held.revoked_at = clock()
    held.revoked_reason = reason
    data = {"conference": held.conference, "pass_id": held.id, "delegate_id": delegate.id, "reason": reason}
    record(session, held, "registration.pass_revoked.v1", data, clock=clock)


def _unused_code(session: Session, conference: str) -> str:
    # One in 27 thousand million is taken, for each pass there is. Two transactions drawing the same code at once
    # is left to the unique constraint.
    while True:
        code = new_code()
        if session.scalar(select(Pass.id).where(Pass.conference == conference, Pass.code == code)) is None:
            return code

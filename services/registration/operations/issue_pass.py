"""Giving a pass to a delegate, and taking it away."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.registration.models import Conference, Delegate, Pass
from services.registration.pass_codes import new_code

GRACE = timedelta(hours=12)
"""A conference that goes on past midnight does not shut its own gates."""


def pass_expiry(conference: Conference) -> datetime:
    """The end of the conference's last day in its own zone, and `GRACE`."""
    zone = ZoneInfo(conference.timezone)
    last_day = conference.ends_at.astimezone(zone).date()
    return datetime.combine(last_day + timedelta(days=1), time(), zone).astimezone(UTC) + GRACE


def held_pass(session: Session, delegate: Delegate) -> Pass | None:
    """The delegate's pass that is not revoked."""
    return session.scalar(select(Pass).where(Pass.delegate_id == delegate.id, Pass.revoked_at.is_(None)))


def issue_pass(session: Session, delegate: Delegate, clock: Clock) -> Pass:
    """A new pass. The caller announces it (delegate_confirmed), and has revoked the earlier one."""
    conference = session.get_one(Conference, delegate.conference)
    given = Pass(
        conference=conference.slug,
        delegate_id=delegate.id,
        code=_unused_code(session, conference.slug),
        issued_at=clock(),
        expires_at=pass_expiry(conference),
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

"""Taking back a check-in that should not have been."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.web.problems import Problem
from chassis.web.resource import found
from services.registration import rules
from services.registration.models import CheckIn, Outcome
from services.registration.operations.settle import load_books, settle
from services.registration.problems.check_ins import (
    CHECK_IN_NOT_STANDING,
    UNDO_NOT_YOURS,
    UNDO_TOO_LATE,
)
from services.registration.queries.holders import people


def undo_check_in(
    session: Session, slug: str, check_in_id: UUID, reason: str, *, by: Identity, within: timedelta, clock: Clock
) -> None:
    """The delegate is absent again, and their next scan is the first: `attendance_undone`.

    The line stays in the log, with who undid it, when and why. Raises `Problem`: not-found, check-in-not-standing for
    one that does not count now, and what `require_may_undo` raises.
    """
    where = (CheckIn.id == check_in_id, CheckIn.conference == slug)
    delegate_id = session.scalar(select(CheckIn.delegate_id).where(*where))
    if delegate_id is None:
        found(session.scalar(select(CheckIn.id).where(*where)))
        raise Problem(CHECK_IN_NOT_STANDING)
    known = people(session, [delegate_id], lock=True)
    books = load_books(session, [delegate_id])
    line = books[delegate_id].lines[check_in_id]
    if line["outcome"] != Outcome.ACCEPTED:
        raise Problem(CHECK_IN_NOT_STANDING)
    now = clock()
    # The server's own time of a scan that it was asked about; a station's for one made without a network.
    scanned_at = line["received_at"] if line["admitted"] is None else line["happened_at"]
    require_may_undo(line, by, now - scanned_at, within)
    books[delegate_id].new_undos.append(undo_row(line, uuid4(), now, reason, by=by, received_at=now, happened_at=now))
    settle(session, slug, books, clock, known=known)


def require_may_undo(line: Mapping[str, Any], by: Identity, after: timedelta, within: timedelta) -> None:
    """An organizer always; the station that scanned (or the account, where it is no station) for a while.

    Raises `Problem` undo-not-yours or undo-too-late.
    """
    if by.role == Role.ORGANIZER:
        return
    if not rules.is_own_scan(by, line["station"], line["caller"]):
        raise Problem(UNDO_NOT_YOURS)
    if after > within:
        raise Problem(UNDO_TOO_LATE, minutes=int(within.total_seconds() // 60))


def undo_row(
    line: Mapping[str, Any],
    undo_id: UUID,
    undone_at: datetime,
    reason: str,
    *,
    by: Identity,
    received_at: datetime,
    happened_at: datetime,
) -> dict[str, Any]:
    """The row that keeps an undo; it happened after its scan, whatever a clock says."""
    return {
        "id": undo_id,
        "conference": line["conference"],
        "check_in_id": line["id"],
        "delegate_id": line["delegate_id"],
        "asked": asked_of_undo(line["scan_id"], undone_at, reason),
        "undone_at": undone_at,
        "received_at": received_at,
        "happened_at": max(happened_at, line["happened_at"]),
        "by": by.name,
        "station": by.station,
        "reason": reason,
    }


def asked_of_undo(scan_id: UUID, undone_at: datetime, reason: str) -> str:
    """Hash of an undo's content: the same undo_id with another one is another undo."""
    content = [str(scan_id), undone_at.timestamp(), reason]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()

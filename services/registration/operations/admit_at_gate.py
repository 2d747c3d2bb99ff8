"""Letting somebody in whom the desk has just entered: the check-in belongs to the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.web.problems import Problem
from services.registration.models import Delegate, Outcome
from services.registration.operations.check_in import check_in
from services.registration.operations.judge_scan import Scan
from services.registration.parts import Parts
from services.registration.problems.check_ins import SCAN_ID_REUSED


def admit_at_gate(
    session: Session, delegate: Delegate, at_gate: Mapping[str, Any], *, by: Identity, parts: Parts, clock: Clock
) -> None:
    """Check the confirmed delegate in: `attendance_recorded`. `at_gate` is gate, scan_id and scanned_at.

    They come in now: whatever the station's clock says, not before there was a pass.

    Unlike a scan, nothing is kept when it is refused: raises the `Problem`, and with it goes what it belonged to.
    """
    scan_id: UUID = at_gate["scan_id"]
    scanned_at: datetime = max(at_gate["scanned_at"], clock())
    scan = Scan(delegate.conference, scan_id, at_gate["gate"], scanned_at, by, delegate_id=delegate.id)
    verdict = check_in(session, scan, signer=parts.signer, clock=clock)
    if verdict.problem is not None:
        raise Problem(verdict.problem)
    if verdict.outcome != Outcome.ACCEPTED:
        raise Problem(SCAN_ID_REUSED)

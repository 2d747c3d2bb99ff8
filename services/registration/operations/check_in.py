"""A scan at a gate: the statements behind every check-in, few and quick.

    accepted    SELECT the pass with its delegate · INSERT the line of the log · INSERT the event · COMMIT
    duplicate   … and two more: the unique index `uq_check_ins_first` refused the line, so the first one is looked up

Whoever commits first is in; the other gate's INSERT waits for that commit and then finds itself a duplicate. Every scan
is kept, also a refused one, which is why a refusal is returned and not raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, Table, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record_fact
from chassis.web.problems import Problem, ProblemType
from services.registration.models import CheckIn, Outcome
from services.registration.operations.judge_scan import Scan, judge_scan
from services.registration.passes import PassSigner
from services.registration.problems import SCAN_ID_REUSED, SCAN_PROBLEMS
from services.registration.queries.holders import Holder, find_by_delegate

_LOG = cast(Table, CheckIn.__table__)
_ON_POSTGRESQL = postgresql_insert(_LOG).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
_ON_SQLITE = sqlite_insert(_LOG).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
_PROBLEM = {problem.slug: problem for problem in SCAN_PROBLEMS}
_ATTEMPTS = 5


@dataclass(frozen=True)
class FirstScan:
    """The scan that a duplicate came after."""

    id: UUID
    gate: str
    scanned_at: datetime
    by: str


@dataclass(frozen=True)
class Verdict:
    """What came of a scan. `problem` says why it was refused; `first` which scan was before a duplicate."""

    outcome: Outcome
    check_in_id: UUID
    holder: Holder | None
    problem: ProblemType | None = None
    first: FirstScan | None = None


def check_in(session: Session, scan: Scan, *, signer: PassSigner, clock: Clock) -> Verdict:
    """Judge a scan and keep it: `attendance_recorded` when it is the delegate's first.

    The same scan sent again gets the answer it got. Raises `Problem`: scan-id-reused when the scan_id came with other
    content, not-found for an unknown conference.
    """
    holder, problem = judge_scan(session, scan, signer, clock())
    line = _line(scan, holder, clock())
    if problem is None and holder is not None:
        return _admit(session, scan, holder, line, clock)
    if problem is not None and _keep(session, line | {"outcome": Outcome.REFUSED, "problem": problem.slug}):
        return Verdict(Outcome.REFUSED, line["id"], holder, problem)
    return _earlier_answer(session, scan) or _given_up(scan)


def _admit(session: Session, scan: Scan, holder: Holder, line: dict[str, Any], clock: Clock) -> Verdict:
    for _ in range(_ATTEMPTS):
        if _keep(session, line | {"outcome": Outcome.ACCEPTED}):
            data = attendance_data(scan.conference, line["id"], holder, scan.gate, scan.scanned_at)
            record_fact(session, line["id"], 1, "registration.attendance_recorded.v1", data, clock=clock)
            return Verdict(Outcome.ACCEPTED, line["id"], holder)
        earlier = _earlier_answer(session, scan)
        if earlier is not None:
            return earlier
        first = _standing(session, holder.delegate_id)
        if first is not None and _keep(session, line | {"outcome": Outcome.DUPLICATE, "first_id": first.id}):
            return Verdict(Outcome.DUPLICATE, line["id"], holder, first=first)
        # Between the two statements the first scan was undone, or this one arrived a second time: look again.
    return _given_up(scan)


def attendance_data(
    conference: str, check_in_id: UUID, holder: Holder, gate: str, scanned_at: datetime
) -> dict[str, Any]:
    """Data of attendance_recorded and attendance_undone."""
    return {
        "conference": conference,
        "check_in_id": check_in_id,
        "delegate_id": holder.delegate_id,
        "full_name": holder.full_name,
        "unit": holder.unit,
        "unit_name": holder.unit_name,
        "category": holder.category,
        "gate": gate,
        "scanned_at": scanned_at,
    }


def _line(scan: Scan, holder: Holder | None, received_at: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "conference": scan.conference,
        "scan_id": scan.scan_id,
        "asked": scan.asked,
        "problem": None,
        "pass_id": None if holder is None else holder.pass_id,
        "delegate_id": None if holder is None else holder.delegate_id,
        "first_id": None,
        "gate": scan.gate,
        "scanned_at": scan.scanned_at,
        "received_at": received_at,
        "by": scan.by,
    }


def _keep(session: Session, line: Mapping[str, Any]) -> bool:
    """Whether the line is now in the log; not, when its scan_id or its place as the first is taken."""
    statement = _ON_POSTGRESQL if session.get_bind().dialect.name == "postgresql" else _ON_SQLITE
    result = cast("CursorResult[Any]", session.execute(statement, dict(line)))
    return result.rowcount == 1


def _standing(session: Session, delegate_id: UUID) -> FirstScan | None:
    return _first_scan(
        session, CheckIn.delegate_id == delegate_id, CheckIn.outcome == Outcome.ACCEPTED, CheckIn.undone_at.is_(None)
    )


def _first_scan(session: Session, *where: Any) -> FirstScan | None:
    row = session.execute(select(CheckIn.id, CheckIn.gate, CheckIn.scanned_at, CheckIn.by).where(*where)).first()
    return None if row is None else FirstScan(*row)


def _earlier_answer(session: Session, scan: Scan) -> Verdict | None:
    """The verdict that this very scan got before."""
    kept = session.scalar(select(CheckIn).where(CheckIn.conference == scan.conference, CheckIn.scan_id == scan.scan_id))
    if kept is None:
        return None
    if kept.asked != scan.asked:
        raise Problem(SCAN_ID_REUSED)
    holder = kept.delegate_id and find_by_delegate(session, scan.conference, scan.gate, kept.delegate_id)
    first = None if kept.first_id is None else _first_scan(session, CheckIn.id == kept.first_id)
    problem = None if kept.problem is None else _PROBLEM[kept.problem]
    return Verdict(kept.outcome, kept.id, holder or None, problem, first)


def _given_up(scan: Scan) -> Verdict:
    raise RuntimeError(f"scan {scan.scan_id} could not be decided in {_ATTEMPTS} attempts")

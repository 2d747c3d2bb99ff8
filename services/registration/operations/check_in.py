"""A scan at a gate: the statements behind every check-in, few and quick.

    accepted    SELECT the pass with its delegate · INSERT the line of the log · INSERT the event · COMMIT
    duplicate   … and two more: the unique index `uq_check_ins_first` refused the line, so the first one is looked up
    out of order  a scan that happened before others of its delegate: their log is folded anew (`settle`)

Whoever commits first is told to come in; the other gate waits for that commit and is told of it. Every scan is kept,
also a refused one, which is why a refusal is returned and not raised.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, case, exists, func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record_fact
from chassis.web.problems import Problem, ProblemType
from services.registration.models import CheckIn, CheckInConflict, CheckInUndo, Outcome
from services.registration.operations.judge_scan import Scan, judge_scan
from services.registration.operations.settle import attendance_data, settle_delegate
from services.registration.passes import PassSigner
from services.registration.problems.check_ins import (
    CHECK_IN_NOT_STANDING,
    CONFLICT_OPENED,
    SCAN_ID_REUSED,
    SCAN_PROBLEMS,
)
from services.registration.queries.holders import Holder, find_by_delegate
from services.registration.workflows.check_in_log import corrected

_LOG = cast(Table, CheckIn.__table__)
_PROBLEM = {problem.slug: problem for problem in SCAN_PROBLEMS}
_ATTEMPTS = 5


@dataclass(frozen=True)
class FirstScan:
    """The scan that a duplicate came after. `moved`: it stands by a decision, not by its own time."""

    id: UUID
    gate: str
    scanned_at: datetime
    by: str
    happened_at: datetime
    moved: bool


@dataclass(frozen=True)
class Verdict:
    """What came of a scan. `problem` says why it was refused; `first` which scan was before a duplicate."""

    outcome: Outcome
    check_in_id: UUID
    holder: Holder | None
    problem: ProblemType | None = None
    first: FirstScan | None = None


@dataclass(frozen=True)
class _Kept:
    """A line that was just kept. `overtakes`: its delegate has lines of a later time."""

    overtakes: bool


def check_in(session: Session, scan: Scan, *, signer: PassSigner, clock: Clock) -> Verdict:
    """Judge a scan and keep it: `attendance_recorded` when it is the delegate's first.

    The same scan sent again gets the answer it got. Raises `Problem`: scan-id-reused when the scan_id came with other
    content, not-found for an unknown conference.
    """
    holder, problem = judge_scan(session, scan, signer, clock())
    line = _line(scan, holder, clock())
    if problem is None and holder is not None:
        return _admit(session, scan, holder, line, clock)
    if problem is not None and _keep(session, line, Outcome.REFUSED, problem=problem.slug) is not None:
        return Verdict(Outcome.REFUSED, line["id"], holder, problem)
    return _earlier_answer(session, scan) or _given_up(scan)


def _admit(session: Session, scan: Scan, holder: Holder, line: dict[str, Any], clock: Clock) -> Verdict:
    for _ in range(_ATTEMPTS):
        kept = _keep(session, line, Outcome.ACCEPTED, announced=1)
        if kept is not None:
            data = attendance_data(scan.conference, line, holder)
            record_fact(session, line["id"], 1, "registration.attendance_recorded.v1", data, clock=clock)
            if kept.overtakes:
                settle_delegate(session, scan.conference, holder.delegate_id, clock)
            return Verdict(Outcome.ACCEPTED, line["id"], holder)
        earlier = _earlier_answer(session, scan)
        if earlier is not None:
            return earlier
        first = _first_scan(session, CheckIn.delegate_id == holder.delegate_id, CheckIn.outcome == Outcome.ACCEPTED)
        if first is not None and _keep(session, line, Outcome.DUPLICATE, first_id=first.id) is not None:
            if first.moved or line["happened_at"] < first.happened_at:
                settle_delegate(session, scan.conference, holder.delegate_id, clock)
            return Verdict(Outcome.DUPLICATE, line["id"], holder, first=first)
        # Between the two statements this scan arrived a second time: look again.
    return _given_up(scan)


def _line(scan: Scan, holder: Holder | None, received_at: datetime) -> dict[str, Any]:
    happened_at = corrected(scan.scanned_at, scan.sent_at, received_at)
    if holder is not None and holder.issued_at is not None:
        # Nobody scanned the pass before there was one: the station's clock is behind.
        happened_at = min(max(happened_at, holder.issued_at), received_at)
    return {
        "id": uuid4(),
        "conference": scan.conference,
        "scan_id": scan.scan_id,
        "asked": scan.asked,
        "pass_id": None if holder is None else holder.pass_id,
        "delegate_id": None if holder is None else holder.delegate_id,
        "gate": scan.gate,
        "scanned_at": scan.scanned_at,
        "sent_at": scan.sent_at,
        "received_at": received_at,
        "happened_at": happened_at,
        "by": scan.by.name,
        "caller": scan.by.subject,
        "station": scan.by.station,
        "admitted": None,
    }


def _keep(
    session: Session,
    line: Mapping[str, Any],
    outcome: Outcome,
    *,
    problem: str | None = None,
    first_id: UUID | None = None,
    announced: int = 0,
) -> _Kept | None:
    """The line is now in the log; None, when its scan_id or its place as the first is taken."""
    told = {"answered": outcome, "answered_first_id": first_id, "outcome": outcome, "first_id": first_id}
    row = {**line, **told, "problem": problem, "announced": announced}
    row |= {f"asked_{name}": row.pop(name) for name in ("happened_at", "received_at")}
    row["of_delegate"] = row["delegate_id"]
    statement = _INSERT[session.get_bind().dialect.name]
    overtakes = session.execute(statement, row).scalar_one_or_none()
    return None if overtakes is None else _Kept(bool(overtakes))


def _after_the_last_undo(name: str) -> Any:
    """A time of a scan that asks to come in now: the delegate was out since the last undo, whatever a clock says."""
    undos = cast(Table, CheckInUndo.__table__).c
    asked = bindparam(f"asked_{name}", type_=_LOG.c.happened_at.type)
    of_delegate = undos.delegate_id == bindparam("of_delegate", type_=_LOG.c.id.type)
    last = select(func.max(undos.happened_at)).where(of_delegate).scalar_subquery()
    return case((last > asked, last), else_=asked)


def _overtakes() -> Any:
    """Whether the delegate has a line of a later time: one that was turned away may now come after somebody."""
    later = _LOG.alias("later")
    of_delegate = later.c.delegate_id == bindparam("of_delegate", type_=_LOG.c.id.type)
    return exists().where(
        of_delegate, later.c.happened_at > bindparam("asked_happened_at", type_=_LOG.c.happened_at.type)
    )


_INSERT = {
    dialect: insert(_LOG)
    .values({name: _after_the_last_undo(name) for name in ("happened_at", "received_at")})
    .on_conflict_do_nothing()
    .returning(_overtakes())
    for dialect, insert in (("postgresql", postgresql_insert), ("sqlite", sqlite_insert))
}


def _first_scan(session: Session, *where: Any) -> FirstScan | None:
    decided = select(CheckInConflict.id).where(CheckInConflict.check_in_id == CheckIn.id).exists()
    shown = (CheckIn.id, CheckIn.gate, CheckIn.scanned_at, CheckIn.by, CheckIn.happened_at, decided)
    row = session.execute(select(*shown).where(*where)).first()
    return None if row is None else FirstScan(*row)


def _earlier_answer(session: Session, scan: Scan) -> Verdict | None:
    """The verdict that this very scan got before."""
    kept = session.scalar(select(CheckIn).where(CheckIn.conference == scan.conference, CheckIn.scan_id == scan.scan_id))
    if kept is None:
        return None
    if kept.asked != scan.asked:
        raise Problem(SCAN_ID_REUSED)
    holder = kept.delegate_id and find_by_delegate(session, scan.conference, scan.gate, kept.delegate_id)
    first = None if kept.answered_first_id is None else _first_scan(session, CheckIn.id == kept.answered_first_id)
    return Verdict(kept.answered, kept.id, holder or None, _told(kept), first)


def _told(kept: CheckIn) -> ProblemType | None:
    if kept.answered in (Outcome.ACCEPTED, Outcome.DUPLICATE):
        return None
    if kept.answered == Outcome.UNDONE:
        return CHECK_IN_NOT_STANDING
    return _PROBLEM.get(kept.problem or "", CONFLICT_OPENED)


def _given_up(scan: Scan) -> Verdict:
    raise RuntimeError(f"scan {scan.scan_id} could not be decided in {_ATTEMPTS} attempts")

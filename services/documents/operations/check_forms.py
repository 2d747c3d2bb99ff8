"""Checks the form of what was handed in, one version after the other, without anybody asking.

    submission ── no form_checks row ──▶ running ──▶ done | could_not

The file is read by a child process outside any transaction: whatever it does, nobody waits for it behind a lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.messaging import outbox
from services.documents.file_types import DOCX, PDF
from services.documents.form_check.engine import could_not
from services.documents.form_check.report import FormReport, Outcome, Severity
from services.documents.form_check.rule import Task
from services.documents.form_check.runner import STANDARD, check_file
from services.documents.models import FormCheck, Obligation, Submission, Upload
from services.documents.models.form_check import CheckState
from services.documents.queries.form_checks import task_for
from services.documents.storage import FileMissing, FileStore, lent_file

logger = structlog.get_logger(__name__)

CHECKED = "documents.submission_checked.v1"
CHECKABLE = frozenset({DOCX.media_type, PDF.media_type})
MOST_ATTEMPTS = 2
GIVEN_UP_AFTER = timedelta(seconds=3 * STANDARD.wall_seconds)
"""A check that runs so long has lost its worker."""
MOST_TOLD = 20
"""Findings in one event."""


@dataclass(frozen=True)
class _Turn:
    """What is to be checked now."""

    submission: UUID
    sha256: str
    filename: str
    task: Task


@dataclass(frozen=True)
class FormChecker:
    """Checks what arrives."""

    database: Database
    store: FileStore
    clock: Clock

    def check_next(self) -> bool:
        """Check the version that waits longest; whether there was one."""
        with self.database.write() as session:
            turn = _begin_lost(session, self.clock) or _begin_new(session, self.clock)
        if turn is None:
            return False
        report = self._report(turn)
        with self.database.write() as session:
            finish_check(session, turn.submission, report, clock=self.clock)
        logger.info("form checked", submission=str(turn.submission), outcome=report.outcome, warnings=report.warnings)
        return True

    def _report(self, turn: _Turn) -> FormReport:
        try:
            with lent_file(self.store, turn.sha256) as path:
                return check_file(path, turn.task, name=turn.filename)
        except FileMissing:
            return could_not("broken")


def finish_check(session: Session, submission_id: UUID, report: FormReport, *, clock: Clock) -> None:
    """Keep what the check said, and announce it; a check that somebody else finished meanwhile stays as it is."""
    check = session.get(FormCheck, submission_id, with_for_update=True)
    submission = session.get(Submission, submission_id)
    if check is None or submission is None or check.state is not CheckState.RUNNING:
        return
    check.state = CheckState.DONE if report.outcome is Outcome.CHECKED else CheckState.COULD_NOT
    check.report, check.finished_at = report.as_data(), clock()
    obligation = session.get_one(Obligation, submission.obligation_id)
    outbox.record(session, check, CHECKED, _told(check, obligation, submission, report), clock=clock)


def _begin_new(session: Session, clock: Clock) -> _Turn | None:
    waiting = (
        select(Submission)
        .join(Upload, Upload.id == Submission.upload_id)
        .outerjoin(FormCheck, FormCheck.id == Submission.id)
        .where(Upload.media_type.in_(CHECKABLE), FormCheck.id.is_(None), Submission.withdrawn_at.is_(None))
        .order_by(Submission.handed_in_at, Submission.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Submission)
    )
    submission = session.scalars(waiting).first()
    # Whoever held the row a moment ago may have begun it: the lock is ours, the row that was joined is older.
    if submission is None or session.get(FormCheck, submission.id, populate_existing=True) is not None:
        return None
    session.add(
        FormCheck(
            id=submission.id,
            conference=submission.conference,
            obligation_id=submission.obligation_id,
            state=CheckState.RUNNING,
            attempts=1,
            started_at=clock(),
        )
    )
    return _turn(session, submission)


def _begin_lost(session: Session, clock: Clock) -> _Turn | None:
    """Begin again what a stopped worker left behind; what stopped two of them is left alone."""
    now = clock()
    lost = (
        select(FormCheck)
        .where(FormCheck.state == CheckState.RUNNING, FormCheck.started_at < now - GIVEN_UP_AFTER)
        .order_by(FormCheck.started_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    check = session.scalars(lost).first()
    if check is None:
        return None
    if check.attempts >= MOST_ATTEMPTS:
        finish_check(session, check.id, could_not("too_slow"), clock=clock)
        return None
    check.attempts, check.started_at = check.attempts + 1, now
    return _turn(session, session.get_one(Submission, check.id))


def _turn(session: Session, submission: Submission) -> _Turn:
    upload = session.get_one(Upload, submission.upload_id)
    obligation = session.get_one(Obligation, submission.obligation_id)
    task = task_for(session, submission.conference, obligation.code) or Task(obligation.kind)
    return _Turn(submission.id, upload.sha256, upload.filename, task)


def _told(check: FormCheck, obligation: Obligation, submission: Submission, report: FormReport) -> dict[str, object]:
    told = [each for each in report.findings if each.severity in {Severity.WARNING, Severity.CANNOT_TELL}]
    return {
        "conference": check.conference,
        "submission_id": submission.id,
        "obligation_id": obligation.id,
        "code": obligation.code,
        "title": obligation.title,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "number": submission.number,
        "outcome": report.outcome.value,
        "warnings": report.warnings,
        "findings": [
            {
                "code": each.code,
                "severity": each.severity.value,
                "message_vi": each.message_vi,
                "message_en": each.message_en,
                "mend_vi": each.mend_vi,
                "mend_en": each.mend_en,
            }
            for each in told[:MOST_TOLD]
        ],
    }

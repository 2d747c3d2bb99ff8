"""Takes the text out of what was handed in, one version after the other, so that a digest is there when it is opened.

    submission ── no report_texts row ──▶ begun ──▶ read, with text or with the reason why there is none

The file is read by a child process outside any transaction. What was read by an outline that no longer holds is
forgotten when the plan is applied, and so read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from services.documents import rules
from services.documents.form_check.rule import Task
from services.documents.form_check.runner import STANDARD, section_texts_of
from services.documents.form_check.section_texts import not_looked_into
from services.documents.form_check.texts import finding
from services.documents.models import Obligation, ReportText, Submission, Upload
from services.documents.operations.check_forms import CHECKABLE
from services.documents.queries.digest import outline_key
from services.documents.queries.form_checks import task_for
from services.documents.storage import FileMissing, FileStore, lent_file

logger = structlog.get_logger(__name__)

GIVEN_UP_AFTER = timedelta(seconds=2 * STANDARD.wall_seconds)
"""A file that is read for so long has lost its worker."""


@dataclass(frozen=True)
class _Turn:
    """What is to be read now."""

    submission: UUID
    conference: str
    obligation: str
    sha256: str
    task: Task


@dataclass(frozen=True)
class ReportReader:
    """Reads what arrives."""

    database: Database
    store: FileStore
    clock: Clock

    def read_next(self) -> bool:
        """Read the version that waits longest; whether there was one."""
        with self.database.read() as session:
            # Looks before it writes: polling takes no lock.
            if session.scalar(_lost(self.clock)) is None and session.scalar(_waiting()) is None:
                return False
        with self.database.write() as session:
            turn = _begin_lost(session, self.clock) or _begin_new(session, self.clock)
        if turn is None:
            return False
        answer = self._texts(turn)
        with self.database.write() as session:
            _keep(session, turn, answer, self.clock)
        logger.info("report read", submission=str(turn.submission), problem=(answer["problem"] or {}).get("code"))
        return True

    def _texts(self, turn: _Turn) -> dict[str, Any]:
        try:
            with lent_file(self.store, turn.sha256) as path:
                return section_texts_of(path, turn.task)
        except FileMissing:
            return not_looked_into(finding("broken"))


def forget_other_outlines(session: Session, conference: str) -> None:
    """Forget what was read by an outline that the plan no longer has: the worker reads those files again."""
    known = select(ReportText.obligation, ReportText.outline).where(ReportText.conference == conference).distinct()
    for obligation, outline in session.execute(known).all():
        task = task_for(session, conference, obligation)
        if task is not None and outline_key(task.outline) != outline:
            session.execute(
                delete(ReportText).where(
                    ReportText.conference == conference,
                    ReportText.obligation == obligation,
                    ReportText.outline == outline,
                )
            )


def _waiting() -> Select[Submission]:
    """What nobody has read, the oldest first."""
    return (
        select(Submission)
        .join(Upload, Upload.id == Submission.upload_id)
        .join(Obligation, Obligation.id == Submission.obligation_id)
        .outerjoin(ReportText, ReportText.id == Submission.id)
        .where(
            Upload.media_type.in_(CHECKABLE),
            Obligation.kind.not_in(rules.FULFILLED_ELSEWHERE),
            ReportText.id.is_(None),
            Submission.withdrawn_at.is_(None),
        )
        .order_by(Submission.handed_in_at, Submission.id)
        .limit(1)
    )


def _lost(clock: Clock) -> Select[ReportText]:
    """What a stopped worker left behind."""
    left = ReportText.read_at.is_(None) & (ReportText.begun_at < clock() - GIVEN_UP_AFTER)
    return select(ReportText).where(left).order_by(ReportText.begun_at).limit(1)


def _begin_new(session: Session, clock: Clock) -> _Turn | None:
    submission = session.scalars(_waiting().with_for_update(skip_locked=True, of=Submission)).first()
    # Whoever held the row a moment ago may have begun it: the lock is ours, the row that was joined is older.
    if submission is None or session.get(ReportText, submission.id, populate_existing=True) is not None:
        return None
    turn = _turn(session, submission)
    session.add(
        ReportText(
            id=submission.id,
            conference=turn.conference,
            obligation=turn.obligation,
            outline=outline_key(turn.task.outline),
            begun_at=clock(),
        )
    )
    return turn


def _begin_lost(session: Session, clock: Clock) -> _Turn | None:
    """Begin again what a stopped worker left behind. A bad file ends its child, never a worker."""
    text = session.scalars(_lost(clock).with_for_update(skip_locked=True)).first()
    if text is None:
        return None
    text.begun_at = clock()
    turn = _turn(session, session.get_one(Submission, text.id))
    text.outline = outline_key(turn.task.outline)
    return turn


def _turn(session: Session, submission: Submission) -> _Turn:
    upload = session.get_one(Upload, submission.upload_id)
    obligation = session.get_one(Obligation, submission.obligation_id)
    task = task_for(session, submission.conference, obligation.code) or Task(obligation.kind)
    return _Turn(submission.id, submission.conference, obligation.code, upload.sha256, task)


def _keep(session: Session, turn: _Turn, answer: dict[str, Any], clock: Clock) -> None:
    """Keep what was read, unless somebody else did, or the outline is another one by now."""
    text = session.get(ReportText, turn.submission, with_for_update=True)
    if text is None or text.read_at is not None or text.outline != outline_key(turn.task.outline):
        return
    text.sections, text.cut, text.read_at = answer["sections"], answer["cut"], clock()
    text.left_out = answer["left_out"]
    if answer["problem"] is not None:
        text.problem = answer["problem"]

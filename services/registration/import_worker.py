"""What checks and imports files of delegates.

    read the file ─rows_done, committed now and then─▶ judge, write, mark the job ─one commit─▶ next

A worker that is killed leaves the job as it was: the next one begins it anew, and nothing was half imported.
"""

from __future__ import annotations

from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.language import Text
from chassis.web.problems import Problem
from services.registration.models import DelegateImport, ImportState
from services.registration.operations.import_jobs import Rows, apply, check, fail, locked_job
from services.registration.operations.sheet_file import lines_of
from services.registration.operations.sheet_rows import rows_of
from services.registration.parts import Parts

logger = structlog.get_logger(__name__)

EVERY = 250
"""Rows between two notes of how far the reading is."""
_WAITING = (ImportState.CHECKING, ImportState.APPLYING)
_INTERNAL = Text(
    "Hệ thống gặp lỗi khi đọc tệp; chưa có gì thay đổi. Xin báo bộ phận kỹ thuật.",
    "Something went wrong on our side; nothing was changed. Tell the administrator.",
)


class ImportWorker:
    """Works on one file after the other."""

    def __init__(self, database: Database, parts: Parts, clock: Clock) -> None:
        self._database = database
        self._parts = parts
        self._clock = clock

    def work_next(self) -> bool:
        """Check or import the file that waits longest; False when there is none."""
        waiting = select(DelegateImport.id).where(DelegateImport.state.in_(_WAITING))
        with self._database.read() as session:
            job_id = session.scalar(waiting.order_by(DelegateImport.created_at).limit(1))
        if job_id is None:
            return False
        try:
            return self._work(job_id)
        except DBAPIError:
            # The database is away or two collided: the job is still there, and begun anew.
            raise
        except Problem as problem:
            self._fail(job_id, problem.kind.title, problem)
        except Exception:
            logger.exception("a file of delegates cannot be worked on", job=str(job_id))
            self._fail(job_id, _INTERNAL, None)
        return True

    def _work(self, job_id: UUID) -> bool:
        """False when another worker has the job or has done it."""
        with self._database.read() as session:
            content = session.scalar(select(DelegateImport.content).where(DelegateImport.id == job_id))
        if content is None:
            return False
        rows = self._read(job_id, content)
        with self._database.write() as session:
            job = locked_job(session, job_id)
            if job is None:
                return False
            if job.state == ImportState.CHECKING:
                check(session, job, rows)
            elif job.state == ImportState.APPLYING:
                apply(session, job, rows, parts=self._parts, clock=self._clock)
        return True

    def _read(self, job_id: UUID, content: bytes) -> Rows:
        rows: Rows = []
        for row in rows_of(lines_of(content)):
            rows.append(row)
            if len(rows) % EVERY == 0:
                self._note(job_id, len(rows))
        return rows

    def _note(self, job_id: UUID, done: int) -> None:
        with self._database.write() as session:
            session.execute(update(DelegateImport).where(DelegateImport.id == job_id).values(rows_done=done))

    def _fail(self, job_id: UUID, why: Text, problem: Problem | None) -> None:
        text = why
        if problem is not None:
            vi, en = (problem.body(language) for language in ("vi", "en"))
            text = Text(f"{vi['title']}. {vi['detail']}", f"{en['title']}. {en['detail']}")
        with self._database.write() as session:
            job = locked_job(session, job_id)
            if job is not None and job.state in _WAITING:
                fail(job, text, self._clock)

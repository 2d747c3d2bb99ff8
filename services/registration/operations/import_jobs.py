"""Files of delegates: taken in, checked by the worker, imported on a second word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session, undefer

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.language import Text
from chassis.web.problems import Problem
from services.registration.locks import LOCK
from services.registration.models import DelegateImport, ImportMode, ImportState
from services.registration.operations.import_delegates import Judgement, Ledger, apply_rows, lock_lists
from services.registration.operations.sheet_file import require_xlsx
from services.registration.operations.sheet_rows import Fault, SheetRow
from services.registration.parts import Parts
from services.registration.problems import IMPORT_HAS_FAULTS, IMPORT_NOT_READY

KEPT_FOR = timedelta(days=7)
MOST_FAULTS = 500
"""More are counted and not kept."""

Rows = list[SheetRow | list[Fault]]


def take_in(session: Session, conference: str, filename: str, content: bytes, *, by: Identity, clock: Clock) -> Any:
    """Keep a file for the worker to check. Raises `Problem` at once for what is no .xlsx.

    Files of more than a week ago are forgotten: they hold names and phones.
    """
    require_xlsx(content)
    session.execute(delete(DelegateImport).where(DelegateImport.created_at < clock() - KEPT_FOR))
    job = DelegateImport(
        conference=conference,
        unit=by.unit if by.role == Role.UNIT else None,
        filename=filename,
        content=content,
        by=by.claims(),
        created_at=clock(),
    )
    session.add(job)
    session.flush()
    return job


def ask_to_apply(job: DelegateImport, mode: ImportMode, *, by: Identity) -> None:
    """Let the worker import what was checked; asked again while it does, nothing changes.

    Raises `Problem` import-not-ready, and import-has-faults when everything is wanted of a file with mistakes.
    """
    if job.state in (ImportState.APPLYING, ImportState.APPLIED) and job.mode == mode:
        return
    if job.state != ImportState.CHECKED:
        raise Problem(IMPORT_NOT_READY)
    if mode == ImportMode.ALL and job.fault_count:
        raise Problem(IMPORT_HAS_FAULTS, count=job.fault_count)
    job.state, job.mode, job.by, job.rows_done = ImportState.APPLYING, mode, by.claims(), 0


def check(session: Session, job: DelegateImport, rows: Rows) -> None:
    """Keep what would become of the rows; nothing else is changed."""
    judgement = Ledger(session, job.conference, sender_of(job)).judge(rows)
    _keep(job, judgement)
    job.state = ImportState.CHECKED


def apply(session: Session, job: DelegateImport, rows: Rows, *, parts: Parts, clock: Clock) -> None:
    """Import in this one transaction: all rows, or the good ones. What changed since the check is judged anew.

    When all are wanted and one is no longer good, nothing is imported and the job has failed.
    """
    lock_lists(session, job.conference, rows)
    by = sender_of(job)
    judgement = Ledger(session, job.conference, by).judge(rows)
    _keep(job, judgement)
    job.finished_at, job.content = clock(), None
    if job.mode == ImportMode.ALL and judgement.faults:
        job.state = ImportState.FAILED
        return
    apply_rows(session, job.conference, judgement, by=by, parts=parts, clock=clock)
    job.state = ImportState.APPLIED


def fail(job: DelegateImport, why: Text, clock: Clock) -> None:
    """The file is of no use; nothing was imported."""
    job.faults = [{"row": None, "column": None, "vi": why.vi, "en": why.en}]
    job.fault_count = 1
    job.state, job.finished_at, job.content = ImportState.FAILED, clock(), None


def locked_job(session: Session, job_id: UUID) -> DelegateImport | None:
    """The job with its file, locked; None while another worker has it."""
    options: dict[str, Any] = {"with_for_update": LOCK | {"skip_locked": True}, "populate_existing": True}
    return session.get(DelegateImport, job_id, options=[undefer(DelegateImport.content)], **options)


def sender_of(job: DelegateImport) -> Identity:
    """On whose behalf the rows are imported."""
    claims = job.by
    return Identity(claims["sub"], Role(claims["role"]), claims["name"], claims.get("conference"), claims.get("unit"))


def _keep(job: DelegateImport, judgement: Judgement) -> None:
    job.counts = judgement.counts()
    job.faults = [fault.body() for fault in judgement.faults[:MOST_FAULTS]]
    job.fault_count = len(judgement.faults)
    job.rows_total = job.rows_done = sum(job.counts.values())

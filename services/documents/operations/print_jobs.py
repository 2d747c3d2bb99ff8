"""Files for the printer: asked for, made by the worker, kept for a day.

waiting ──held by a worker──▶ running ──▶ done | failed
   ▲                            │
   └── the worker was stopped, or is not heard of any more
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.language import Text
from chassis.web.problems import Problem
from services.documents.models import Plan, PrintJob, PrintKind, PrintState
from services.documents.operations.batches import Batch, batch_of
from services.documents.operations.digest_batch import DIGESTS
from services.documents.press import Press
from services.documents.problems.printing import NOTHING_TO_PRINT, NOTHING_TO_PUT_TOGETHER, PRINT_JOB_BROKE
from services.documents.rendering import RenderedPaper

KEPT_FOR = timedelta(hours=24)
HELD_FOR = timedelta(seconds=30)
"""A worker not heard of for so long is taken for dead."""
MOST_ATTEMPTS = 3
"""A file that has ended its worker so often is not tried again."""


def ask_for_print(
    session: Session,
    conference: str,
    kind: PrintKind,
    choices: Mapping[str, Any],
    *,
    by: Identity,
    press: Press,
    clock: Clock,
) -> PrintJob:
    """The job that makes this file: one that has made it or is at it, as long as nothing printed has changed.

    Raises `ConferenceUnknown`, `Problem` nothing-to-print, nothing-to-put-together.
    """
    # Two who ask at the same moment get the same job.
    session.execute(select(Plan.version).where(Plan.conference == conference).with_for_update())
    batch = batch_of(session, conference, kind, choices, press, clock())
    if not batch.items:
        raise Problem(NOTHING_TO_PUT_TOGETHER if kind in DIGESTS else NOTHING_TO_PRINT)
    session.execute(delete(PrintJob).where(PrintJob.expires_at < clock()))
    same = select(PrintJob).where(
        PrintJob.conference == conference,
        PrintJob.fingerprint == batch.fingerprint,
        PrintJob.state != PrintState.FAILED,
    )
    return session.scalars(same.order_by(PrintJob.asked_at).limit(1)).first() or _new_job(
        session, conference, batch, by, clock
    )


def _new_job(session: Session, conference: str, batch: Batch, by: Identity, clock: Clock) -> PrintJob:
    job = PrintJob(
        conference=conference,
        kind=batch.kind,
        choices=dict(batch.choices),
        fingerprint=batch.fingerprint,
        items_total=len(batch.items),
        filename=batch.filename,
        asked_by=by.name,
        asked_at=clock(),
        expires_at=clock() + KEPT_FOR,
    )
    session.add(job)
    session.flush()
    return job


def hold_next(session: Session, clock: Clock) -> PrintJob | None:
    """Take the job that waits longest, or one whose worker is gone; None when there is nothing to do.

    One that has ended several workers fails instead, so that it does not end the others, too.
    """
    session.execute(delete(PrintJob).where(PrintJob.expires_at < clock()))
    left = and_(PrintJob.state == PrintState.RUNNING, PrintJob.held_until < clock())
    free = select(PrintJob).where(or_(PrintJob.state == PrintState.WAITING, left)).order_by(PrintJob.asked_at)
    for job in session.scalars(free.with_for_update(skip_locked=True)):
        if job.attempts >= MOST_ATTEMPTS:
            _fail(job, PRINT_JOB_BROKE, clock)
            continue
        job.state, job.held_until = PrintState.RUNNING, clock() + HELD_FOR
        job.attempts += 1
        job.items_done = 0
        return job
    return None


def note_progress(session: Session, job_id: UUID, done: int, clock: Clock) -> None:
    """Keep how many papers are laid out, and that the worker is alive."""
    job = _held(session, job_id)
    if job is not None:
        job.items_done = min(done, job.items_total)
        job.held_until = clock() + HELD_FOR


def finish_print(session: Session, job_id: UUID, batch: Batch, paper: RenderedPaper, clock: Clock) -> None:
    """Keep the file, which is of what there was to print when it was made."""
    job = _held(session, job_id)
    if job is None:
        return
    job.state, job.fingerprint = PrintState.DONE, batch.fingerprint
    job.items_done = job.items_total = len(batch.items)
    job.content, job.size, job.sha256, job.pages = paper.content, len(paper.content), paper.sha256, paper.pages or None
    _end(job, clock)


def fail_print(session: Session, job_id: UUID, why: Text, clock: Clock) -> None:
    """Say why there is no file."""
    job = _held(session, job_id)
    if job is not None:
        _fail(job, why, clock)


def let_go(session: Session, job_id: UUID) -> None:
    """Leave the job to the next worker, as this one is to stop."""
    job = _held(session, job_id)
    if job is not None:
        job.state, job.held_until = PrintState.WAITING, None
        job.attempts -= 1


def _fail(job: PrintJob, why: Text, clock: Clock) -> None:
    job.state, job.problem = PrintState.FAILED, {"vi": why.vi, "en": why.en}
    _end(job, clock)


def _end(job: PrintJob, clock: Clock) -> None:
    job.held_until, job.finished_at, job.expires_at = None, clock(), clock() + KEPT_FOR


def _held(session: Session, job_id: UUID) -> PrintJob | None:
    where = (PrintJob.id == job_id) & (PrintJob.state == PrintState.RUNNING)
    return session.scalar(select(PrintJob).where(where).with_for_update())

"""Makes files for the printer, one after the other.

    hold a job ─one commit─▶ lay out, noting progress now and then ─▶ keep the file ─one commit─▶ next

A worker that is killed has kept nothing; its job is begun anew once nothing was heard of it for a while.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import or_, select
from sqlalchemy.exc import DBAPIError

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.language import Text
from services.documents.models import PrintJob, PrintKind, PrintState
from services.documents.operations.batches import batch_of
from services.documents.operations.digest_batch import DIGESTS
from services.documents.operations.print_jobs import fail_print, finish_print, hold_next, let_go, note_progress
from services.documents.press import Press
from services.documents.problems import FONTS_MISSING
from services.documents.problems.printing import NOTHING_TO_PRINT, NOTHING_TO_PUT_TOGETHER, PRINT_JOB_BROKE
from services.documents.rendering import FontsMissing, NothingToPrint

logger = structlog.get_logger(__name__)

NOTE_SECONDS = 0.5
"""Between two notes of how far a file is."""


class _Stopped(Exception):
    """The worker is to stop in the middle of a file."""


@dataclass(frozen=True)
class _Held:
    """A job as it was when it was taken."""

    id: UUID
    conference: str
    kind: PrintKind
    choices: dict[str, str | None]


class PrintWorker:
    """Makes one file after the other."""

    def __init__(self, database: Database, press: Press, clock: Clock) -> None:
        self._database = database
        self._press = press
        self._clock = clock

    def work_next(self, stop: threading.Event) -> bool:
        """Make the file that waits longest; False when there is none."""
        held = self._hold()
        if held is None:
            return False
        try:
            self._make(held, stop)
        except _Stopped:
            with self._database.write() as session:
                let_go(session, held.id)
        except NothingToPrint:
            nothing = NOTHING_TO_PUT_TOGETHER if held.kind in DIGESTS else NOTHING_TO_PRINT
            self._fail(held, nothing.detail)
        except FontsMissing:
            self._fail(held, FONTS_MISSING.detail)
        except DBAPIError:
            # The database is away or two collided: the job is begun anew when its time is over.
            raise
        except Exception:
            logger.exception("a file for the printer cannot be made", job=str(held.id))
            self._fail(held, PRINT_JOB_BROKE)
        return True

    def _hold(self) -> _Held | None:
        """Looks before it writes: polling takes no lock."""
        due = or_(
            PrintJob.state.in_((PrintState.WAITING, PrintState.RUNNING)),
            PrintJob.expires_at < self._clock(),
        )
        with self._database.read() as session:
            if session.scalar(select(PrintJob.id).where(due).limit(1)) is None:
                return None
        with self._database.write() as session:
            job = hold_next(session, self._clock)
            return None if job is None else _Held(job.id, job.conference, job.kind, job.choices)

    def _make(self, held: _Held, stop: threading.Event) -> None:
        with self._database.read() as session:
            batch = batch_of(session, held.conference, held.kind, held.choices, self._press, self._clock())
        paper = batch.render(self._press, _Progress(self, held.id, stop))
        with self._database.write() as session:
            finish_print(session, held.id, batch, paper, self._clock)

    def note(self, job_id: UUID, done: int) -> None:
        """Keep how far a file is."""
        with self._database.write() as session:
            note_progress(session, job_id, done, self._clock)

    def _fail(self, held: _Held, why: Text) -> None:
        with self._database.write() as session:
            fail_print(session, held.id, why, self._clock)


class _Progress:
    """Counts papers, notes it now and then, and ends the work when the worker is to stop."""

    def __init__(self, worker: PrintWorker, job_id: UUID, stop: threading.Event) -> None:
        self._worker = worker
        self._job_id = job_id
        self._stop = stop
        self._done = 0
        self._noted = time.monotonic()

    def __call__(self) -> None:
        """Another paper is laid out."""
        if self._stop.is_set():
            raise _Stopped
        self._done += 1
        if time.monotonic() - self._noted >= NOTE_SECONDS:
            self._worker.note(self._job_id, self._done)
            self._noted = time.monotonic()

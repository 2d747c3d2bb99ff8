"""Makes the light copy of each cut that was inspected, for browsers to play; with its poster and thumbnails.

    version inspected ── no video_copies row ──▶ making ──▶ ready | failed
                                                              └──▶ removed, when newer cuts have theirs

The original is read and never touched. Files are in the store before the row names them.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from uuid import UUID

import structlog
from sqlalchemy import CursorResult, Select, delete, select
from sqlalchemy.orm import Session, undefer

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.web.problems import Problem
from services.documents.film.browser_copy.result import FILM, POSTER, STRIP, BrowserCopy
from services.documents.film.browser_copy.runner import CopyFailed, make_copy
from services.documents.film.inspection.report import Finding, InspectionReport, Outcome, Scan
from services.documents.film.inspection.texts import finding
from services.documents.film.workplace import Workplace, original
from services.documents.models import (
    CopyState,
    InspectionState,
    VideoCopy,
    VideoInspection,
    VideoReport,
    VideoVersion,
    VideoVersionState,
)
from services.documents.operations.film_work import Noting, begin_next, given_back, hold, is_free, is_given_up
from services.documents.problems.film import COPY_NOT_FAILED
from services.documents.storage import FileMissing, FileStore, StoredFile

logger = structlog.get_logger(__name__)

KEPT = 2
"""Copies of a film that are kept: of the newest cut, and of the one that it is compared with."""
JUDGED = (VideoVersionState.CHANGES_REQUESTED, VideoVersionState.APPROVED)
PIECE = 1024 * 1024


@dataclass(frozen=True)
class _Turn:
    """What is to be copied now."""

    version: UUID
    sha256: str
    scan: Scan | None
    given_up: bool
    """It has ended too many workers."""


@dataclass(frozen=True)
class FilmCopier:
    """Makes one copy after the other."""

    database: Database
    store: FileStore
    workplace: Workplace
    clock: Clock

    def copy_next(self, stop: threading.Event) -> bool:
        """Make the copy of the newest cut that has none; False when there is none. Looks before it writes."""
        turn = begin_next(self.database, _waiting(self.clock), self._begin)
        if turn is None:
            return False
        with given_back(self.database, VideoCopy, turn.version):
            try:
                self._make(turn, stop)
            except CopyFailed as failure:
                self._fail(turn, failure.why)
            except FileMissing:
                self._fail(turn, finding("broken"))
        return True

    def _begin(self, session: Session, version: VideoVersion) -> _Turn | None:
        copy = hold(session, VideoCopy, version, CopyState.MAKING, self.clock)
        if copy is None:
            return None
        inspection = session.get_one(VideoInspection, version.id, options=[undefer(VideoInspection.report)])
        report = InspectionReport.from_data(inspection.report or {})
        return _Turn(version.id, version.sha256, report.facts.scan, is_given_up(copy))

    def _make(self, turn: _Turn, stop: threading.Event) -> None:
        if turn.given_up:
            raise CopyFailed(finding("too_much"))
        noting = Noting(self.database, VideoCopy, turn.version, self.clock, stop)
        with self.workplace.folder(turn.version) as folder:
            path = original(self.store, turn.sha256, folder, noting.alive)
            made = make_copy(path, folder, turn.scan, noting)
            with noting.kept_alive():
                film, poster, strip = (self._stored(folder / name) for name in (FILM, POSTER, STRIP))
        with self.database.write() as session:
            finish_copy(session, turn.version, made, film, poster, strip, clock=self.clock)
        logger.info("copy for browsers made", version=str(turn.version), size=film.size)

    def _stored(self, path: Path) -> StoredFile:
        digest, size = hashlib.sha256(), path.stat().st_size
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        stored = StoredFile(digest.hexdigest(), size)
        self.store.adopt(path, stored.sha256)
        return stored

    def _fail(self, turn: _Turn, why: Finding) -> None:
        with self.database.write() as session:
            fail_copy(session, turn.version, why, clock=self.clock)
        logger.warning("no copy for browsers", version=str(turn.version), why=why.code)


def finish_copy(
    session: Session,
    version_id: UUID,
    made: BrowserCopy,
    film: StoredFile,
    poster: StoredFile,
    strip: StoredFile,
    *,
    clock: Clock,
) -> None:
    """Keep the copy, and give up those of older cuts. One that somebody else finished meanwhile stays as it is."""
    copy = _held(session, version_id)
    if copy is None:
        return
    copy.made, copy.progress, copy.state = made.as_data(), 1.0, CopyState.READY
    copy.film_sha256, copy.film_size = film.sha256, film.size
    copy.poster_sha256, copy.poster_size = poster.sha256, poster.size
    copy.strip_sha256, copy.strip_size = strip.sha256, strip.size
    copy.held_until, copy.finished_at = None, clock()
    session.flush()
    _give_up_older(session, copy.video_report_id)


def fail_copy(session: Session, version_id: UUID, why: Finding, *, clock: Clock) -> None:
    """Say why there is none."""
    copy = _held(session, version_id)
    if copy is not None:
        copy.state, copy.held_until, copy.finished_at = CopyState.FAILED, None, clock()
        copy.problem = {name: getattr(why, name) for name in ("message_vi", "message_en", "mend_vi", "mend_en")}


def make_copy_again(session: Session, version: VideoVersion) -> None:
    """Let it wait for its turn once more. Raises `Problem` film-copy-not-failed."""
    failed = (VideoCopy.id == version.id) & (VideoCopy.state == CopyState.FAILED)
    if cast("CursorResult[None]", session.execute(delete(VideoCopy).where(failed))).rowcount != 1:
        raise Problem(COPY_NOT_FAILED)


def _give_up_older(session: Session, video_report_id: UUID) -> None:
    """Keep the newest two, and that of the last cut that people judged; the sweep removes the files of the others."""
    ready = (
        select(VideoCopy, VideoVersion)
        .join(VideoVersion, VideoVersion.id == VideoCopy.id)
        .where(VideoCopy.video_report_id == video_report_id, VideoCopy.state == CopyState.READY)
        .order_by(VideoVersion.number.desc())
    )
    rows = session.execute(ready).all()
    judged = next((version.id for _, version in rows if version.state in JUDGED), None)
    for copy, version in rows[KEPT:]:
        if version.id != judged and version.state is not VideoVersionState.APPROVED:
            copy.state = CopyState.REMOVED
            copy.film_sha256 = copy.poster_sha256 = copy.strip_sha256 = None


def _held(session: Session, version_id: UUID) -> VideoCopy | None:
    """The copy, its film locked: two that are finished at once do not give up the same."""
    found = session.get_one(VideoVersion, version_id)
    session.get_one(VideoReport, found.video_report_id, with_for_update=True)
    copy = session.get(VideoCopy, version_id, with_for_update=True, populate_existing=True)
    return copy if copy is not None and copy.state is CopyState.MAKING else None


def _waiting(clock: Clock) -> Select[VideoVersion]:
    """The newest first."""
    to_make = VideoCopy.id.is_(None) | (VideoCopy.state == CopyState.MAKING)
    return (
        select(VideoVersion)
        .join(VideoInspection, VideoInspection.id == VideoVersion.id)
        .outerjoin(VideoCopy, VideoCopy.id == VideoVersion.id)
        .where(
            VideoInspection.state == InspectionState.DONE,
            VideoInspection.outcome == Outcome.INSPECTED.value,
            VideoVersion.state != VideoVersionState.SUPERSEDED,
            to_make,
            is_free(VideoCopy, clock),
        )
        .order_by(VideoVersion.uploaded_at.desc(), VideoVersion.id)
    )

"""The loop that takes over films which have come whole: read once for the checksum, moved to the store, made a version.

    receiving ──last byte──▶ checking ──hold, read, noting progress──▶ sha256 noted ──move──▶ kept | refused

Every step can be done again: a worker that is killed has moved the file or not, and the next one sees which by the
checksum that was noted before. It also gives up what expired.
"""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from services.documents.film.part_files import Busy, PartFiles, PartMissing
from services.documents.models import Refusal, VideoUpload, VideoUploadState
from services.documents.operations.video_uploads import note_received
from services.documents.operations.video_versions import keep_version, refuse_upload
from services.documents.storage import FileMissing, FileStore

logger = structlog.get_logger(__name__)

REST_SECONDS = 1.0
SWEEP_SECONDS = 3600.0
NOTE_SECONDS = 1.0
HELD_FOR = timedelta(seconds=30)
"""A worker that has noted no progress for so long is believed to be gone."""
PIECE = 1024 * 1024


class _Stopped(Exception):
    """The worker is to stop in the middle of a film."""


@dataclass(frozen=True)
class _Whole:
    """A film as it was when it was taken in hand."""

    id: UUID
    filename: str
    sha256: str | None
    expected: str | None


@dataclass(frozen=True)
class FilmReceiver:
    """Takes over one film after the other."""

    database: Database
    store: FileStore
    parts: PartFiles
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set."""
        swept = time.monotonic()
        while not stop.is_set():
            if not self.receive_next(stop):
                stop.wait(REST_SECONDS)
            if time.monotonic() - swept >= SWEEP_SECONDS:
                self.sweep()
                swept = time.monotonic()

    def receive_next(self, stop: threading.Event) -> bool:
        """Take over the film that waits longest; False when there is none."""
        whole = self._hold()
        if whole is None:
            return False
        try:
            sha256 = whole.sha256 or self._hash(whole, stop)
        except _Stopped:
            self._update(whole.id, held_until=None)
            return True
        except PartMissing:
            self._refuse(whole, Refusal.LOST)
            return True
        if whole.expected not in (None, sha256):
            self._refuse(whole, Refusal.CHECKSUM_DIFFERS)
            return True
        try:
            self._store(whole, sha256)
        except FileMissing:
            self._refuse(whole, Refusal.LOST)
            return True
        self._finish(whole)
        return True

    def sweep(self) -> int:
        """Give up what expired, and files that nothing knows; how many uploads went."""
        # Rows are written before their files: a file that is seen now has its row by the time rows are read.
        files = list(self.parts.all())
        late = (VideoUpload.expires_at < self.clock()) & (VideoUpload.state != VideoUploadState.CHECKING)
        with self.database.read() as session:
            known = set(session.scalars(select(VideoUpload.id)))
            expired = session.scalars(select(VideoUpload.id).where(late)).all()
        for part in files:
            if part not in known:
                self.parts.delete(part)
        return sum(self._give_up(each) for each in expired)

    def _give_up(self, upload_id: UUID) -> bool:
        """Unless it is being sent at this moment; one that turns out to be whole is taken over instead."""
        try:
            with self.parts.held(upload_id) as part, self.database.write() as session:
                upload = session.get(VideoUpload, upload_id, with_for_update=True)
                if upload is None or (upload.state is VideoUploadState.RECEIVING and part.size == upload.length):
                    if upload is not None:
                        note_received(upload, part.size, self.clock())
                    return False
                session.delete(upload)
        except Busy:
            return False
        except PartMissing:
            with self.database.write() as session:
                upload = session.get(VideoUpload, upload_id, with_for_update=True)
                if upload is not None:
                    session.delete(upload)
        self.parts.delete(upload_id)
        return True

    def _hold(self) -> _Whole | None:
        """Looks before it writes: polling takes no lock."""
        now = self.clock()
        free = or_(VideoUpload.held_until.is_(None), VideoUpload.held_until < now)
        waiting = select(VideoUpload).where(VideoUpload.state == VideoUploadState.CHECKING, free)
        with self.database.read() as session:
            if session.scalar(waiting.with_only_columns(VideoUpload.id).limit(1)) is None:
                return None
        with self.database.write() as session:
            longest = waiting.order_by(VideoUpload.finished_at, VideoUpload.id).limit(1)
            upload = session.scalar(longest.with_for_update(skip_locked=True))
            if upload is None:
                return None
            upload.held_until, upload.checked = now + HELD_FOR, 0
            return _Whole(upload.id, upload.filename, upload.sha256, upload.expected_sha256)

    def _hash(self, whole: _Whole, stop: threading.Event) -> str:
        """The checksum of what is on the disk, and not of what passed by on the way there."""
        digest, checked, noted = hashlib.sha256(), 0, time.monotonic()
        with self.parts.held(whole.id, wait=5) as part:
            part.file.seek(0)
            while piece := part.file.read(PIECE):
                if stop.is_set():
                    raise _Stopped
                digest.update(piece)
                checked += len(piece)
                if time.monotonic() - noted >= NOTE_SECONDS:
                    self._update(whole.id, checked=checked, held_until=self.clock() + HELD_FOR)
                    noted = time.monotonic()
        sha256 = digest.hexdigest()
        self._update(whole.id, checked=checked, sha256=sha256, held_until=self.clock() + HELD_FOR)
        return sha256

    def _store(self, whole: _Whole, sha256: str) -> None:
        """Move the file; where that was done before, it is there."""
        path = self.parts.path(whole.id)
        if path.exists():
            with _Alive(self, whole.id):
                self.store.adopt(path, sha256)
        else:
            self.store.open(sha256).close()

    def _finish(self, whole: _Whole) -> None:
        with self.database.write() as session:
            upload = _held(session, whole.id)
            version = None if upload is None else keep_version(session, upload, clock=self.clock)
        number = None if version is None else version.number
        logger.info("film taken over", upload=str(whole.id), filename=whole.filename, number=number)

    def _refuse(self, whole: _Whole, why: Refusal) -> None:
        with self.database.write() as session:
            upload = _held(session, whole.id)
            if upload is not None:
                upload.sha256 = None if why is Refusal.CHECKSUM_DIFFERS else upload.sha256
                refuse_upload(upload, why)
        self.parts.delete(whole.id)
        logger.warning("film refused", upload=str(whole.id), filename=whole.filename, why=why)

    def _update(self, upload_id: UUID, **values: object) -> None:
        with self.database.write() as session:
            session.execute(update(VideoUpload).where(VideoUpload.id == upload_id).values(**values))


class _Alive:
    """Says that this worker is alive while something long goes on, such as sending to a distant store."""

    def __init__(self, receiver: FilmReceiver, upload_id: UUID) -> None:
        self._receiver = receiver
        self._upload_id = upload_id
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._say, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _say(self) -> None:
        while not self._done.wait(HELD_FOR.total_seconds() / 3):
            self._receiver._update(self._upload_id, held_until=self._receiver.clock() + HELD_FOR)


def _held(session: Session, upload_id: UUID) -> VideoUpload | None:
    """The upload, unless somebody else finished it meanwhile."""
    upload = session.get(VideoUpload, upload_id, with_for_update=True)
    return upload if upload is not None and upload.state is VideoUploadState.CHECKING else None

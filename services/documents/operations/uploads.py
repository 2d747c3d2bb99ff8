"""Files that were sent: taken in, used once, and swept when nobody uses them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID, uuid4

import structlog
from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.db.database import Database
from chassis.web.problems import Problem
from services.documents.file_types import (
    FileLocked,
    FileType,
    FileTypeUnknown,
    FileWithMacros,
    ending_of,
    file_type,
)
from services.documents.models import Upload, VideoCopy, VideoUpload, VideoVersion
from services.documents.problems.submissions import (
    FILE_EMPTY,
    FILE_LOCKED,
    FILE_NAME_MISLEADS,
    FILE_TYPE_REFUSED,
    FILE_WITH_MACROS,
    UPLOAD_GONE,
)
from services.documents.storage import FileStore, StoredFile

logger = structlog.get_logger(__name__)

NOBODYS_FOR = timedelta(days=1)
"""A file that was sent and not used for so long is removed; hand-in forms say so."""
SWEEP_SECONDS = 3600.0


def keep_upload(
    session: Session,
    store: FileStore,
    stored: StoredFile,
    *,
    conference: str,
    filename: str,
    by: Identity,
    now: datetime,
) -> Upload:
    """Note a file that is in its place. Raises `Problem` for one that cannot be handed in; the sweep removes it."""
    upload = Upload(
        id=uuid4(),
        conference=conference,
        filename=filename,
        media_type=_recognised(store, stored, filename).media_type,
        size=stored.size,
        sha256=stored.sha256,
        uploaded_by=by.subject,
        uploaded_at=now,
    )
    session.add(upload)
    session.flush()
    return upload


def use_upload(session: Session, upload_id: UUID, conference: str, *, by: Identity, now: datetime) -> Upload:
    """Make a file part of something, for good. Raises `Problem` upload-gone unless the caller sent it and it waits."""
    mine = (Upload.id == upload_id) & (Upload.conference == conference) & (Upload.uploaded_by == by.subject)
    claim = update(Upload).where(mine, Upload.kept_at.is_(None)).values(kept_at=now)
    if cast("CursorResult[None]", session.execute(claim)).rowcount != 1:
        raise Problem(UPLOAD_GONE)
    return session.scalars(select(Upload).where(Upload.id == upload_id).execution_options(populate_existing=True)).one()


def _recognised(store: FileStore, stored: StoredFile, filename: str) -> FileType:
    if not stored.size:
        raise Problem(FILE_EMPTY)
    try:
        with store.open(stored.sha256) as file:
            kind = file_type(file)
    except FileLocked:
        raise Problem(FILE_LOCKED) from None
    except FileWithMacros:
        raise Problem(FILE_WITH_MACROS) from None
    except FileTypeUnknown:
        raise Problem(FILE_TYPE_REFUSED) from None
    if ending_of(filename) not in kind.endings:
        raise Problem(FILE_NAME_MISLEADS, filename=filename, ending=kind.endings[0])
    return kind


_NAMERS = (
    select(Upload.sha256),
    select(VideoVersion.sha256),
    select(VideoUpload.sha256),
    *(select(each) for each in (VideoCopy.film_sha256, VideoCopy.poster_sha256, VideoCopy.strip_sha256)),
)
"""What names a file of the store."""


@dataclass(frozen=True)
class Sweeper:
    """The loop that removes files which nobody uses."""

    database: Database
    store: FileStore
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Sweep now and then, until `stop` is set; first after a while, when everything else is under way."""
        while not stop.wait(SWEEP_SECONDS):
            self.sweep()

    def sweep(self) -> int:
        """Forget old uploads that nothing uses, then remove old files without an upload; how many files went."""
        before = self.clock() - NOBODYS_FOR
        with self.database.write() as session:
            session.execute(delete(Upload).where(Upload.kept_at.is_(None), Upload.uploaded_at < before))
        removed = 0
        for sha256 in self.store.untouched_since(before):
            with self.database.read() as session:
                known = any(session.scalar(each.where(each.selected_columns[0] == sha256).limit(1)) for each in _NAMERS)
            if not known and self.store.delete(sha256, untouched_since=before):
                removed += 1
        if removed:
            logger.info("removed files that nobody used", files=removed)
        return removed

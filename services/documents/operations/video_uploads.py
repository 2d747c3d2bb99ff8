"""Films on their way in: begun, noted as bytes come, given up. The bytes themselves are in `PartFiles`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.problems import Problem
from services.documents.film.tus import Metadata
from services.documents.models import Obligation, VideoReport, VideoUpload, VideoUploadState
from services.documents.operations.obligations import begin_work
from services.documents.problems.film import (
    DISK_FULL,
    FILM_EMPTY,
    FILM_QUOTA_USED,
    FILM_STANDS,
    FILM_TOO_LARGE,
    TOO_MANY_UPLOADS,
)
from services.documents.queries.video_report import film_of, room_used, still_to_come
from services.documents.workflows.video_report import TAKES_CUTS, VideoReportState

KEPT_FOR = timedelta(days=7)
"""What has come of a film waits so long for the rest; pages say so."""
MOST_UNFINISHED = 10
GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class Room:
    """How much may come: bytes of one film, of all films of a conference, and what the disk has left now."""

    film: int
    conference: int
    disk: int


def begin_upload(
    session: Session,
    owed: Obligation,
    metadata: Metadata,
    length: int | None,
    room: Room,
    *,
    by: Identity,
    now: datetime,
) -> VideoUpload:
    """Write an upload down; nothing has come yet. The film is written down with its first one.

    Raises `Problem` before any byte is taken: film-stands, film-too-large, film-empty, film-quota-used, disk-full,
    too-many-uploads.
    """
    obligation = session.get_one(Obligation, owed.id, with_for_update=True, populate_existing=True)
    film = film_of(session, obligation, lock=True)
    if film is not None and film.state not in TAKES_CUTS:
        raise Problem(FILM_STANDS)
    if film is not None and _unfinished(session, film) >= MOST_UNFINISHED:
        raise Problem(TOO_MANY_UPLOADS)
    expect_room(session, obligation.conference, length, room)
    if film is None:
        film = VideoReport(
            id=uuid4(),
            conference=obligation.conference,
            obligation_id=obligation.id,
            unit=obligation.unit,
            state=VideoReportState.DRAFT,
            created_at=now,
            version=0,
        )
        session.add(film)
        begin_work(obligation, now)
        session.flush()
    upload = VideoUpload(
        id=uuid4(),
        conference=film.conference,
        video_report_id=film.id,
        filename=metadata.filename,
        metadata_text=metadata.text,
        length=length,
        received=0,
        state=VideoUploadState.RECEIVING,
        expected_sha256=metadata.sha256,
        started_by=by.name,
        started_role=by.role.value,
        subject=by.subject,
        unit=by.unit,
        started_at=now,
        expires_at=now + KEPT_FOR,
        checked=0,
    )
    session.add(upload)
    session.flush()
    return upload


def expect_room(session: Session, conference: str, length: int | None, room: Room) -> None:
    """Refuse what has no room, before it comes. A film of unknown length is looked at as its bytes come."""
    if length == 0:
        raise Problem(FILM_EMPTY)
    if length is not None and length > room.film:
        raise Problem(FILM_TOO_LARGE, limit=_gigabytes(room.film))
    left = room.conference - room_used(session, conference)
    if (length or 1) > left:
        raise Problem(FILM_QUOTA_USED, left=_gigabytes(max(left, 0)))
    if (length or 1) > room.disk - still_to_come(session):
        raise Problem(DISK_FULL)


def note_received(upload: VideoUpload, received: int, now: datetime) -> None:
    """Note how many bytes are on the disk; with the last of them the upload waits for its checksum."""
    if upload.state is not VideoUploadState.RECEIVING:
        return
    upload.received = max(upload.received, received)
    upload.expires_at = now + KEPT_FOR
    if upload.length is not None and upload.received == upload.length:
        upload.state, upload.finished_at = VideoUploadState.CHECKING, now


def _unfinished(session: Session, film: VideoReport) -> int:
    coming = (VideoUpload.video_report_id == film.id) & (VideoUpload.state == VideoUploadState.RECEIVING)
    return session.scalar(select(func.count()).select_from(VideoUpload).where(coming)) or 0


def _gigabytes(size: int) -> str:
    return f"{size / GIGABYTE:.1f}".removesuffix(".0")

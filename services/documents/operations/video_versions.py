"""A film that has come whole becomes a version, or is refused."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import Clock
from chassis.messaging import outbox
from services.documents.models import (
    Obligation,
    Refusal,
    VideoReport,
    VideoUpload,
    VideoUploadState,
    VideoVersion,
    VideoVersionState,
)
from services.documents.operations.obligations import fulfil_obligation
from services.documents.operations.steps import take_step
from services.documents.operations.video_process import FILM, film_told
from services.documents.queries.timeliness import timeliness_at
from services.documents.workflows.submission import SubmissionState
from services.documents.workflows.video_report import TAKES_CUTS, VideoReportAction

UPLOADED = "documents.video_uploaded.v1"
UNDECIDED = (VideoVersionState.UPLOADED, VideoVersionState.INSPECTED)


def keep_version(session: Session, upload: VideoUpload, *, clock: Clock) -> VideoVersion | None:
    """Make the next version of what came whole, and announce it; None when it is not wanted any more.

    The file is in the store. It came when its last byte did: the time for the checksum makes nobody late.
    """
    film = session.get_one(VideoReport, upload.video_report_id)
    obligation = session.get_one(Obligation, film.obligation_id, with_for_update=True, populate_existing=True)
    film = session.get_one(VideoReport, film.id, with_for_update=True, populate_existing=True)
    if film.state not in TAKES_CUTS or obligation.dropped_at is not None:
        refuse_upload(upload, Refusal.NOT_WANTED)
        return None
    version = _written(session, film, upload)
    by = Identity(upload.subject, Role(upload.started_role), upload.started_by, unit=upload.unit)
    film.current_number = version.number
    take_step(session, film, VideoReportAction.UPLOAD, FILM, by=by, at=clock())
    upload.state, upload.version_id, upload.held_until = VideoUploadState.KEPT, version.id, None
    told = film_told(session, film, obligation, version) | {
        "uploaded_by": version.uploaded_by,
        "uploaded_at": version.uploaded_at,
        "timeliness": timeliness_at(obligation, version.uploaded_at).value,
    }
    outbox.record(session, film, UPLOADED, told, clock=clock)
    came = (film.conference, obligation.kind, obligation.unit, SubmissionState.RECEIVED)
    fulfil_obligation(session, *came, clock=clock, came_at=version.uploaded_at)
    return version


def refuse_upload(upload: VideoUpload, why: Refusal) -> None:
    """Say on its page why it did not become a version."""
    upload.state, upload.refusal, upload.held_until = VideoUploadState.REFUSED, why, None


def _written(session: Session, film: VideoReport, upload: VideoUpload) -> VideoVersion:
    if upload.sha256 is None or upload.length is None or upload.finished_at is None:
        raise ValueError(f"upload {upload.id} is not whole")
    earlier = select(VideoVersion).where(VideoVersion.video_report_id == film.id, VideoVersion.state.in_(UNDECIDED))
    for each in session.scalars(earlier):
        each.state = VideoVersionState.SUPERSEDED
    version = VideoVersion(
        conference=film.conference,
        video_report_id=film.id,
        number=(film.current_number or 0) + 1,
        filename=upload.filename,
        size=upload.length,
        sha256=upload.sha256,
        state=VideoVersionState.UPLOADED,
        uploaded_by=upload.started_by,
        uploaded_role=upload.started_role,
        uploaded_at=upload.finished_at,
    )
    session.add(version)
    session.flush()
    return version

"""The film as a reader may see it: who owes it, its versions, what is on its way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.web.resource import found
from services.documents import rules
from services.documents.models import (
    Obligation,
    Plan,
    VideoCopy,
    VideoInspection,
    VideoReport,
    VideoUpload,
    VideoUploadState,
    VideoVersion,
)
from services.documents.queries.film_deadline import film_deadline
from services.documents.queries.film_thresholds import film_appraisers
from services.documents.queries.history import history_of
from services.documents.queries.obligation import obligation_line
from services.documents.queries.obligations import Today
from services.documents.queries.timeliness import timeliness_at
from services.documents.queries.video_appraisal import counts_on, must_agree, offered_steps, verdicts_of
from services.documents.queries.video_work import copy_line, inspection_line, work_on
from services.documents.workflows.video_report import TAKES_CUTS, VIDEO_REPORT_WORKFLOW, VideoReportState

KIND = "video_report"
ON_THEIR_WAY = (VideoUploadState.RECEIVING, VideoUploadState.CHECKING, VideoUploadState.REFUSED)


def film_obligation(session: Session, conference: str) -> Obligation | None:
    """By which the film is owed: the one that the plan names, else the first of its kind; None when nobody owes one."""
    content: dict[str, Any] = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {}
    named = content.get("video_report") or {}
    here = (Obligation.conference == conference) & (Obligation.kind == KIND) & Obligation.dropped_at.is_(None)
    owed = session.scalars(select(Obligation).where(here).order_by(Obligation.position, Obligation.id)).all()
    wanted = (named.get("obligation"), named.get("broadcaster"))
    return next((each for each in owed if (each.code, each.unit) == wanted), owed[0] if owed else None)


def film_owed(session: Session, conference: str, identity: Identity) -> Obligation:
    """The same, for a reader who may know of it. Raises `Problem` not-found."""
    owed = found(film_obligation(session, conference))
    return found(owed if rules.sees_film(identity, owed.unit) else None)


def film_of(session: Session, obligation: Obligation, *, lock: bool = False) -> VideoReport | None:
    """What is known of the film; None before its first upload."""
    wanted = select(VideoReport).where(VideoReport.obligation_id == obligation.id)
    return session.scalar(wanted.with_for_update() if lock else wanted)


def version_of(session: Session, conference: str, version_id: UUID, identity: Identity) -> VideoVersion:
    """A version that the reader may see. Raises `Problem` not-found."""
    version = session.get(VideoVersion, version_id)
    film = None if version is None else session.get(VideoReport, version.video_report_id)
    seen = film is not None and film.conference == conference and rules.sees_film(identity, film.unit)
    return found(version if seen else None)


def upload_of(
    session: Session, conference: str, upload_id: UUID, identity: Identity, *, lock: bool = False
) -> VideoUpload:
    """An upload that the caller may go on with. Raises `Problem` not-found."""
    wanted = select(VideoUpload).where(VideoUpload.id == upload_id, VideoUpload.conference == conference)
    upload = session.scalar(wanted.with_for_update() if lock else wanted)
    film = None if upload is None else session.get(VideoReport, upload.video_report_id)
    return found(upload if film is not None and rules.sends_film(identity, film.unit) else None)


def room_used(session: Session, conference: str) -> int:
    """Bytes of all versions of a conference, and of what was promised to come."""
    kept = session.scalar(select(func.sum(VideoVersion.size)).where(VideoVersion.conference == conference))
    coming = session.scalar(_promised(func.coalesce(VideoUpload.length, VideoUpload.received), conference))
    return int(kept or 0) + int(coming or 0)


def still_to_come(session: Session) -> int:
    """Bytes that were promised and have not come, of all conferences: room on the disk that is spoken for."""
    return int(session.scalar(_promised(VideoUpload.length - VideoUpload.received)) or 0)


def film_view(session: Session, obligation: Obligation, identity: Identity, today: Today) -> dict[str, Any]:
    """The whole of it. Uploads on their way are shown to whoever may go on with them."""
    film = film_of(session, obligation)
    state = VideoReportState.DRAFT if film is None else film.state
    sends = rules.sends_film(identity, obligation.unit) and obligation.dropped_at is None
    return {
        "id": None if film is None else film.id,
        "version": 0 if film is None else film.version,
        "state": state,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "title": obligation.title,
        "obligation": obligation_line(obligation, today),
        "takes_cuts": sends and state in TAKES_CUTS,
        "actions": VIDEO_REPORT_WORKFLOW.actions(state, identity.role),
        "versions": [] if film is None else _versions(session, film, obligation),
        "approved_number": None if film is None else film.approved_number,
        "approved_sha256": None if film is None else film.approved_sha256,
        **_judging(session, obligation.conference, film, identity),
        "uploads": [] if film is None or not sends else uploads_of(session, film),
        "history": [] if film is None else history_of(session, film.id),
    }


def _judging(session: Session, conference: str, film: VideoReport | None, identity: Identity) -> dict[str, Any]:
    """Who must say yes, who did, and what the reader may do now."""
    verdicts = [] if film is None else verdicts_of(session, film)
    needed, deadline = must_agree(session, conference), film_deadline(session, conference)
    agreed = [each for each in verdicts if film is not None and counts_on(film, each)]
    state = VideoReportState.DRAFT if film is None else film.state
    return {
        "must_agree": needed,
        "appraisers": film_appraisers(session, conference),
        "appraisal_due": None if deadline is None else deadline.last_moment,
        "verdicts": verdicts,
        "actions": offered_steps(state, identity, agreed, needed),
    }


def versions_of(session: Session, film: VideoReport) -> list[VideoVersion]:
    """All versions, the newest first."""
    wanted = select(VideoVersion).where(VideoVersion.video_report_id == film.id)
    return list(session.scalars(wanted.order_by(VideoVersion.number.desc())))


def uploads_of(session: Session, film: VideoReport) -> list[VideoUpload]:
    """What is on its way or was refused lately, the newest first."""
    wanted = select(VideoUpload).where(VideoUpload.video_report_id == film.id, VideoUpload.state.in_(ON_THEIR_WAY))
    return list(session.scalars(wanted.order_by(VideoUpload.started_at.desc(), VideoUpload.id)))


def _versions(session: Session, film: VideoReport, obligation: Obligation) -> list[dict[str, Any]]:
    work = work_on(session, film)
    return [_version(each, obligation, *work.get(each.id, (None, None))) for each in versions_of(session, film)]


def _version(
    version: VideoVersion, obligation: Obligation, inspection: VideoInspection | None, copy: VideoCopy | None
) -> dict[str, Any]:
    names = ("id", "number", "filename", "size", "sha256", "state", "uploaded_by", "uploaded_role", "uploaded_at")
    told = {name: getattr(version, name) for name in names}
    return told | {
        "timeliness": timeliness_at(obligation, version.uploaded_at),
        "inspection": inspection_line(version, inspection),
        "browser_copy": copy_line(version, inspection, copy),
    }


def _promised(amount: Any, conference: str | None = None) -> Select[Any]:
    wanted = select(func.sum(amount)).where(VideoUpload.state.in_(ON_THEIR_WAY[:2]))
    return wanted if conference is None else wanted.where(VideoUpload.conference == conference)

"""When the approved film is shown and broadcast, as whoever plans or reports it sees it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from services.documents import rules
from services.documents.models import (
    BroadcastState,
    Obligation,
    Plan,
    VideoBroadcast,
    VideoReport,
    VideoSchedule,
    VideoVersion,
)
from services.documents.queries.film_playback import Playback, approved_version, length_ms, playback_of
from services.documents.queries.film_slots import film_slot, film_slots
from services.documents.queries.video_report import film_of
from services.documents.workflows.video_report import VIDEO_REPORT_WORKFLOW, VideoReportAction, VideoReportState

PLANNED, AIRED = BroadcastState.PLANNED, BroadcastState.AIRED
_STEPS = (VideoReportAction.SCHEDULE, VideoReportAction.UNSCHEDULE)
_IN_THE_HALL = (VideoReportAction.SHOW, VideoReportAction.TAKE_BACK)


def film_schedule(session: Session, film: VideoReport) -> VideoSchedule | None:
    """Where it is scheduled; None while it is not."""
    return session.get(VideoSchedule, film.id)


def broadcasts_of(session: Session, film: VideoReport, *states: BroadcastState) -> list[VideoBroadcast]:
    """Slots in these states, by time."""
    here = select(VideoBroadcast).where(VideoBroadcast.video_report_id == film.id, VideoBroadcast.state.in_(states))
    return list(session.scalars(here.order_by(VideoBroadcast.starts_at, VideoBroadcast.id)))


def schedule_view(session: Session, obligation: Obligation, identity: Identity, now: datetime) -> dict[str, Any]:
    """All of it: the approved cut, its item of the agenda and those it could be in, its slots on channels."""
    film = film_of(session, obligation)
    told = _film(session, obligation, film, identity, _STEPS)
    slots = [] if film is None else broadcasts_of(session, film, PLANNED, AIRED)
    return told | {
        "id": None if film is None else film.id,
        "agenda_items": film_slots(session, obligation.conference),
        "channels": _channels(session, obligation.conference),
        "broadcasts": [_broadcast(each, told["duration_ms"], now) for each in slots],
        "plans_broadcasts": identity.role in rules.FILM_SCHEDULERS and told["schedule"] is not None,
        "reports_broadcasts": rules.sends_film(identity, obligation.unit),
    }


def showing_view(session: Session, obligation: Obligation, identity: Identity) -> dict[str, Any]:
    """What the hall needs: the one file that is to be played, its checksum, and when. No file: nothing is played."""
    film = film_of(session, obligation)
    told = _film(session, obligation, film, identity, _IN_THE_HALL)
    return told | {"playback": None if film is None else playback_in_the_hall(session, film)}


def playback_in_the_hall(session: Session, film: VideoReport) -> Playback | None:
    """The file that the hall may have: of the approved cut, while it is scheduled into the agenda or was shown."""
    schedule, version = film_schedule(session, film), approved_version(session, film)
    if schedule is None or version is None or schedule.agenda_item_id is None:
        return None
    if (schedule.version_id, version.sha256) != (version.id, film.approved_sha256):
        return None
    return playback_of(session, version)


def _film(
    session: Session,
    obligation: Obligation,
    film: VideoReport | None,
    identity: Identity,
    steps: Collection[VideoReportAction],
) -> dict[str, Any]:
    """How far it is, as everybody here sees it; before the first upload it is a draft."""
    state = VideoReportState.DRAFT if film is None else film.state
    version = None if film is None else approved_version(session, film)
    schedule = None if film is None else film_schedule(session, film)
    return {
        "version": 0 if film is None else film.version,
        "state": state,
        "title": obligation.title,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "approved": None if version is None else _cut(version),
        "duration_ms": None if version is None else length_ms(session, version),
        "schedule": None if schedule is None else _schedule(session, schedule),
        "actions": [each for each in VIDEO_REPORT_WORKFLOW.actions(state, identity.role) if each in steps],
    }


def _schedule(session: Session, schedule: VideoSchedule) -> dict[str, Any]:
    names = ("agenda_item_id", "scheduled_at", "scheduled_by", "shown_at", "shown_by", "shown_sha256")
    slot = film_slot(session, schedule.conference, schedule.agenda_item_id)
    return {name: getattr(schedule, name) for name in names} | {"agenda_item": slot}


def _cut(version: VideoVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("number", "sha256", "filename", "size")}


def _broadcast(slot: VideoBroadcast, length: int | None, now: datetime) -> dict[str, Any]:
    names = ("id", "channel", "starts_at", "state", "planned_by", "aired_at", "remark", "reported_by", "reported_at")
    ends_at = slot.starts_at + timedelta(milliseconds=length or 0)
    return {name: getattr(slot, name) for name in names} | {"overdue": slot.state is PLANNED and ends_at < now}


def _channels(session: Session, conference: str) -> list[str]:
    """Those that the plan names."""
    content: dict[str, Any] = session.scalar(select(Plan.content).where(Plan.conference == conference)) or {}
    return list((content.get("video_report") or {}).get("broadcast_on") or ())

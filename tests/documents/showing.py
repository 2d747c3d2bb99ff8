"""Shorthands for a film that is approved, scheduled, broadcast and shown."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from chassis.db.database import Database
from services.documents.film.inspection.report import FilmFacts, InspectionReport, Outcome, Scan
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.models import (
    CopyState,
    InspectionState,
    VideoCopy,
    VideoInspection,
    VideoReport,
    VideoVersion,
    VideoVersionState,
)
from services.documents.workflows.video_report import VideoReportState
from tests.documents.filming import FILM, UNIT, sent
from tests.documents.world import SLUG, Documents

HERE = f"/conferences/{SLUG}"
LENGTH_MS = 901_480
PLAYS = {
    "container": "MP4/MOV",
    "codec": "h264",
    "pixel_format": "yuv420p",
    "scan": Scan.PROGRESSIVE,
    "audio_codec": "aac",
}
COPY_SHA256 = "c0" * 32


def approved(documents: Documents, content: bytes = FILM, **facts: Any) -> dict[str, Any]:
    """A film that was sent, inspected (`facts` beside the usual) and approved; its schedule, which is empty."""
    sent(documents, content)
    approve(documents.service.database, documents.clock(), **facts)
    return schedule_of(documents)


def approve(database: Database, now: datetime, **facts: Any) -> None:
    """Let the newest cut be inspected and approved, as if people had."""
    with database.write() as session:
        film = session.scalars(select(VideoReport)).one()
        newest = select(VideoVersion).where(VideoVersion.number == film.current_number)
        version = session.scalars(newest.where(VideoVersion.video_report_id == film.id)).one()
        session.merge(_inspected(version, now, PLAYS | facts))
        version.state, film.state = VideoVersionState.APPROVED, VideoReportState.APPROVED
        film.approved_number, film.approved_sha256 = version.number, version.sha256


def reopened(documents: Documents) -> None:
    """The appraisal of the approved film is open again."""
    with documents.service.database.write() as session:
        film = session.scalars(select(VideoReport)).one()
        film.state, film.approved_number, film.approved_sha256 = VideoReportState.UNDER_APPRAISAL, None, None


def copied(documents: Documents, content: bytes) -> str:
    """The browser copy of the approved cut is there; its checksum."""
    store = documents.service.web.extensions["hoinghi"].parts.store
    kept = store.put(BytesIO(content), len(content))
    with documents.service.database.write() as session:
        version = session.scalars(select(VideoVersion).where(VideoVersion.state == VideoVersionState.APPROVED)).one()
        copy = VideoCopy(id=version.id, conference=version.conference, video_report_id=version.video_report_id)
        copy.state, copy.progress, copy.attempts, copy.started_at = CopyState.READY, 1.0, 1, documents.clock()
        copy.finished_at, copy.made = documents.clock(), {}
        copy.film_sha256, copy.film_size = kept.sha256, kept.size
        copy.poster_sha256 = copy.strip_sha256 = COPY_SHA256
        session.add(copy)
    return str(kept.sha256)


def with_agenda(documents: Documents, minutes: int = 15, *, publish: bool = True) -> str:
    """An agenda in which a film is shown; the item's id."""
    draft = documents.get("/agenda/draft").get_json()
    item = {"kind": "film", "title": "Chiếu phóng sự", "minutes": minutes}
    change = {"version": draft["version"], "items": [{"kind": "opening", "title": "Khai mạc", "minutes": 10}, item]}
    draft = documents.call("PUT", f"{HERE}/agenda/draft", json=change).get_json()
    if publish:
        documents.call("POST", f"{HERE}/agenda/publish", json={"version": draft["version"]})
    return str(draft["items"][1]["id"])


def schedule_of(documents: Documents, role: Role = Role.ORGANIZER, **scope: str) -> dict[str, Any]:
    """The schedule as this role sees it."""
    scope = scope or ({"unit": UNIT} if role is Role.BROADCASTER else {})
    shown: dict[str, Any] = documents.get("/video-report/schedule", role, **scope).get_json()
    return shown


def showing_of(documents: Documents, role: Role = Role.CHAIR) -> dict[str, Any]:
    """What the hall sees."""
    shown: dict[str, Any] = documents.get("/video-report/showing", role).get_json()
    return shown


def do(
    documents: Documents, path: str, body: dict[str, Any], role: Role = Role.ORGANIZER, **scope: str
) -> TestResponse:
    """A step with the film."""
    scope = scope or ({"unit": UNIT} if role is Role.BROADCASTER else {})
    return documents.call("POST", f"{HERE}/video-report/{path}", role, json=body, **scope)


def scheduled(documents: Documents, item: str | None) -> dict[str, Any]:
    """The approved film is scheduled; the schedule."""
    now = schedule_of(documents)
    body = {"version": now["version"], "sha256": now["approved"]["sha256"], "agenda_item_id": item}
    answer = do(documents, "schedule", body)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.get_json()
    return shown


def _inspected(version: VideoVersion, now: datetime, facts: dict[str, Any]) -> VideoInspection:
    found = FilmFacts(**{"size_bytes": version.size, "duration_ms": LENGTH_MS} | facts)
    report = InspectionReport(Outcome.INSPECTED, (), found)
    inspection = VideoInspection(id=version.id, conference=version.conference)
    inspection.video_report_id, inspection.state = version.video_report_id, InspectionState.DONE
    inspection.progress, inspection.attempts, inspection.started_at = 1.0, 1, now
    inspection.finished_at, inspection.asked, inspection.report = (
        now,
        Thresholds(900, 2, 10).as_data(),
        report.as_data(),
    )
    inspection.outcome, inspection.verdict = "inspected", "good"
    inspection.failures = inspection.warnings = 0
    return inspection

"""Inspects cuts of the film as they come, one after the other, without anybody asking.

    version uploaded ── no video_inspections row ──▶ running ──▶ done; version and film: inspected

The film is read by a child process outside any transaction, at the lowest priority. A cut that a newer one replaced
meanwhile is left alone: its row goes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.db.database import Database
from chassis.messaging import outbox
from services.documents.film.inspection.names import RULES
from services.documents.film.inspection.report import (
    WORST_FIRST,
    FilmFacts,
    Finding,
    InspectionReport,
    Outcome,
    Severity,
)
from services.documents.film.inspection.runner import inspect
from services.documents.film.inspection.texts import finding
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.workplace import Workplace, original
from services.documents.models import (
    InspectionState,
    Obligation,
    VideoInspection,
    VideoReport,
    VideoVersion,
    VideoVersionState,
)
from services.documents.operations.film_work import Noting, begin_next, given_back, hold, is_free, is_given_up
from services.documents.operations.steps import take_step
from services.documents.operations.video_process import FILM, film_told
from services.documents.queries.film_thresholds import film_appraisers, film_thresholds
from services.documents.storage import FileMissing, FileStore
from services.documents.workflows.video_report import VideoReportAction, VideoReportState

logger = structlog.get_logger(__name__)

INSPECTED = "documents.video_inspected.v1"
MOST_TOLD = 20
"""Findings in one event."""


@dataclass(frozen=True)
class _Turn:
    """What is to be inspected now."""

    version: UUID
    sha256: str
    size: int
    asked: Thresholds
    given_up: bool
    """It has ended too many workers."""


@dataclass(frozen=True)
class FilmInspector:
    """Inspects what arrives."""

    database: Database
    store: FileStore
    workplace: Workplace
    clock: Clock

    def inspect_next(self, stop: threading.Event) -> bool:
        """Inspect the cut that waits longest; False when there is none. Looks before it writes."""
        turn = begin_next(self.database, _waiting(self.clock), self._begin)
        if turn is None:
            return False
        with given_back(self.database, VideoInspection, turn.version):
            report = self._report(turn, stop)
            with self.database.write() as session:
                finish_inspection(session, turn.version, report, clock=self.clock)
            logger.info("film inspected", version=str(turn.version), outcome=report.outcome, verdict=report.verdict)
        return True

    def _begin(self, session: Session, version: VideoVersion) -> _Turn | None:
        new = {"asked": film_thresholds(session, version.conference).as_data(), "failures": 0, "warnings": 0}
        inspection = hold(session, VideoInspection, version, InspectionState.RUNNING, self.clock, **new)
        if inspection is None:
            return None
        thresholds = Thresholds.from_data(inspection.asked)
        return _Turn(version.id, version.sha256, version.size, thresholds, is_given_up(inspection))

    def _report(self, turn: _Turn, stop: threading.Event) -> InspectionReport:
        if turn.given_up:
            return _not_looked_into("too_much", turn.size)
        noting = Noting(self.database, VideoInspection, turn.version, self.clock, stop)
        try:
            with self.workplace.folder(turn.version) as folder:
                return inspect(original(self.store, turn.sha256, folder, noting.alive), turn.asked, noting)
        except FileMissing:
            return _not_looked_into("broken", turn.size)


def finish_inspection(session: Session, version_id: UUID, report: InspectionReport, *, clock: Clock) -> None:
    """Keep what was found, take the film's step and announce it.

    One that somebody else finished meanwhile stays as it is; of a cut that was replaced only the report is kept.
    """
    found = session.get_one(VideoVersion, version_id)
    film = session.get_one(VideoReport, found.video_report_id)
    obligation = session.get_one(Obligation, film.obligation_id, with_for_update=True, populate_existing=True)
    film = session.get_one(VideoReport, film.id, with_for_update=True, populate_existing=True)
    version = session.get_one(VideoVersion, version_id, populate_existing=True)
    inspection = session.get(VideoInspection, version_id, with_for_update=True, populate_existing=True)
    if inspection is None or inspection.state is InspectionState.DONE:
        return
    _keep(inspection, report, clock)
    if version.state is VideoVersionState.UPLOADED:
        version.state = VideoVersionState.INSPECTED
    if film.state is not VideoReportState.UPLOADED or film.current_number != version.number:
        return
    take_step(session, film, VideoReportAction.INSPECT, FILM, by=None, at=clock())
    told = film_told(session, film, obligation, version) | told_of_inspection(report)
    told["appraisers"] = film_appraisers(session, film.conference)
    outbox.record(session, film, INSPECTED, told, clock=clock)


def told_of_inspection(report: InspectionReport) -> dict[str, Any]:
    """What the event says of it: the verdict, and what is not good, the worst first."""
    wrong = [each for each in report.findings if each.severity is not Severity.GOOD]
    wrong.sort(key=lambda each: WORST_FIRST.index(each.severity))
    return {
        "outcome": report.outcome.value,
        "verdict": report.verdict.value,
        "failures": report.count(Severity.FAILURE),
        "warnings": report.count(Severity.WARNING),
        "findings": [_finding_told(each) for each in wrong[:MOST_TOLD]],
    }


def _finding_told(each: Finding) -> Mapping[str, str]:
    return {
        "rule": each.rule.value,
        "name_vi": RULES[each.rule].vi,
        "name_en": RULES[each.rule].en,
        "severity": each.severity.value,
        "message_vi": each.message_vi,
        "message_en": each.message_en,
        "mend_vi": each.mend_vi,
        "mend_en": each.mend_en,
    }


def _keep(inspection: VideoInspection, report: InspectionReport, clock: Clock) -> None:
    inspection.state, inspection.progress, inspection.held_until = InspectionState.DONE, 1.0, None
    inspection.outcome, inspection.verdict = report.outcome.value, report.verdict.value
    inspection.failures, inspection.warnings = report.count(Severity.FAILURE), report.count(Severity.WARNING)
    inspection.report, inspection.finished_at = report.as_data(), clock()


def _waiting(clock: Clock) -> Select[VideoVersion]:
    """What waits longest first."""
    return (
        select(VideoVersion)
        .outerjoin(VideoInspection, VideoInspection.id == VideoVersion.id)
        .where(VideoVersion.state == VideoVersionState.UPLOADED, is_free(VideoInspection, clock))
        .order_by(VideoVersion.uploaded_at, VideoVersion.id)
    )


def _not_looked_into(code: str, size: int) -> InspectionReport:
    return InspectionReport(Outcome.COULD_NOT, (finding(code),), FilmFacts("", size))

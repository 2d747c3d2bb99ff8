"""What was found in cuts of the film, and their copies, as readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from services.documents.film.inspection.names import RULES
from services.documents.film.inspection.report import Finding, InspectionReport, Outcome, Passage
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.inspection.timeline import timeline
from services.documents.models import (
    CopyState,
    InspectionState,
    VideoCopy,
    VideoInspection,
    VideoReport,
    VideoVersion,
    VideoVersionState,
)

WAITING, NOT_MADE = "waiting", "not_made"
INSPECTION_STATES = (WAITING, *(each.value for each in InspectionState), NOT_MADE)
COPY_STATES = (WAITING, *(each.value for each in CopyState), NOT_MADE)


def work_on(session: Session, film: VideoReport) -> Mapping[UUID, tuple[VideoInspection | None, VideoCopy | None]]:
    """By version: its inspection and its copy, where they were begun."""
    inspections = session.scalars(select(VideoInspection).where(VideoInspection.video_report_id == film.id))
    copies = {each.id: each for each in session.scalars(select(VideoCopy).where(VideoCopy.video_report_id == film.id))}
    return {each.id: (each, copies.get(each.id)) for each in inspections}


def inspection_line(version: VideoVersion, inspection: VideoInspection | None) -> dict[str, Any]:
    """How far the inspection is, and its verdict once there is one."""
    if inspection is None:
        left_out = version.state is VideoVersionState.SUPERSEDED
        return {
            "state": NOT_MADE if left_out else WAITING,
            "progress": 0.0,
            "outcome": None,
            "verdict": None,
            "failures": 0,
            "warnings": 0,
            "started_at": None,
            "finished_at": None,
        }
    names = ("state", "progress", "outcome", "verdict", "failures", "warnings", "started_at", "finished_at")
    return {name: getattr(inspection, name) for name in names}


def copy_line(version: VideoVersion, inspection: VideoInspection | None, copy: VideoCopy | None) -> dict[str, Any]:
    """How far the copy is; its size, length and thumbnails once it is ready."""
    line: dict[str, Any] = {"state": _state_without(version, inspection), "progress": 0.0, "problem": None}
    made: Mapping[str, Any] = {}
    if copy is not None:
        line = {"state": copy.state.value, "progress": copy.progress, "problem": copy.problem}
        made = (copy.made if copy.state is CopyState.READY else None) or {}
    shown = ("duration_ms", "width", "height", "rate", "size_bytes", "strip")
    return line | {name: made.get(name) for name in shown}


def inspection_view(session: Session, version: VideoVersion) -> dict[str, Any]:
    """The whole of what was found; `facts`, `timeline` None and no findings while it is not done."""
    inspection = _with_report(session, version)
    view = inspection_line(version, inspection) | {"version_id": version.id, "number": version.number}
    found = done_report(inspection)
    if found is None:
        return view | {"findings": [], "facts": None, "timeline": None}
    report, asked = found
    return view | {
        "findings": [_finding(each) for each in report.findings],
        "facts": report.as_data()["facts"],
        "timeline": timeline(report, asked) if report.outcome is Outcome.INSPECTED else None,
    }


def inspection_of(session: Session, version: VideoVersion) -> VideoInspection | None:
    """The inspection with its report; None before it is begun."""
    return _with_report(session, version)


def done_report(inspection: VideoInspection | None) -> tuple[InspectionReport, Thresholds] | None:
    """The report and what it was judged by; None while there is none."""
    if inspection is None or inspection.report is None:
        return None
    return InspectionReport.from_data(inspection.report), Thresholds.from_data(inspection.asked)


def ready_copy(session: Session, version: VideoVersion) -> VideoCopy | None:
    """The copy, if it can be played."""
    copy = session.get(VideoCopy, version.id)
    return copy if copy is not None and copy.state is CopyState.READY else None


def _with_report(session: Session, version: VideoVersion) -> VideoInspection | None:
    return session.get(VideoInspection, version.id, options=[undefer(VideoInspection.report)])


def _state_without(version: VideoVersion, inspection: VideoInspection | None) -> str:
    looked_into = inspection is None or inspection.outcome in (None, Outcome.INSPECTED.value)
    return WAITING if looked_into and version.state is not VideoVersionState.SUPERSEDED else NOT_MADE


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "rule": each.rule.value,
        "name_vi": RULES[each.rule].vi,
        "name_en": RULES[each.rule].en,
        "code": each.code,
        "severity": each.severity.value,
        "message_vi": each.message_vi,
        "message_en": each.message_en,
        "mend_vi": each.mend_vi,
        "mend_en": each.mend_en,
        "passages": [_passage(passage) for passage in each.passages],
    }


def _passage(each: Passage) -> dict[str, Any]:
    return {"kind": each.kind.value, "start_ms": each.start_ms, "end_ms": each.end_ms}

"""Activities: units report what they did, the office confirms or sends back. Each change is announced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.language import Text
from chassis.messaging.outbox import record
from services.documents.models import ActivityReport
from services.documents.operations.steps import Process, take_step
from services.documents.operations.uploads import use_upload
from services.documents.queries.focal_points import focal_point_of
from services.documents.workflows.activity import ACTIVITY_WORKFLOW, ActivityAction

ACTIVITY = Process(
    ACTIVITY_WORKFLOW,
    {
        "start": Text("bắt đầu hoạt động này", "began this activity"),
        "report": Text("báo kết quả hoạt động này", "reported this activity"),
        "note_not_held": Text("báo không tổ chức hoạt động này", "noted that this activity is not held"),
        "confirm": Text("xác nhận hoạt động này", "confirmed this activity"),
        "send_back": Text("trả lại báo cáo hoạt động này", "sent this report back"),
        "reopen": Text("mở lại hoạt động này", "reopened this activity"),
    },
)
CHANGED = "documents.activity_changed.v1"
EVENTS = {
    ActivityAction.REPORT: "documents.activity_reported.v1",
    ActivityAction.CONFIRM: "documents.activity_confirmed.v1",
    ActivityAction.SEND_BACK: "documents.activity_sent_back.v1",
}
"""Every other action is told as `activity_changed`."""
_TOLD_TO_THE_UNIT = (ActivityAction.CONFIRM, ActivityAction.SEND_BACK)
_TELLS_WHY = (ActivityAction.NOTE_NOT_HELD, ActivityAction.SEND_BACK)


def report_activity(
    session: Session, report: ActivityReport, data: Mapping[str, Any], *, by: Identity, clock: Clock
) -> None:
    """Say when, where and what was done, with a link or file that shows it. A file that was sent before stays.

    Raises `Problem`: forbidden, done-meanwhile, upload-gone.
    """
    now = clock()
    report.held_on, report.place, report.account = data["held_on"], data["place"], data["account"]
    report.link = data["link"]
    if data["upload_id"] is not None:
        report.upload_id = use_upload(session, data["upload_id"], report.conference, by=by, now=now).id
    report.reported_at = report.reported_at or now
    step_activity(session, report, ActivityAction.REPORT, by=by, clock=clock)


def step_activity(
    session: Session,
    report: ActivityReport,
    action: ActivityAction,
    *,
    by: Identity,
    clock: Clock,
    reason: str | None = None,
) -> None:
    """Take one step. Raises `Problem`: forbidden, done-meanwhile, step-not-possible."""
    take_step(session, report, action, ACTIVITY, by=by, at=clock(), reason=reason)
    report.note = reason if action in _TELLS_WHY else None
    data = activity_data(report)
    if action in _TOLD_TO_THE_UNIT:
        data |= focal_point_of(session, report.conference, report.unit)
    record(session, report, EVENTS.get(action, CHANGED), data, clock=clock)


def activity_data(report: ActivityReport) -> dict[str, Any]:
    """Data of every event about an activity with one unit."""
    return {
        "conference": report.conference,
        "report_id": report.id,
        "activity": report.activity,
        "title": report.title,
        "unit": report.unit,
        "unit_name": report.unit_name,
        "state": report.state.value,
        "held_on": report.held_on,
        "place": report.place,
        "last_moment": report.last_moment,
        "note": report.note,
    }

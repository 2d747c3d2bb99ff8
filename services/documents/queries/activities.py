"""Activities with the units that hold them, as far as a reader may know of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.vietnamese import without_accents
from services.documents import rules
from services.documents.models import ActivityReport
from services.documents.queries.timeliness import is_in_time
from services.documents.workflows.activity import ACTIVITY_WORKFLOW, OPEN

SORTABLE = {
    "position": ActivityReport.position,
    "title": ActivityReport.title,
    "unit_name": ActivityReport.unit_name,
    "due_date": ActivityReport.due_date,
    "state": ActivityReport.state,
    "held_on": ActivityReport.held_on,
}


def activity_reports(
    conference: str, identity: Identity, filters: Mapping[str, Any], now: datetime
) -> Select[ActivityReport]:
    """What the reader may know of. Filters: `activity`, `unit`, `state`, `overdue`, `q` (words, accents aside)."""
    statement = _visible(conference, identity)
    for name in ("activity", "unit", "state"):
        if filters[name] is not None:
            statement = statement.where(getattr(ActivityReport, name) == filters[name])
    if filters["overdue"] is not None:
        late = _overdue(now)
        statement = statement.where(late if filters["overdue"] else ~late)
    for word in without_accents((filters["q"] or "").replace("\0", " ")).lower().split():
        statement = statement.where(ActivityReport.folded.contains(word, autoescape=True))
    return statement


def activity_report_of(
    session: Session, conference: str, report_id: UUID, identity: Identity, *, lock: bool = False
) -> ActivityReport | None:
    """One that the reader may know of, locked where it is to be changed."""
    statement = _visible(conference, identity).where(ActivityReport.id == report_id)
    return session.scalar(statement.with_for_update() if lock else statement)


def activity_view(report: ActivityReport, identity: Identity, now: datetime) -> dict[str, Any]:
    """One as the reader sees it. `overdue`: its day has passed and nothing was said; `late`: it was said too late."""
    names = ("id", "activity", "title", "kind", "unit", "unit_name", "due_date", "policy", "last_moment", "state")
    told = ("evidence_asked", "held_on", "place", "account", "link", "upload_id", "reported_at", "note", "version")
    until = report.last_moment
    return {name: getattr(report, name) for name in (*names, *told)} | {
        "overdue": until is not None and report.state in OPEN and not is_in_time(now, until),
        "late": until is not None and report.reported_at is not None and not is_in_time(report.reported_at, until),
        "actions": ACTIVITY_WORKFLOW.actions(report.state, identity.role),
    }


def _visible(conference: str, identity: Identity) -> Select[ActivityReport]:
    statement = select(ActivityReport).where(
        ActivityReport.conference == conference, ActivityReport.dropped_at.is_(None)
    )
    if rules.limited_to_own_unit(identity) or rules.limited_to_own_field(identity):
        return statement.where(ActivityReport.unit == identity.unit)
    return statement


def _overdue(now: datetime) -> ColumnElement[bool]:
    passed = ActivityReport.last_moment.is_not(None) & (ActivityReport.last_moment < now)
    return and_(passed, ActivityReport.state.in_(OPEN))

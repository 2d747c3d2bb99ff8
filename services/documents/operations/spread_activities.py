"""Lays the activities of a plan out for each unit that holds them."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.vietnamese import without_accents
from services.documents.models import ActivityReport
from services.documents.plan import Deadline, Plan, units_meant
from services.documents.workflows.activity import ActivityState


def spread_activities(session: Session, plan: Plan, now: datetime) -> None:
    """One for each unit and activity. What was reported stays; what a plan drops and nobody has begun goes."""
    slug = plan.conference.slug
    rows = session.scalars(select(ActivityReport).where(ActivityReport.conference == slug))
    kept = {(row.activity, row.unit): row for row in rows}
    for position, activity in enumerate(plan.activities):
        due = activity.due and activity.policy and Deadline(activity.due, activity.policy, plan.conference.timezone)
        for unit in units_meant(plan, activity.owners):
            row = kept.pop((activity.code, unit.code), None)
            if row is None:
                row = ActivityReport(id=uuid4(), conference=slug, activity=activity.code, unit=unit.code, version=0)
                row.state = ActivityState.PLANNED
                session.add(row)
            row.position, row.title, row.kind = position, activity.title, activity.kind.value
            row.unit_name, row.evidence_asked, row.dropped_at = unit.name, activity.evidence, None
            row.due_date = activity.due
            row.policy = None if activity.policy is None else activity.policy.value
            row.last_moment = due.last_moment if due else None
            row.folded = without_accents(f"{activity.title} {unit.name}").lower()
    for row in kept.values():
        if row.state is ActivityState.PLANNED and row.version == 0:
            session.delete(row)
        else:
            row.dropped_at = row.dropped_at or now
    session.flush()

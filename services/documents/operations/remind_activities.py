"""Reminds units of activities whose day has passed while they said nothing: once for each deadline, in the morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from chassis.messaging.outbox import record
from services.documents.models import ActivityReminder, ActivityReport, Plan
from services.documents.operations.activities import activity_data
from services.documents.operations.reminder_watch import ReminderWatch
from services.documents.queries.focal_points import focal_point_of
from services.documents.workflows.activity import OPEN

OVERDUE = "documents.activity_overdue.v1"
MORNING = time(8)
"""By the clock of the conference's zone, on the day after the last one."""
NEWS_FOR = timedelta(days=2)
"""What has passed for longer is told nobody: a plan that is applied late does not remind of everything at once."""


class ActivityWatch(ReminderWatch[tuple[ActivityReport, datetime]]):
    """Looks for deadlines that have passed: open reports whose morning has come, of plans that want reminders."""

    def due(self, session: Session, *, lock: bool = False) -> Sequence[tuple[ActivityReport, datetime]]:
        """Each report with its last moment."""
        now = self.clock()
        told = and_(
            ActivityReminder.report_id == ActivityReport.id, ActivityReminder.last_moment == ActivityReport.last_moment
        )
        wanted = (
            select(ActivityReport)
            .where(
                ActivityReport.dropped_at.is_(None),
                ActivityReport.state.in_(OPEN),
                ActivityReport.last_moment < now,
                ActivityReport.last_moment > now - NEWS_FOR,
                ~select(ActivityReminder.id).where(told).exists(),
            )
            .order_by(ActivityReport.id)
        )
        reports = session.scalars(wanted.with_for_update(skip_locked=True) if lock else wanted).all()
        mornings = {slug: _zone(session, slug) for slug in {each.conference for each in reports}}
        due = []
        for report in reports:
            zone, moment = mornings[report.conference], report.last_moment
            if zone is not None and moment is not None and now >= _morning_after(moment, zone):
                due.append((report, moment))
        return due

    def remind(self, session: Session, due: tuple[ActivityReport, datetime]) -> None:
        """Remind the unit."""
        report, moment = due
        reminder = ActivityReminder(
            id=uuid4(),
            conference=report.conference,
            report_id=report.id,
            last_moment=moment,
            version=0,
            told_at=self.clock(),
        )
        session.add(reminder)
        session.flush()
        told = activity_data(report) | focal_point_of(session, report.conference, report.unit)
        record(session, reminder, OVERDUE, told, clock=self.clock)


def _zone(session: Session, conference: str) -> ZoneInfo | None:
    """The zone of a conference whose plan has reminder days; None where nobody is to be reminded of anything."""
    plan = session.get(Plan, conference)
    if plan is None or not plan.content["reminder_days"]:
        return None
    return ZoneInfo(plan.facts["timezone"])


def _morning_after(moment: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(moment.astimezone(zone).date() + timedelta(days=1), MORNING, zone)

"""By when the film is to be appraised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from services.documents.models import Plan

MORNING = time(8)
"""By the clock of the conference's zone."""
LATE_AFTER = (-1, -3)
"""Days after the last one on which the lateness is spoken of."""


@dataclass(frozen=True)
class FilmDeadline:
    """The last day of the appraisal on the conference's calendar, and how many days before it people are reminded."""

    day: date
    zone: ZoneInfo
    reminder_days: tuple[int, ...]

    @property
    def last_moment(self) -> datetime:
        """The last second that is in time."""
        return datetime.combine(self.day, time(23, 59, 59), self.zone)

    def mornings(self) -> dict[int, datetime]:
        """When to remind, by the days that are left; none where the plan wants no reminders."""
        if not self.reminder_days:
            return {}
        days = (*(each for each in self.reminder_days if each >= 1), *LATE_AFTER)
        return {left: datetime.combine(self.day - timedelta(days=left), MORNING, self.zone) for left in days}


def film_deadline(session: Session, conference: str) -> FilmDeadline | None:
    """What the plan says; where it does not, the day before the conference. None without a plan."""
    plan = session.get(Plan, conference)
    if plan is None:
        return None
    zone = ZoneInfo(plan.facts["timezone"])
    said = (plan.content.get("video_report") or {}).get("appraisal_due")
    starts = datetime.fromisoformat(plan.facts["starts_at"]).astimezone(zone).date()
    day = starts - timedelta(days=1) if said is None else date.fromisoformat(said)
    return FilmDeadline(day, zone, tuple(plan.content["reminder_days"]))

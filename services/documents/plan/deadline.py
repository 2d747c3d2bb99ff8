"""Both readings of a due date.

"Trước ngày 10/6" is exclusive by grammar and inclusive by habit. The plan's policy decides what is late; whoever
is reminded is reminded for the earlier reading, so that neither habit makes anyone late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chassis.language import Text
from services.documents.plan.model import Conference, Obligation, Policy

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """A due date with its policy, in the conference's zone."""

    due: date
    policy: Policy
    timezone: str

    @property
    def before(self) -> datetime:
        """Read strictly: 23:59:59 of the day before (aware, in the conference's zone)."""
        return self._end_of(self.due - _DAY)

    @property
    def by_end_of(self) -> datetime:
        """Read by habit: 23:59:59 of the day itself (aware, in the conference's zone)."""
        return self._end_of(self.due)

    @property
    def last_moment(self) -> datetime:
        """What the policy says: the last second that is in time (aware, in the conference's zone)."""
        return self.before if self.policy is Policy.BEFORE else self.by_end_of

    def days_left(self, moment: datetime) -> int:
        """Whole days on the office's calendar until the day of the last moment: 0 on that day, negative once past."""
        today = moment.astimezone(ZoneInfo(self.timezone)).date()
        return (self.last_moment.date() - today).days

    def in_words(self) -> Text:
        """The date as the policy says it, and the last moment in both readings."""
        day, eve = _written(self.due), _written(self.due - _DAY)
        if self.policy is Policy.BEFORE:
            return Text(
                f"trước ngày {day} (chậm nhất 23:59 ngày {eve})",
                f"before {day} (at the latest 23:59 on {eve})",
            )
        return Text(
            f"trong ngày {day} (chậm nhất 23:59 ngày {day}; nên gửi trước 23:59 ngày {eve})",
            f"by the end of {day} (at the latest 23:59 on {day}; better by 23:59 on {eve})",
        )

    def _end_of(self, day: date) -> datetime:
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(self.timezone))


def deadline_of(obligation: Obligation, conference: Conference) -> Deadline:
    """The deadline of an obligation, in the zone of its conference."""
    return Deadline(obligation.due, obligation.policy, conference.timezone)


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"

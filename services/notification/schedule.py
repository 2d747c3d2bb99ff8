"""When a reminder goes out: in the morning of its day, and never at night. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)
NIGHT_BEGINS, NIGHT_ENDS = time(21), time(7)
"""By the clock of the conference's zone. Nobody is reminded of anything in between."""
STALE_AFTER = timedelta(days=1)
"""A reminder that could not leave for so long after its moment is not sent any more."""


def reminder_moments(deadline: datetime, days: Iterable[int], zone: ZoneInfo) -> dict[int, datetime]:
    """When to remind of a deadline, by the number of days before it; past moments too. The deadline comes after each.

    Days are those of the calendar of `zone`: whatever the hour of the deadline, "one day" is the morning before.
    """
    day = deadline.astimezone(zone).date()
    return {number: _morning(day - timedelta(days=number), zone) for number in set(days) if number >= 1}


def moments_after(deadline: datetime, days: Iterable[int], zone: ZoneInfo) -> dict[int, datetime]:
    """When to speak of a deadline that has passed, by the number of days after its last day."""
    day = deadline.astimezone(zone).date()
    return {number: _morning(day + timedelta(days=number), zone) for number in set(days) if number >= 1}


def after_the_night(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself by day; at night the moment when the night ends."""
    local = moment.astimezone(zone)
    if NIGHT_ENDS <= local.time() < NIGHT_BEGINS:
        return moment
    day = local.date() + timedelta(days=1 if local.time() >= NIGHT_BEGINS else 0)
    return datetime.combine(day, NIGHT_ENDS, zone).astimezone(moment.tzinfo)


def is_stale(due: datetime, now: datetime) -> bool:
    """Whether a reminder came too late for its reader: it waits longer than a day already."""
    return now - due > STALE_AFTER


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return after_the_night(datetime.combine(day, MORNING, zone), zone)

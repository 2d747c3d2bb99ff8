"""How dates, times and numbers are written on pages: `thứ Ba, 25/6/2024` and `07:30`, in the conference's zone.

An English page writes `25 Jun 2024`: readers of English take 5/6 for a day in May or in June.

Services answer RFC 3339 texts; the filters take these or Python's own values. Nothing becomes a dash.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from chassis.film_time import moment_on_film
from chassis.language import Text
from gateway.context import parts
from gateway.language import in_page_language, page_language

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOTHING = "–"
_UNITS = ("B", "kB", "MB", "GB", "TB")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = (
    Text("thứ Hai", "Monday"),
    Text("thứ Ba", "Tuesday"),
    Text("thứ Tư", "Wednesday"),
    Text("thứ Năm", "Thursday"),
    Text("thứ Sáu", "Friday"),
    Text("thứ Bảy", "Saturday"),
    Text("chủ Nhật", "Sunday"),
)


def moment(value: Any, zone: str | None = None) -> datetime | None:
    """An aware moment in the conference's zone; None for nothing."""
    if not value:
        return None
    parsed = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return parsed.astimezone(ZoneInfo(zone) if zone else ZONE)


def day_of(value: Any, zone: str | None = None) -> date | None:
    """The calendar day of a date or moment."""
    if not value:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value)
    if len(text) == len("2024-06-25"):
        return date.fromisoformat(text)
    at = moment(value, zone)
    return at.date() if at else None


def short_day(value: Any, zone: str | None = None) -> str:
    """`25/6/2024`; in English `25 Jun 2024`."""
    day = day_of(value, zone)
    if day is None:
        return NOTHING
    english = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}/{day.month}/{day.year}" if page_language() == "vi" else english


def long_day(value: Any, zone: str | None = None) -> str:
    """`thứ Ba, 25/6/2024`."""
    day = day_of(value, zone)
    return f"{in_page_language(_WEEKDAYS[day.weekday()])}, {short_day(day)}" if day else NOTHING


def clock_time(value: Any, zone: str | None = None) -> str:
    """`07:30`."""
    at = moment(value, zone)
    return at.strftime("%H:%M") if at else NOTHING


def day_and_time(value: Any, zone: str | None = None) -> str:
    """`07:30, 25/6/2024`."""
    at = moment(value, zone)
    return f"{clock_time(at, zone)}, {short_day(at, zone)}" if at else NOTHING


def field_moment(value: Any, zone: str | None = None) -> str:
    """A moment as a field of type datetime-local wants it: `2024-06-25T07:30`."""
    at = moment(value, zone)
    return at.strftime("%Y-%m-%dT%H:%M") if at else ""


def days_left(value: Any, zone: str | None = None) -> int | None:
    """Calendar days from today until a day; negative when it has passed."""
    day = day_of(value, zone)
    if day is None:
        return None
    today = parts().clock().astimezone(ZoneInfo(zone) if zone else ZONE).date()
    return (day - today) // timedelta(days=1)


def number(value: Any) -> str:
    """`1.234` in Vietnamese, `1,234` in English."""
    if value is None:
        return NOTHING
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if page_language() == "vi" else grouped


def file_size(value: int) -> str:
    """`1,2 GB` in Vietnamese, `1.2 GB` in English; a unit is a thousand of the one before."""
    amount, unit = float(value), 0
    while amount >= 999.95 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    text = f"{amount:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if page_language() == 'vi' else text} {_UNITS[unit]}"


def film_time(value: int | None) -> str:
    """A place in a film, given in milliseconds: `07:12,4`; in English `07:12.4`, and hours where there are any."""
    return NOTHING if value is None else moment_on_film(value, page_language())


def film_tenth(value: int) -> str:
    """A place in a film as it was measured, to the nearest tenth of a second: `07:12,4`."""
    return film_time(round(value / 100) * 100)


def play_time(seconds: float) -> str:
    """How long a film is: `15:02`, a begun second counted."""
    minutes, rest = divmod(ceil(seconds), 60)
    return f"{minutes}:{rest:02d}"


def set_up_formats(app: Flask) -> None:
    """Make these filters of the templates."""
    of_times = (short_day, long_day, clock_time, day_and_time, field_moment, days_left)
    of_films = (film_time, film_tenth, play_time)
    for function in (*of_times, *of_films, number, file_size):
        app.add_template_filter(function)

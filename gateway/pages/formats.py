"""How dates, times and numbers are written on pages: `thứ Ba, 25/6/2024` and `07:30`, in the conference's zone.

An English page writes `25 Jun 2024`: readers of English take 5/6 for a day in May or in June.

Services answer RFC 3339 texts; the filters take these or Python's own values. Nothing becomes a dash.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from chassis.language import Text
from gateway.context import parts
from gateway.language import in_page_language, page_language

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOTHING = "–"
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


def set_up_formats(app: Flask) -> None:
    """Make these filters of the templates."""
    for function in (short_day, long_day, clock_time, day_and_time, days_left, number):
        app.add_template_filter(function)

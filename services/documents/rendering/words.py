"""Dates, times and phone numbers in the words of Vietnamese papers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.documents.rendering.text import DOTS, or_dots

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_MOBILE = re.compile(r"^(?:\+84|0)(\d{3})(\d{3})(\d{3})$")


def weekday_words(day: date) -> str:
    """`thứ Hai` … `Chủ nhật`."""
    return WEEKDAYS[day.weekday()]


def padded_day(day: date) -> str:
    """Day of the month; below 10 with a zero, so that nothing can be written before it."""
    return f"{day.day:02d}"


def padded_month(day: date) -> str:
    """Month; January and February with a zero (36-HD/VPTW, Nghị định 30/2020), the others without."""
    return f"{day.month:02d}" if day.month <= 2 else str(day.month)


def day_in_words(day: date) -> str:
    """`ngày 05 tháng 7 năm 2024`."""
    return f"ngày {padded_day(day)} tháng {padded_month(day)} năm {day.year}"


def day_in_figures(day: date) -> str:
    """`05/7/2024`."""
    return f"{padded_day(day)}/{padded_month(day)}/{day.year}"


def clock_in_words(moment: datetime) -> str:
    """`07 giờ 30 phút`."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def moment_in_words(moment: datetime) -> str:
    """`07 giờ 30 phút, thứ Sáu, ngày 05 tháng 7 năm 2024`."""
    return f"{clock_in_words(moment)}, {weekday_words(moment)}, {day_in_words(moment)}"


def moment_in_figures(moment: datetime, zone: ZoneInfo) -> str:
    """`07:30, thứ Sáu, 05/7/2024` on the clock of `zone`."""
    local = moment.astimezone(zone)
    return f"{local:%H:%M}, {weekday_words(local)}, {day_in_figures(local)}"


def period_in_words(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """When a conference is held: its beginning, and its end as well when that is on another day."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if end.date() - start.date() < timedelta(days=1):
        return moment_in_words(start)
    return f"từ {moment_in_words(start)} đến {moment_in_words(end)}"


def place_and_date(place: str, day: date | None) -> str:
    """`Thái Nguyên, ngày 05 tháng 6 năm 2024`; an unknown date stays dots."""
    gap = DOTS * 2
    written = day_in_words(day) if day else f"ngày {gap} tháng {gap} năm {gap}"
    return f"{or_dots(place, 5)}, {written}"


def phone_in_groups(phone: str) -> str:
    """`+84900000001` as `0900.000.001`; a number of another form is left as it is."""
    match = _MOBILE.match(phone)
    return f"0{match[1]}.{match[2]}.{match[3]}" if match else phone

"""Dates, numbers and names as they stand in a letter, in both languages."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from chassis.language import Language

WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MOBILE = re.compile(r"^(?:\+84|0)(\d{3})(\d{3})(\d{3})$")


def one_line(text: str) -> str:
    """Text on one line without control characters: what people typed cannot begin a line or a header of its own."""
    visible = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(visible.split())


def day(moment: datetime, language: Language) -> str:
    """`thứ Năm, 04/7/2024` (January and February padded too, as in papers) or `Thursday, 4 July 2024`."""
    weekday = WEEKDAYS[language][moment.weekday()]
    if language == "en":
        return f"{weekday}, {moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    month = f"{moment.month:02d}" if moment.month <= 2 else str(moment.month)
    return f"{weekday}, {moment.day:02d}/{month}/{moment.year}"


def moment_in_words(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    """`thứ Năm, 04/7/2024, 07:30` on the clock of `zone`."""
    local = moment.astimezone(zone)
    return f"{day(local, language)}, {local:%H:%M}"


def period_in_words(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, language: Language) -> str:
    """When a conference is held: its beginning, and its end as well when that is on another day."""
    begins = moment_in_words(starts_at, zone, language)
    if starts_at.astimezone(zone).date() == ends_at.astimezone(zone).date():
        return begins
    ends = moment_in_words(ends_at, zone, language)
    return f"từ {begins} đến {ends}" if language == "vi" else f"{begins} to {ends}"


def invitation_number(number: int, document_code: str | None, format_profile: str) -> str:
    """`27-GM/BTGTU` (party) or `27/GM-BTGTU` (Nghị định 30/2020); without a document code the bare number."""
    if not document_code:
        return str(number)
    return f"{number}/GM-{document_code}" if format_profile == "nd30" else f"{number}-GM/{document_code}"


def phone_in_groups(phone: str) -> str:
    """`+84900000001` as `0900.000.001`; a number of another form is left as it is."""
    match = _MOBILE.match(phone)
    return f"0{match[1]}.{match[2]}.{match[3]}" if match else phone

"""Single values of a plan: from the text that was written to a number, a date, a time, a length of time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from chassis.language import Text

FIRST_YEAR, LAST_YEAR = 1990, 2199

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,6}(?:[.,][0-9]{1,4})?", re.ASCII)
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII)
_OFFICE_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.ASCII)
_TIME = re.compile(r"([0-9]{1,2})[:hg]([0-9]{2})", re.ASCII)
_MINUTES = re.compile(r"([0-9]{1,3}):([0-5][0-9])", re.ASCII)
_YES, _NO = ("true", "yes", "có"), ("false", "no", "không")


class WrongValue(ValueError):
    """The text does not say such a value. `expected` says what would."""

    def __init__(self, expected: Text) -> None:
        super().__init__(expected.en)
        self.expected = expected


def whole_number(text: str) -> int:
    """A number without a fraction. Raises `WrongValue`."""
    if not _WHOLE.fullmatch(text):
        raise WrongValue(Text("số nguyên, ví dụ 5", "a whole number, e.g. 5"))
    return int(text)


def decimal_number(text: str) -> Decimal:
    """A number, with point or comma. Raises `WrongValue`."""
    if not _DECIMAL.fullmatch(text):
        raise WrongValue(Text("số, ví dụ 0.5", "a number, e.g. 0.5"))
    return Decimal(text.replace(",", "."))


def truth(text: str) -> bool:
    """True or false, in both languages. Raises `WrongValue`."""
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise WrongValue(Text("true (có) hoặc false (không)", "true or false"))


def day(text: str) -> date:
    """`2024-06-10` or, as offices write, `10/6/2024`: the day first. Raises `WrongValue`."""
    expected = Text("ngày có thật, ví dụ 2024-06-10 hoặc 10/6/2024", "a day that exists, e.g. 2024-06-10 or 10/6/2024")
    if match := _ISO_DATE.fullmatch(text):
        year, month, number = match.groups()
    elif match := _OFFICE_DATE.fullmatch(text):
        number, month, year = match.groups()
    else:
        raise WrongValue(expected)
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise WrongValue(expected)
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise WrongValue(expected) from None


def time_of_day(text: str) -> time:
    """`07:30`, also `7h30`. Raises `WrongValue`."""
    expected = Text("giờ, ví dụ 07:30", "a time of day, e.g. 07:30")
    match = _TIME.fullmatch(text)
    if not match:
        raise WrongValue(expected)
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        raise WrongValue(expected) from None


def moment(text: str) -> datetime:
    """`2024-06-28 17:00` or `28/6/2024 17h00`: a day and a time of it. Raises `WrongValue`."""
    written_day, _, written_time = text.replace("T", " ").partition(" ")
    try:
        return datetime.combine(day(written_day), time_of_day(written_time.strip()))
    except WrongValue:
        raise WrongValue(
            Text("ngày và giờ, ví dụ 28/6/2024 17:00", "a day and a time, e.g. 2024-06-28 17:00")
        ) from None


def length_of_time(text: str) -> timedelta:
    """`15:00` is a quarter of an hour. Raises `WrongValue`."""
    match = _MINUTES.fullmatch(text)
    if not match:
        raise WrongValue(Text("thời lượng phút:giây, ví dụ 15:00", "a length in minutes:seconds, e.g. 15:00"))
    return timedelta(minutes=int(match[1]), seconds=int(match[2]))


def line_of_text(text: str) -> str:
    """NFC, each run of white space (line breaks too) one space. Raises `WrongValue` for what cannot be printed."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        raise WrongValue(Text("nội dung, không để trống", "a text that is not empty"))
    if any(unicodedata.category(character) in ("Cc", "Cs", "Cf") for character in line):
        raise WrongValue(
            Text("nội dung không có ký tự ẩn; hãy gõ lại", "a text without invisible characters; type it again")
        )
    return line


def minutes_and_seconds(length: timedelta) -> str:
    """`15:00` again."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    return f"{minutes}:{seconds:02d}"


LEAVES: dict[type, Callable[[str], Any]] = {
    str: line_of_text,
    int: whole_number,
    bool: truth,
    date: day,
    datetime: moment,
    time: time_of_day,
    timedelta: length_of_time,
    Decimal: decimal_number,
}

BLANKS: dict[type, Any] = {
    str: "",
    int: 0,
    bool: False,
    date: date.min,
    datetime: datetime.combine(date.min, time.min),
    time: time.min,
    timedelta: timedelta(0),
    Decimal: Decimal(0),
}
"""What stands in for a value that could not be read, so that the rest of the plan can still be checked."""

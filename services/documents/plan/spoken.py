"""Values of a plan as people say them: dates as offices write them, yes and no, lists with commas."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta
from typing import Any

from chassis.language import Text
from services.documents.plan.leaves import minutes_and_seconds

_LONGEST = 120
_NOTHING = Text("(chưa có)", "(nothing)")


def spoken(value: Any) -> Text:
    """A value in both languages, shortened to 120 characters."""
    if value is None or value == ():
        return _NOTHING
    if isinstance(value, bool):
        return Text("có", "yes") if value else Text("không", "no")
    if isinstance(value, tuple):
        parts = [spoken(item) for item in value]
        return Text(shortened(", ".join(part.vi for part in parts)), shortened(", ".join(part.en for part in parts)))
    written = shortened(_written(value))
    return Text(written, written)


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return minutes_and_seconds(value)
    if dataclasses.is_dataclass(value):
        return _titled(value)
    return f"“{value}”" if isinstance(value, str) else str(value)


def _titled(value: Any) -> str:
    names = ("title", "name", "post", "code", "number")
    return next((str(text) for key in names if (text := getattr(value, key, None))), "…")


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The text, or its beginning and an ellipsis, within so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"

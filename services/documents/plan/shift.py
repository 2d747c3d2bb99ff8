"""Moves a whole plan in time."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any, cast

from services.documents.plan.model import Plan


def shift_to(plan: Plan, day: date) -> Plan:
    """The same plan with every date moved by as many days as bring the conference to `day`.

    Times of day stay, and so do dates inside texts ("Kế hoạch số 489-KH/BTGTW, ngày 03/6/2024"): they tell what was.
    Weekdays may change. Raises `OverflowError` where a date would leave the calendar.
    """
    return cast(Plan, _moved(plan, day - plan.conference.date))


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(item, by) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return dataclasses.replace(value, **{field.name: _moved(getattr(value, field.name), by) for field in fields})
    return value

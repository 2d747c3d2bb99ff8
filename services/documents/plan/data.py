"""A plan as JSON types, to be stored whole; `plan_of_data` reads it again."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from services.documents.plan.leaves import minutes_and_seconds
from services.documents.plan.model import Plan


def plan_data(plan: Plan) -> dict[str, Any]:
    """Every key of the plan, as the plan file would have it.

    Dates are ISO 8601, moments `2024-06-28 17:00`, lengths `15:00`; what is unknown is null.
    """
    data: dict[str, Any] = encoded(plan)
    return data


def encoded(value: Any) -> Any:
    """One value of a plan as JSON types."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encoded(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [encoded(item) for item in value]
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return minutes_and_seconds(value)
    if isinstance(value, Decimal):
        return str(value)
    return str(value) if isinstance(value, str) else value

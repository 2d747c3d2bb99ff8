"""Moving a plan in time moves all of it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from services.documents.plan import load_plan, plan_data, shift_to

ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def days_in(data: object) -> list[date]:
    """Every value that is a day, in the order of the data."""
    if isinstance(data, dict):
        return [day for value in data.values() for day in days_in(value)]
    if isinstance(data, list):
        return [day for value in data for day in days_in(value)]
    return [date.fromisoformat(data)] if isinstance(data, str) and ISO_DAY.match(data) else []


@pytest.mark.parametrize("plan", ["district_plan", "province_plan"])
@pytest.mark.parametrize("day", [date(2026, 12, 5), date(2024, 2, 29), date(2020, 1, 1)])
def test_every_date_moves_by_the_same_days(plan: str, day: date, request: pytest.FixtureRequest) -> None:
    before = load_plan(request.getfixturevalue(plan))
    by = day - before.conference.date
    assert days_in(plan_data(shift_to(before, day))) == [moment + by for moment in days_in(plan_data(before))]


def test_conference_falls_on_the_day(province_plan: str) -> None:
    assert shift_to(load_plan(province_plan), date(2026, 12, 5)).conference.date == date(2026, 12, 5)


def test_moving_back_gives_the_same_plan(province_plan: str) -> None:
    plan = load_plan(province_plan)
    assert shift_to(shift_to(plan, date(2026, 12, 5)), plan.conference.date) == plan


def test_seed_has_every_kind_of_date(province_plan: str) -> None:
    assert len(days_in(plan_data(load_plan(province_plan)))) == 20


def test_texts_and_times_stay(district_plan: str) -> None:
    plan = load_plan(district_plan)
    moved = shift_to(plan, plan.conference.date + timedelta(days=400))
    assert (moved.conference.title, moved.conference.starts) == (plan.conference.title, plan.conference.starts)


def test_day_out_of_the_calendar_is_refused(province_plan: str) -> None:
    with pytest.raises(OverflowError):
        shift_to(load_plan(province_plan), date.max)

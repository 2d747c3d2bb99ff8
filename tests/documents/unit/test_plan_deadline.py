"""Both readings of "trước ngày 10/6"."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.documents.plan import Deadline, Policy, deadline_of, load_plan

VIETNAM = timezone(timedelta(hours=7))
BEFORE = Deadline(date(2024, 6, 10), Policy.BEFORE, "Asia/Ho_Chi_Minh")
BY_END_OF = Deadline(date(2024, 6, 10), Policy.BY_END_OF, "Asia/Ho_Chi_Minh")


def test_before_ends_with_the_day_before() -> None:
    assert BEFORE.last_moment == datetime(2024, 6, 9, 23, 59, 59, tzinfo=VIETNAM)


def test_by_end_of_ends_with_the_day() -> None:
    assert BY_END_OF.last_moment == datetime(2024, 6, 10, 23, 59, 59, tzinfo=VIETNAM)


@pytest.mark.parametrize("deadline", [BEFORE, BY_END_OF])
def test_both_readings_are_known_whatever_the_policy(deadline: Deadline) -> None:
    assert (deadline.before, deadline.by_end_of) == (BEFORE.last_moment, BY_END_OF.last_moment)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (datetime(2024, 6, 6, 16, 59, tzinfo=UTC), 3),
        (datetime(2024, 6, 6, 17, 0, tzinfo=UTC), 2),
        (datetime(2024, 6, 9, 10, 0, tzinfo=UTC), 0),
        (datetime(2024, 6, 10, 10, 0, tzinfo=UTC), -1),
    ],
)
def test_days_left_are_days_of_the_office_calendar(moment: datetime, days: int) -> None:
    assert BEFORE.days_left(moment) == days


def test_words_show_both_readings() -> None:
    assert BEFORE.in_words().vi == "trước ngày 10/6/2024 (chậm nhất 23:59 ngày 9/6/2024)"
    assert BY_END_OF.in_words().vi == (
        "trong ngày 10/6/2024 (chậm nhất 23:59 ngày 10/6/2024; nên gửi trước 23:59 ngày 9/6/2024)"
    )


def test_obligation_has_its_deadline_in_the_zone_of_the_conference(province_plan: str) -> None:
    plan = load_plan(province_plan)
    assert deadline_of(plan.obligations[0], plan.conference) == BEFORE

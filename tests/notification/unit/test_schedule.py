"""When reminders go out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notification.schedule import NIGHT_BEGINS, NIGHT_ENDS, after_the_night, is_stale, reminder_moments

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
ZONES = st.sampled_from(
    [HANOI, *map(ZoneInfo, ("UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"))]
)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (bounds)


def test_reminders_go_at_eight_in_the_morning_of_their_day() -> None:
    closes = datetime(2024, 7, 2, 17, 0, tzinfo=HANOI)
    assert reminder_moments(closes, (7, 3, 1), HANOI) == {
        7: datetime(2024, 6, 25, 1, 0, tzinfo=UTC),
        3: datetime(2024, 6, 29, 1, 0, tzinfo=UTC),
        1: datetime(2024, 7, 1, 1, 0, tzinfo=UTC),
    }


def test_days_are_those_of_the_conference_s_calendar() -> None:
    just_after_midnight = datetime(2024, 7, 3, 17, 30, tzinfo=UTC)
    assert reminder_moments(just_after_midnight, (1,), HANOI) == {1: datetime(2024, 7, 3, 1, 0, tzinfo=UTC)}


@given(deadline=MOMENTS, days=st.lists(st.integers(0, 60)), zone=ZONES)
def test_each_day_is_reminded_once_by_day_and_before_the_deadline(
    deadline: datetime, days: list[int], zone: ZoneInfo
) -> None:
    moments = reminder_moments(deadline, days, zone)
    assert set(moments) == {number for number in days if number}
    assert len(set(moments.values())) == len(moments)
    for moment in moments.values():
        assert NIGHT_ENDS <= moment.astimezone(zone).time() < NIGHT_BEGINS
        assert moment < deadline


@given(moment=MOMENTS, zone=ZONES)
def test_nothing_is_put_off_longer_than_the_night(moment: datetime, zone: ZoneInfo) -> None:
    later = after_the_night(moment, zone)
    assert NIGHT_ENDS <= later.astimezone(zone).time() < NIGHT_BEGINS
    assert timedelta(0) <= later - moment <= timedelta(hours=11)


@pytest.mark.parametrize(
    ("local", "later"),
    [((4, 20, 59), (4, 20, 59)), ((4, 21, 0), (5, 7, 0)), ((5, 6, 59), (5, 7, 0)), ((5, 7, 0), (5, 7, 0))],
)
def test_night_lasts_from_nine_to_seven(local: tuple[int, int, int], later: tuple[int, int, int]) -> None:
    moment = datetime(2024, 7, *local, tzinfo=HANOI)
    assert after_the_night(moment, HANOI) == datetime(2024, 7, *later, tzinfo=HANOI)


@pytest.mark.parametrize(("hours", "stale"), [(0, False), (24, False), (25, True)])
def test_reminder_is_stale_after_a_day(hours: int, stale: bool) -> None:
    due = datetime(2024, 7, 3, 1, 0, tzinfo=UTC)
    assert is_stale(due, due + timedelta(hours=hours)) is stale

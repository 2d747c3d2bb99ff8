"""How dates, times and numbers are written on pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from gateway.pages.formats import (
    clock_time,
    day_and_time,
    file_size,
    film_tenth,
    film_time,
    long_day,
    moment,
    number,
    short_day,
)

STARTS = "2024-06-25T00:30:00Z"


def test_times_are_those_of_the_conference() -> None:
    assert clock_time(STARTS) == "07:30"
    assert clock_time(STARTS, "Europe/Berlin") == "02:30"
    assert short_day("2024-06-24T17:30:00+00:00") == "25/6/2024"


def test_days_are_written_the_vietnamese_way() -> None:
    assert long_day(STARTS) == "thứ Ba, 25/6/2024"
    assert long_day("2024-06-30") == "chủ Nhật, 30/6/2024"
    assert short_day(date(2024, 6, 5)) == "5/6/2024"
    assert day_and_time(STARTS) == "07:30, 25/6/2024"


def test_days_are_written_in_english_for_readers_of_english() -> None:
    with Flask(__name__).test_request_context(headers={"Accept-Language": "en"}):
        assert long_day(STARTS) == "Tuesday, 25 Jun 2024"
        assert number(12345) == "12,345"


@pytest.mark.parametrize("written", [short_day, long_day, clock_time, day_and_time, number])
def test_nothing_is_a_dash(written: object) -> None:
    assert written(None) == "–"  # type: ignore[operator]


def test_numbers_are_grouped() -> None:
    assert (number(0), number(999), number(1234567)) == ("0", "999", "1.234.567")


def test_python_moments_are_taken_as_they_are() -> None:
    at = moment(datetime(2024, 6, 25, 0, 30, tzinfo=UTC))
    assert at is not None
    assert (at.hour, at.utcoffset()) == (7, moment(STARTS).utcoffset())  # type: ignore[union-attr]


def test_sizes_of_files_are_short() -> None:
    sizes = (0, 999, 1000, 999_949, 999_950, 1_250_000_000, 10_000_000_000)
    assert [file_size(size) for size in sizes] == ["0 B", "999 B", "1 kB", "999,9 kB", "1 MB", "1,2 GB", "10 GB"]
    with Flask(__name__).test_request_context(headers={"Accept-Language": "en"}):
        assert file_size(1_260_000_000) == "1.3 GB"


def test_places_in_a_film_are_as_exact_as_they_are_known() -> None:
    assert (film_time(9_499), film_time(3_000), film_time(3_723_040)) == ("00:09,499", "00:03", "1:02:03,04")
    assert (film_tenth(9_499), film_tenth(3_040), film_tenth(59_960)) == ("00:09,5", "00:03", "01:00")

"""Lengths and times of films in words."""

from __future__ import annotations

import pytest

from services.documents.film.inspection.spoken import amount


@pytest.mark.parametrize(
    ("seconds", "vietnamese", "english"),
    [
        (4.24, "4,2 giây", "4.2 s"),
        (59.9, "59,9 giây", "59.9 s"),
        (59.97, "1 phút", "1 min"),
        (60, "1 phút", "1 min"),
        (870.4, "14 phút 30 giây", "14 min 30 s"),
    ],
)
def test_amount_of_time_is_said_in_minutes_from_a_minute_on(seconds: float, vietnamese: str, english: str) -> None:
    assert (amount(seconds).vi, amount(seconds).en) == (vietnamese, english)

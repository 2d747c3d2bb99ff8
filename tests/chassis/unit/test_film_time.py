"""Moments of a film, as on a player."""

from __future__ import annotations

import pytest

from chassis.film_time import moment_on_film, span_on_film


@pytest.mark.parametrize(
    ("milliseconds", "written"),
    [
        (0, "00:00"),
        (75_000, "01:15"),
        (195_500, "03:15,5"),
        (195_040, "03:15,04"),
        (3_723_250, "1:02:03,25"),
        (10, "00:00,01"),
    ],
)
def test_moment_has_no_more_places_than_it_needs(milliseconds: int, written: str) -> None:
    assert moment_on_film(milliseconds) == written


def test_english_readers_get_a_point() -> None:
    assert moment_on_film(195_500, "en") == "03:15.5"


def test_span_names_both_ends_and_a_moment_one() -> None:
    assert (span_on_film(1_000, 2_500), span_on_film(1_000, None)) == ("00:01–00:02,5", "00:01")

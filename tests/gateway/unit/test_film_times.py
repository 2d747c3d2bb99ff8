"""Moments of a film, as people write and read them."""

from __future__ import annotations

import pytest
from flask import Flask

from chassis.web.problems import Problem
from gateway.pages.film_times import milliseconds


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0", 0),
        ("75", 75_000),
        ("3:15", 195_000),
        ("03:15", 195_000),
        (" 03 : 15 ", 195_000),
        ("03:15,5", 195_500),
        ("03:15.04", 195_040),
        ("1:02:03,250", 3_723_250),
        ("90:00", 5_400_000),
        (None, None),
    ],
)
def test_moment_is_understood_as_it_is_written(written: str | None, meant: int | None) -> None:
    assert milliseconds("from_ms", written) == meant


@pytest.mark.parametrize("written", ["phút 3", "3:15:", "-1", "1:2:3:4", "3,1234", "٣:١٥", "9" * 30, "1e3"])
def test_what_is_no_moment_is_said_at_its_field(written: str) -> None:
    with Flask(__name__).test_request_context(), pytest.raises(Problem) as refused:
        milliseconds("to_ms", written)
    assert refused.value.kind.slug == "not-a-moment"
    assert [each["pointer"] for each in refused.value.members["errors"]] == ["/to_ms"]

"""The timeline of a cut: curves, passages and times where they belong."""

from __future__ import annotations

from gateway.pages.film_timeline import Bar, drawing_of

TIMELINE = {
    "duration_ms": 10_000,
    "rate": 25.0,
    "step_ms": 2500,
    "momentary": [None, -30.0, -90.0, 3.0],
    "short_term": [-20.0, -20.0, None, -40.0],
    "scale": [-60, 0],
    "band": [-24.0, -21.0],
    "passages": [
        {"kind": "black", "start_ms": 1000, "end_ms": 2000},
        {"kind": "silent", "start_ms": 9990, "end_ms": 10_000},
    ],
}


def test_curves_stay_on_the_scale_and_begin_where_there_is_something_to_tell() -> None:
    drawing = drawing_of(TIMELINE)
    assert drawing.momentary == "375.0,50.0 625.0,100.0 875.0,0.0"
    assert drawing.short_term == "125.0,33.33 375.0,33.33 625.0,100.0 875.0,66.67"
    assert drawing.band == (35.0, 5.0)
    assert drawing.grid == [(83.33, -50), (66.67, -40), (50.0, -30), (33.33, -20), (16.67, -10)]


def test_passages_are_in_their_place_and_never_too_thin_to_be_seen() -> None:
    assert drawing_of(TIMELINE).bars == [Bar("black", 1000, 2000, 10.0, 10.0), Bar("silent", 9990, 10_000, 99.6, 0.4)]


def test_times_below_are_few_and_even_however_long_the_film_is() -> None:
    assert drawing_of(TIMELINE).times == [
        (0.0, 0),
        (20.0, 2000),
        (40.0, 4000),
        (60.0, 6000),
        (80.0, 8000),
        (100.0, 10_000),
    ]
    long = drawing_of(TIMELINE | {"duration_ms": 898_000})
    assert [at for _, at in long.times] == [0, 180_000, 360_000, 540_000, 720_000]
    assert drawing_of(TIMELINE | {"duration_ms": 0}).times == [(0.0, 0)]

"""The picture of the hall."""

from __future__ import annotations

import pytest

from gateway.pages.hall_picture import HEIGHT, MOST_DOTS, WIDTH, hall_picture


@pytest.mark.parametrize("expected", [0, 1, 2, 7, 149, 400])
def test_everybody_expected_has_a_dot(expected: int) -> None:
    assert len(hall_picture(expected, 0).dots) == expected


@pytest.mark.parametrize("present", [0, 1, 80, 149])
def test_dots_of_those_present_are_filled(present: int) -> None:
    assert sum(dot.filled for dot in hall_picture(149, present).dots) == present


def test_a_dot_stands_for_several_people_in_a_great_hall() -> None:
    picture = hall_picture(3000, 1500)
    assert picture.persons == 8
    assert len(picture.dots) <= MOST_DOTS


def test_more_people_than_expected_are_all_shown() -> None:
    assert len(hall_picture(10, 12).dots) == 12


@pytest.mark.parametrize("expected", [1, 9, 149, 400])
def test_dots_stay_inside_the_picture(expected: int) -> None:
    picture = hall_picture(expected, 0)
    reach = picture.radius
    assert all(reach <= dot.x <= WIDTH - reach and reach <= dot.y <= HEIGHT - reach for dot in picture.dots)


@pytest.mark.parametrize("expected", [9, 60, 149, 400])
def test_dots_do_not_touch(expected: int) -> None:
    picture = hall_picture(expected, 0)
    places = [(dot.x, dot.y) for dot in picture.dots]
    nearest = min(
        ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5
        for index, (x, y) in enumerate(places)
        for other_x, other_y in places[:index]
    )
    assert nearest > 2 * picture.radius

"""The menu: side by side while it fits, under headings when somebody has many places."""

from __future__ import annotations

import pytest

from chassis.auth.roles import Role
from gateway.pages.navigation import CONTENT, DAY, MOST_SIDE_BY_SIDE, MenuHeading, grouped_menu, menu
from tests.gateway.conftest import World


@pytest.mark.parametrize("role", Role)
def test_headings_hide_no_page_and_add_none(world: World, role: Role) -> None:
    with world.web.test_request_context("/"):
        plain = menu(role, "conference", "hoi-nghi")
        grouped = grouped_menu(role, "conference", "hoi-nghi")
    inside = [link for place in grouped for link in (place.links if isinstance(place, MenuHeading) else (place,))]
    assert {link.url for link in inside} == {link.url for link in plain}
    assert len(inside) == len(plain)


def test_an_organizer_sees_headings(world: World) -> None:
    with world.web.test_request_context("/"):
        places = grouped_menu(Role.ORGANIZER, "conference", "x")
        headings = {place.label for place in places if isinstance(place, MenuHeading)}
        assert {str(CONTENT.label), str(DAY.label)} <= headings


@pytest.mark.parametrize("role", Role)
def test_a_menu_that_fits_in_one_row_has_no_headings(world: World, role: Role) -> None:
    with world.web.test_request_context("/"):
        fits = len(menu(role, "conference", "x")) <= MOST_SIDE_BY_SIDE
        headings = [place for place in grouped_menu(role, "conference", "x") if isinstance(place, MenuHeading)]
    assert not (fits and headings)


def test_the_heading_of_the_page_shown_is_current(world: World) -> None:
    with world.web.test_request_context("/conferences/x/check-ins"):
        current = [place for place in grouped_menu(Role.ORGANIZER, "conference", "x") if place.current]
    assert [place.label for place in current] == [str(DAY.label)]

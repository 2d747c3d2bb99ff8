"""The hall's screen and the chair's page."""

from __future__ import annotations

import re

import pytest

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, scan

BOARD, CHAIR = f"{HERE}/board", f"{HERE}/chair"


def _number(page: str, name: str) -> int:
    found = re.search(rf'id="{name}">([\d.]+)<', page)
    assert found is not None
    return int(found[1].replace(".", ""))


def test_board_shows_who_came_last(product: Product) -> None:
    receptionist = product.signed_in(Role.RECEPTIONIST)
    scan(receptionist, code=product.pass_of(product.delegate("Lường Thị Mây", confirmed=True))["code"])
    page = receptionist.get(BOARD).text
    assert page.index("Lường Thị Mây") > page.index("Vừa đến")


def test_board_counts_an_arrival(product: Product) -> None:
    receptionist = product.signed_in(Role.RECEPTIONIST)
    before = _number(receptionist.get(BOARD).text, "present")
    scan(receptionist, code=product.pass_of(product.delegate(confirmed=True))["code"])
    assert _number(receptionist.get(BOARD).text, "present") == before + 1


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.APPRAISER, Role.ADMINISTRATOR])
def test_board_shows_numbers_without_names_to_others(product: Product, role: Role) -> None:
    page = product.signed_in(role).get(BOARD).text
    assert "Theo cửa" in page
    assert "Vừa đến" not in page


def test_chair_reads_four_numbers_that_add_up(product: Product) -> None:
    product.delegate(confirmed=True)
    page = product.signed_in(Role.CHAIR).get(CHAIR).text
    assert _number(page, "present") + _number(page, "absent") == _number(page, "confirmed")


def test_chair_sees_the_unit_that_is_missing(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    page = product.signed_in(Role.CHAIR).get(CHAIR).text
    assert delegate["unit_name"] in page


def test_unit_is_not_missing_once_somebody_is_here(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    scan(product.signed_in(Role.RECEPTIONIST), code=product.pass_of(delegate)["code"])
    assert f"<span>{delegate['unit_name']}</span>" not in product.signed_in(Role.CHAIR).get(CHAIR).text


def test_chairs_page_is_closed_to_units(product: Product) -> None:
    assert product.signed_in(Role.UNIT, unit="tuyen-giao-dai-tu").get(CHAIR).status_code == 403


def test_pages_of_the_hall_speak_english(product: Product) -> None:
    page = product.signed_in(Role.CHAIR).get(CHAIR, headers={"Accept-Language": "en"}).text
    assert "Units with nobody here yet" in page


def test_chair_looks_back_at_an_earlier_moment(product: Product) -> None:
    receptionist, chair = product.signed_in(Role.RECEPTIONIST), product.signed_in(Role.CHAIR)
    scan(receptionist, code=product.pass_of(product.delegate(confirmed=True))["code"])
    assert _number(chair.get(CHAIR).text, "present") > 0
    page = chair.get(f"{CHAIR}?at=2020-01-01T07:30").text
    assert (_number(page, "present"), "07:30" in page, "data-refreshes" in page) == (0, True, False)


def test_chair_sees_now_where_the_moment_is_none(product: Product) -> None:
    assert "data-refreshes" in product.signed_in(Role.CHAIR).get(f"{CHAIR}?at=hôm-qua").text


def test_chair_calls_the_focal_point_of_a_missing_unit(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    unit = product.api("GET", f"{HERE}/units?q={delegate['unit_name']}")["items"][0]
    page = product.signed_in(Role.CHAIR).get(CHAIR).text
    assert f'href="tel:{unit["focal_point_phone"].replace(".", "")}"' in page


def test_chairs_report_is_one_click_away(product: Product) -> None:
    product.delegate(confirmed=True)
    chair = product.signed_in(Role.CHAIR)
    assert f"{CHAIR}/report.pdf" in chair.get(CHAIR).text
    answer = chair.get(f"{CHAIR}/report.pdf?at=2020-01-01T07:30")
    assert (answer.mimetype, answer.data[:4]) == ("application/pdf", b"%PDF")

"""The order of call and the stage."""

from __future__ import annotations

import re
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, send

PAGE, STAGE = f"{HERE}/commendations", f"{HERE}/commendations/stage"


@pytest.fixture
def names(product: Product) -> list[str]:
    """Three collectives on an otherwise empty list."""
    for each in _all(product):
        _remove(product, each)
    wanted = ["Tập thể Một", "Tập thể Hai", "Tập thể Ba"]
    for name in wanted:
        product.api("POST", PAGE, {"title": "Giấy khen", "recipient_name": name})
    return wanted


def _remove(product: Product, commendation: dict[str, Any]) -> None:
    """Take it off the list, after taking back what happened on the stage."""
    address, version = f"{PAGE}/{commendation['id']}", commendation["version"]
    for _step in range(("waiting", "called", "received").index(commendation["state"])):
        version = product.api("POST", f"{address}/take-back", {"version": version})["version"]
    product.api("POST", f"{address}/remove", {"version": version})


def _all(product: Product) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = product.api("GET", PAGE)["items"]
    return items


def _order(product: Product) -> list[str]:
    return [each["recipient"]["name"] for each in _all(product)]


def _places(page: str) -> list[str]:
    return re.findall(r'name="place" value="([^"]+)"', page)


def test_office_adds_a_unit_and_a_collective(product: Product, names: list[str]) -> None:
    office = product.signed_in(Role.ORGANIZER)
    unit = product.api("GET", f"{HERE}/units?page_size=1")["items"][0]
    send(office, PAGE, PAGE, title="Bằng khen", recipient=f"unit:{unit['code']}")
    page = send(office, PAGE, PAGE, title="Bằng khen", recipient_name="Đội văn nghệ").text
    assert _order(product) == [*names, unit["name"], "Đội văn nghệ"]
    assert "Đội văn nghệ" in page


def test_form_without_a_recipient_comes_back_with_what_was_typed(product: Product) -> None:
    answer = send(product.signed_in(Role.ORGANIZER), PAGE, PAGE, title="Bằng khen của Tỉnh")
    assert (answer.status_code, 'value="Bằng khen của Tỉnh"' in answer.text) == (422, True)


def test_button_moves_a_line(product: Product, names: list[str]) -> None:
    office = product.signed_in(Role.ORGANIZER)
    places = _places(office.get(PAGE).text)
    send(office, PAGE, f"{PAGE}/order", place=places, move=f"{places[2].split(':')[0]}:up")
    assert _order(product) == [names[0], names[2], names[1]]


def test_dragged_order_is_kept(product: Product, names: list[str]) -> None:
    office = product.signed_in(Role.ORGANIZER)
    send(office, PAGE, f"{PAGE}/order", place=list(reversed(_places(office.get(PAGE).text))))
    assert _order(product) == list(reversed(names))


def test_stale_order_is_refused_in_words(product: Product, names: list[str]) -> None:
    office = product.signed_in(Role.ORGANIZER)
    places = _places(office.get(PAGE).text)
    product.api("POST", PAGE, {"title": "Giấy khen", "recipient_name": "Vừa thêm"})
    page = send(office, PAGE, f"{PAGE}/order", place=list(reversed(places))).text
    assert _order(product) == [*names, "Vừa thêm"]
    assert 'role="alert"' in page


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR])
def test_stage_calls_and_hands_over(product: Product, names: list[str], role: Role) -> None:
    person = product.signed_in(role)
    first = _all(product)[0]
    page = send(person, STAGE, f"{PAGE}/{first['id']}/call", version=first["version"]).text
    assert "Đang trao" in page
    called = _all(product)[0]
    page = send(person, STAGE, f"{PAGE}/{first['id']}/receive", version=called["version"]).text
    assert ("Mời lên tiếp theo" in page, f'now-name">{names[1]}' in page) == (True, True)


@pytest.mark.usefixtures("names")
def test_stage_names_who_receives_on_behalf(product: Product) -> None:
    receptionist = product.signed_in(Role.RECEPTIONIST)
    first = _all(product)[0]
    address = f"{PAGE}/{first['id']}"
    page = send(receptionist, address, f"{address}/proxy", version=first["version"], proxy_name="Trần Văn Thay").text
    assert "Nhận thay: Trần Văn Thay" in page


def test_commended_who_was_not_called_is_taken_off_the_list(product: Product, names: list[str]) -> None:
    first = _all(product)[0]
    send(product.signed_in(Role.ORGANIZER), PAGE, f"{PAGE}/{first['id']}/remove", version=first["version"])
    assert _order(product) == names[1:]


def test_list_is_printed_for_the_stage(product: Product) -> None:
    assert product.signed_in(Role.CHAIR).get(f"{PAGE}/list.pdf").data.startswith(b"%PDF")


def test_order_is_built_by_the_office_only(product: Product) -> None:
    assert product.signed_in(Role.CHAIR).get(PAGE).status_code == 403
    assert product.signed_in(Role.DEPARTMENT).get(STAGE).status_code == 403

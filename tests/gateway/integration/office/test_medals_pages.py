"""The medal: a unit nominates, the office is warned and decides, and what was typed stays when a step is refused."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, send

LIST = f"{HERE}/medals"
UNIT, OTHER_UNIT = "tuyen-giao-dai-tu", "tuyen-giao-phu-luong"
PERSON = {"post": "Trưởng ban", "birth_year": "1970", "years_of_service": "21", "awarded_before": "no"}


def _nominated(product: Product, **facts: Any) -> tuple[str, dict[str, Any]]:
    """Its page, and the nomination as it was entered."""
    person = {"full_name": f"Nguyễn Thử {uuid4().hex[:6]}", "birth_year": 1970, "post": "Trưởng ban"}
    body = person | {"years_of_service": 21, "unit": UNIT} | facts
    made = product.api("POST", f"{HERE}/medal-nominations", body)
    return f"{LIST}/{made['id']}", made


def test_unit_nominates_a_person_and_sees_its_own_only(product: Product) -> None:
    _, other = _nominated(product, unit=OTHER_UNIT)
    unit, name = product.signed_in(Role.UNIT, unit=UNIT), f"Trần Thử {uuid4().hex[:6]}"
    answer = send(unit, f"{LIST}/new", LIST, full_name=name, **PERSON)
    assert f"Đã ghi đề nghị xét tặng cho đồng chí {name}" in answer.text
    page = unit.get(LIST).text
    assert (name in page, other["full_name"] in page, "list.pdf" in page) == (True, False, False)


def test_form_says_what_the_plan_asks_for(product: Product) -> None:
    page = product.signed_in(Role.UNIT, unit=UNIT).get(f"{LIST}/new").text
    assert ("Cần ít nhất 10 năm công tác" in page, "Nhận đề nghị đến hết " in page) == (True, True)


def test_nomination_without_a_name_comes_back_as_it_was_typed(product: Product) -> None:
    unit = product.signed_in(Role.UNIT, unit=UNIT)
    answer = send(unit, f"{LIST}/new", LIST, full_name="", **(PERSON | {"post": "Giám đốc Trung tâm"}))
    assert (answer.status_code, 'value="Giám đốc Trung tâm"' in answer.text) == (422, True)


def test_office_is_warned_and_goes_on_all_the_same(product: Product) -> None:
    page, _ = _nominated(product, years_of_service=3)
    office = product.signed_in(Role.ORGANIZER)
    assert "người quyết định là Văn phòng" in office.get(page).text
    version = re.search(r'name="version" value="(\d+)"', office.get(page).text)
    assert version is not None
    verified = send(office, page, f"{page}/verify", version=version[1], years="9")
    assert "Gửi cấp trên" in verified.text


def test_step_that_comes_too_late_keeps_what_was_typed_and_says_who_was_first(product: Product) -> None:
    page, nomination = _nominated(product)
    product.api(
        "POST", f"{HERE}/medal-nominations/{nomination['id']}/return", {"version": 1, "reason": "Thiếu quyết định"}
    )
    office = product.signed_in(Role.ORGANIZER)
    answer = send(office, page, f"{page}/verify", version="1", years="17")
    assert (answer.status_code, "đã trả lại đề nghị này lúc" in answer.text) == (409, True)


def test_list_is_filtered_looked_at_and_downloaded(product: Product) -> None:
    _, nomination = _nominated(product)
    office = product.signed_in(Role.ORGANIZER)
    page = office.get(f"{LIST}?unit={UNIT}&state=nominated").text
    assert nomination["full_name"] in page
    assert f"{HERE}/print/look/medal-list?unit={UNIT}&amp;state=nominated" in page
    look = office.get(f"{HERE}/print/look/medal-list?unit={UNIT}&state=nominated").text
    assert "data:image/png;base64,iVBOR" in look
    assert office.get(f"{LIST}/list.pdf?unit={UNIT}").data.startswith(b"%PDF")
    assert office.get(f"{LIST}/list.xlsx").data.startswith(b"PK")


def test_medals_are_closed_to_who_has_no_part(product: Product) -> None:
    assert product.signed_in(Role.UNIT, unit=UNIT).get(f"{LIST}/list.pdf").status_code == 403
    assert product.signed_in(Role.CHAIR).get(LIST).status_code == 403


def test_unit_reads_why_its_nomination_was_sent_back(product: Product) -> None:
    page, nomination = _nominated(product)
    step = f"{HERE}/medal-nominations/{nomination['id']}/return"
    product.api("POST", step, {"version": 1, "reason": "Thiếu quyết định"})
    unit = product.signed_in(Role.UNIT, unit=UNIT)
    assert "Văn phòng trả lại: Thiếu quyết định" in unit.get(page).text


def test_office_is_led_to_the_nominations_of_the_same_name(product: Product) -> None:
    _, first = _nominated(product)
    page, _ = _nominated(product, full_name=first["full_name"], unit=OTHER_UNIT)
    assert "Xem các đề nghị cùng tên" in product.signed_in(Role.ORGANIZER).get(page).text

"""Delegates, for the office, the reception and the chair."""

from __future__ import annotations

import re
from typing import Any

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.office.conftest import waiting_delegate
from tests.gateway.integration.people.conftest import HERE, Product, send

LIST = f"{HERE}/delegates"


def page_of(delegate: dict[str, Any]) -> str:
    return f"{LIST}/{delegate['id']}"


def test_delegate_is_found_without_accents(product: Product) -> None:
    product.delegate("Nguyễn Đặng Ưu Việt")
    assert "Nguyễn Đặng Ưu Việt" in product.signed_in(Role.ORGANIZER).get(f"{LIST}?q=dang+uu+viet").text


def test_reception_sees_delegates_without_steps(product: Product) -> None:
    delegate = product.delegate("Lý Thị Tiếp")
    page = product.signed_in(Role.RECEPTIONIST).get(page_of(delegate)).text
    assert "Lý Thị Tiếp" in page
    assert f"{page_of(delegate)}/confirm" not in page


def test_chair_sees_the_list_without_links(product: Product) -> None:
    delegate = product.delegate("Lý Thị Danh")
    page = product.signed_in(Role.CHAIR).get(f"{LIST}?q=ly+thi+danh").text
    assert "Lý Thị Danh" in page
    assert page_of(delegate) not in page


def test_office_names_a_delegate_for_a_unit(product: Product) -> None:
    unit = product.fresh_invitation("unit")["invitee_code"]
    form = {"unit": unit, "full_name": "Vũ Thị Mới", "kind": "presenter"}
    page = send(product.signed_in(Role.ORGANIZER), f"{LIST}/new", LIST, **form).text
    assert "<h1>Vũ Thị Mới</h1>" in page
    assert "Tham luận" in page


def test_refused_delegate_keeps_what_was_typed(product: Product) -> None:
    unit = product.fresh_invitation("unit")["invitee_code"]
    form = {"unit": unit, "full_name": "Vũ Thị Sai", "kind": "delegate", "phone": "abc"}
    answer = send(product.signed_in(Role.ORGANIZER), f"{LIST}/new", LIST, **form)
    assert answer.status_code == 422
    assert 'value="Vũ Thị Sai"' in answer.text
    assert 'id="phone-fault"' in answer.text


def test_confirming_from_the_list_comes_back_to_it(product: Product) -> None:
    delegate = product.delegate("Bùi Văn Nhận")
    here = f"{LIST}?state=registered"
    answer = send(product.signed_in(Role.ORGANIZER), here, f"{page_of(delegate)}/confirm", next=here)
    assert answer.request.full_path == here
    assert "Đã xác nhận Bùi Văn Nhận." in answer.text


def test_way_back_leads_nowhere_else(product: Product) -> None:
    delegate = product.delegate()
    action = f"{page_of(delegate)}/confirm"
    answer = send(product.signed_in(Role.ORGANIZER), LIST, action, next="https://xau.example/")
    assert answer.request.path == "/"


def test_waiting_delegate_is_admitted(product: Product) -> None:
    delegate = waiting_delegate(product)
    page = send(product.signed_in(Role.ORGANIZER), LIST, f"{page_of(delegate)}/admit").text
    assert "Đã nhận Hoàng Văn Đợi từ danh sách chờ." in page
    assert re.search(r"nay có \d+ đại biểu, vượt chỉ tiêu \d+\.", page)


def test_step_of_a_stale_page_is_refused_in_words(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    page = send(product.signed_in(Role.ORGANIZER), LIST, f"{page_of(delegate)}/admit").text
    assert "Không thực hiện được ở trạng thái hiện tại" in page


def test_cancelled_delegate_keeps_the_reason_in_the_history(product: Product) -> None:
    delegate = product.delegate()
    form = {"reason": "Chuyển công tác"}
    page = send(product.signed_in(Role.ORGANIZER), page_of(delegate), f"{page_of(delegate)}/cancel", **form).text
    assert "Chuyển công tác" in page
    assert "Đã huỷ" in page


def test_edit_of_a_stale_page_shows_what_somebody_else_wrote(product: Product) -> None:
    delegate = product.delegate("Ma Thị Cũ")
    product.api("PATCH", page_of(delegate), {"version": delegate["version"], "full_name": "Ma Thị Khác"})
    form = {"version": delegate["version"], "full_name": "Ma Thị Mình", "kind": "delegate"}
    answer = send(product.signed_in(Role.ORGANIZER), f"{page_of(delegate)}/edit", page_of(delegate), **form)
    assert answer.status_code == 409
    assert "Ma Thị Khác" in answer.text
    assert 'value="Ma Thị Mình"' in answer.text


def test_confirmed_delegate_shows_the_pass(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    code = product.pass_of(delegate)["code"]
    page = product.signed_in(Role.ORGANIZER).get(page_of(delegate)).text
    assert f"{code[:4]} {code[4:]}" in page


def test_badges_are_one_file_for_the_printer(product: Product) -> None:
    product.delegate(confirmed=True)
    client = product.signed_in(Role.ORGANIZER)
    wait_for(lambda: client.get(f"{HERE}/badges.pdf?size=a6").status_code == 200)
    answer = client.get(f"{HERE}/badges.pdf?size=a6")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


def test_unit_has_its_own_page_instead(product: Product) -> None:
    assert product.signed_in(Role.UNIT, unit="tuyen-giao-dai-tu").get(LIST).status_code == 403


def test_delegates_are_complete_in_english(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(LIST, headers={"Accept-Language": "en"}).text
    assert "Print badges" in page
    assert "Thêm đại biểu" not in page

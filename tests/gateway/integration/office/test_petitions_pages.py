"""Petitions: the unit's page, the office's board, and a step that comes too late."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, send

LIST = f"{HERE}/petitions"
UNIT, ROOM = "tuyen-giao-dai-tu", "phong-khoa-giao"


def _entered(product: Product) -> dict[str, Any]:
    body = {"unit": UNIT, "recipient": "ban-tuyen-giao-tinh-uy", "content": f"Bổ sung kinh phí {uuid4().hex}"}
    petition: dict[str, Any] = product.api("POST", LIST, body)
    return petition


def test_unit_sends_a_petition_and_sees_it(product: Product) -> None:
    unit = product.signed_in(Role.UNIT, unit=UNIT)
    content = f"Tổ chức tập huấn {uuid4().hex}"
    answer = send(unit, f"{LIST}/new", LIST, recipient="tinh-uy", content=content)
    assert "Đã ghi kiến nghị số" in answer.text
    assert content in unit.get(LIST).text


def test_petition_without_words_comes_back(product: Product) -> None:
    unit = product.signed_in(Role.UNIT, unit=UNIT)
    answer = send(unit, f"{LIST}/new", LIST, recipient="tinh-uy", content="")
    assert (answer.status_code, 'value="tinh-uy" selected' in answer.text) == (422, True)


def test_a_draft_that_comes_too_late_stays_in_its_form(product: Product) -> None:
    petition = _entered(product)
    page = f"{LIST}/{petition['id']}"
    assigned = product.api("POST", f"{page}/assign", {"version": petition["version"], "room": ROOM})
    room = product.signed_in(Role.DEPARTMENT, unit=ROOM)
    product.api("POST", f"{page}/draft", {"version": assigned["version"], "answer": "Bản của Văn phòng"})
    answer = send(room, page, f"{page}/draft", version=assigned["version"], answer="Bản của phòng")
    assert answer.status_code == 409
    assert "Bản của phòng" in answer.text
    assert "đã gửi dự thảo trả lời lúc" in answer.text


def test_board_is_filtered_and_leads_to_its_summary(product: Product) -> None:
    petition = _entered(product)
    office = product.signed_in(Role.ORGANIZER)
    page = office.get(f"{LIST}?state=received&unit={UNIT}").text
    assert petition["content"] in page
    assert "petition-summary.pdf?unit=tuyen-giao-dai-tu&amp;state=received" in page
    assert office.get(f"{LIST}/petition-summary.xlsx?state=received").data.startswith(b"PK")


def test_summary_and_board_are_closed_to_who_has_no_part(product: Product) -> None:
    assert product.signed_in(Role.UNIT, unit=UNIT).get(f"{LIST}/petition-summary.pdf").status_code == 403
    assert product.signed_in(Role.CHAIR).get(LIST).status_code == 403

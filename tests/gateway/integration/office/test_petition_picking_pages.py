"""Petitions of an accepted report: proposed on a page, entered when a person confirms each."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.documents.form_corpus.report_text import Line, report
from tests.documents.form_corpus.word_xml import Form, body_of, package
from tests.gateway.integration.people.conftest import HERE, Product, send

PICKING, PETITIONS = f"{HERE}/petitions/reports", f"{HERE}/petitions"
UNIT, OTHER_UNIT = "tuyen-giao-dong-hy", "tuyen-giao-vo-nhai"
ASKED = [
    Line("text", "- Tổ chức nhiều hơn các lớp tập huấn"),
    Line("text", "- Với Tỉnh ủy:"),
    Line("text", "+ Sớm ban hành quy định về chế độ báo cáo viên"),
    Line("text", "+ Tăng biên chế cho cơ quan tuyên giáo cấp huyện"),
]


def _obligation(product: Product, unit: str) -> dict[str, Any]:
    item: dict[str, Any] = product.api("GET", f"{HERE}/obligations?unit={unit}&code=bao-cao-so-ket")["items"][0]
    return item


@pytest.fixture(scope="module")
def accepted(product: Product) -> str:
    """The page of a report that was accepted."""
    lines = report(paragraphs=1, models=2)[:-1]
    content = package(body_of([*lines, *ASKED], Form()), Form())
    headers = {"Authorization": f"Bearer {product.token}", "Content-Type": "application/octet-stream"}
    web, item = product.embedded.web.test_client(), _obligation(product, UNIT)
    sent: Any = web.post(f"/api/v1{HERE}/uploads?filename=bao-cao.docx", data=content, headers=headers).json
    here = f"{HERE}/obligations/{item['id']}"
    shown = product.api("POST", f"{here}/submissions", {"version": item["version"], "upload_id": sent["id"]})
    for verb in ("take-up", "accept"):
        shown = product.api("POST", f"{here}/{verb}", {"version": shown["version"]})
    return f"{PICKING}/{item['id']}"


def _contents(product: Product) -> list[tuple[str, str]]:
    items = product.api("GET", f"{PETITIONS}?unit={UNIT}&page_size=100")["items"]
    return sorted((each["content"], each["recipient"]) for each in items)


def test_what_is_ticked_is_entered_as_it_was_corrected_and_the_rest_is_not(product: Product, accepted: str) -> None:
    office = product.signed_in(Role.ORGANIZER)
    assert accepted in office.get(PICKING).text
    page = office.get(accepted).text
    ticked = [f'name="pick" value="{number}" checked' in page for number in (1, 2, 3)]
    assert (page.count('name="pick"'), ticked) == (3, [False, True, True])
    form = {"content-2": "Ban hành quy định về chế độ", "recipient-2": "tinh-uy", "content-3": "x", "recipient-3": ""}
    answer = send(office, accepted, accepted, unit=UNIT, pick="2", **form)
    assert "Đã ghi 1 kiến nghị" in answer.text
    assert _contents(product) == [("Ban hành quy định về chế độ", "tinh-uy")]


def test_what_is_refused_stays_ticked_as_it_was_typed(product: Product, accepted: str) -> None:
    office, before = product.signed_in(Role.ORGANIZER), _contents(product)
    form = {"content-1": "Mở lớp tập huấn hằng quý", "recipient-1": ""}
    answer = send(office, accepted, accepted, unit=UNIT, pick="1", **form)
    assert (answer.status_code, "Chưa ghi được" in answer.text) == (422, True)
    assert ">Mở lớp tập huấn hằng quý</textarea>" in answer.text
    assert 'name="pick" value="1" checked' in answer.text
    assert _contents(product) == before


def test_same_form_sent_twice_enters_once(product: Product, accepted: str) -> None:
    office = product.signed_in(Role.ORGANIZER)
    form = {"content-3": "Tăng biên chế cấp huyện", "recipient-3": "tinh-uy", "_key": "pick-twice"}
    for _ in range(2):
        send(office, accepted, accepted, unit=UNIT, pick="3", **form)
    assert [content for content, _ in _contents(product)].count("Tăng biên chế cấp huyện") == 1


def test_report_that_is_not_accepted_is_said_so(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{PICKING}/{_obligation(product, OTHER_UNIT)['id']}").text
    assert "Báo cáo chưa được chấp nhận" in page


def test_picking_is_the_offices(product: Product, accepted: str) -> None:
    assert product.signed_in(Role.DEPARTMENT, unit="phong-khoa-giao").get(accepted).status_code == 403

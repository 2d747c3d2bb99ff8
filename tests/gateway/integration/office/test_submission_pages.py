"""Handing in and appraising on pages: with the form alone, as the script sends it, and what each then sees."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask.testing import FlaskClient

from chassis.auth.roles import Role
from tests.documents.files import DOCX, PDF
from tests.gateway.integration.people.conftest import HERE, Product, csrf_of, send

LIST = f"{HERE}/obligations"


def _obligation(product: Product, unit: str, code: str = "bao-cao-so-ket") -> dict[str, Any]:
    item: dict[str, Any] = product.api("GET", f"{LIST}?unit={unit}&code={code}")["items"][0]
    return item


def _hand_in(client: FlaskClient, item: dict[str, Any], **form: Any) -> Any:
    page = f"{LIST}/{item['id']}"
    return send(client, page, f"{page}/hand-in", version=item["version"], **form)


def test_file_is_handed_in_with_the_form_alone(product: Product) -> None:
    item = _obligation(product, "tuyen-giao-dai-tu")
    client = product.signed_in(Role.UNIT, unit="tuyen-giao-dai-tu")
    page = _hand_in(client, item, file=(BytesIO(DOCX), "Báo cáo.docx"), note="Bản chính thức")
    assert "Đã nhận bài" in page.text
    assert ("Báo cáo.docx" in page.text, "SHA-256" in page.text, "Bản chính thức" in page.text) == (True, True, True)


def test_file_is_sent_by_the_script_and_then_handed_in(product: Product) -> None:
    item = _obligation(product, "tuyen-giao-dinh-hoa")
    client = product.signed_in(Role.UNIT, unit="tuyen-giao-dinh-hoa")
    headers = {"X-CSRFToken": csrf_of(client, LIST), "Accept": "application/json"}
    sent = client.post(
        f"{LIST}/uploads?filename=bao-cao.pdf", data=PDF, headers=headers, content_type="application/octet-stream"
    )
    assert sent.status_code == 201
    assert sent.json is not None
    page = _hand_in(client, item, upload_id=sent.json["id"])
    assert "bao-cao.pdf" in page.text


def test_wrong_file_is_refused_in_words_and_the_form_is_kept(product: Product) -> None:
    item = _obligation(product, "tuyen-giao-phu-binh")
    client = product.signed_in(Role.UNIT, unit="tuyen-giao-phu-binh")
    page = _hand_in(client, item, file=(BytesIO(b"xin chao"), "a.docx"), note="Xin xem")
    assert page.status_code == 422
    assert ("Loại tệp không nhận được" in page.text, ">Xin xem</textarea>" in page.text) == (True, True)


def test_returned_report_says_why_and_is_handed_in_again(product: Product) -> None:
    unit = "tuyen-giao-phu-luong"
    item = _obligation(product, unit)
    owner, appraiser = product.signed_in(Role.UNIT, unit=unit), product.signed_in(Role.APPRAISER)
    _hand_in(owner, item, link="https://video.example/p")
    page = f"{LIST}/{item['id']}"
    send(appraiser, page, f"{page}/take-up", version=_obligation(product, unit)["version"])
    send(appraiser, page, f"{page}/remarks", weight="must_fix", place="Mục II", text="Thiếu số liệu")
    version = _obligation(product, unit)["version"]
    done = send(appraiser, page, f"{page}/return", version=version, word="Xin bổ sung")
    assert "Đã trả lại" in done.text
    own = owner.get(LIST).text
    assert ("Cần hoàn thiện và nộp lại" in own, "Thiếu số liệu" in own, "Xin bổ sung" in own) == (True, True, True)
    again = _hand_in(owner, _obligation(product, unit), link="https://video.example/q")
    assert "Bản 2" in again.text
    beside = owner.get(f"{page}/compare").text
    assert ("Thiếu số liệu" in beside, "https://video.example/q" in beside) == (True, True)


def test_unit_asks_for_more_time_and_the_office_grants_another_day(product: Product) -> None:
    unit = "tuyen-giao-vo-nhai"
    item = _obligation(product, unit)
    page = f"{LIST}/{item['id']}"
    wanted = {"wanted_to": "2099-01-02", "reason": "Chờ số liệu của xã"}
    asked = send(
        product.signed_in(Role.UNIT, unit=unit), page, f"{page}/extension/ask", version=item["version"], **wanted
    )
    assert "Đang xin gia hạn đến 2/1/2099" in asked.text
    office = product.signed_in(Role.ORGANIZER)
    assert "đơn vị xin gia hạn" in office.get("/").text
    version = _obligation(product, unit)["version"]
    done = send(office, page, f"{page}/extension/grant", version=version, granted_to="2098-12-31", word="Đồng ý")
    assert "Gia hạn đến 31/12/2098" in done.text


def test_board_shows_each_unit_beside_each_obligation(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}/board?unit=tuyen-giao-dai-tu").text
    item = _obligation(product, "tuyen-giao-dai-tu")
    assert page.count('<th scope="row"') == 1
    assert f"{LIST}/{item['id']}" in page


def test_board_is_taken_along_as_a_workbook(product: Product) -> None:
    answer = product.signed_in(Role.ORGANIZER).get(f"{LIST}/export.xlsx?state=open")
    assert (answer.status_code, answer.data[:2]) == (200, b"PK")


def test_file_over_the_limit_is_refused_before_it_is_read(product: Product) -> None:
    client = product.signed_in(Role.UNIT, unit="tuyen-giao-dai-tu")
    headers = {"X-CSRFToken": csrf_of(client, LIST), "Accept": "application/json"}
    longer = {"CONTENT_LENGTH": "200000000"}
    answer = client.post(f"{LIST}/uploads?filename=a.pdf", headers=headers, environ_overrides=longer)
    assert answer.status_code == 413


def test_start_page_leads_a_unit_to_where_it_hands_in(product: Product) -> None:
    item = _obligation(product, "tuyen-giao-dong-hy")
    page = product.signed_in(Role.UNIT, unit="tuyen-giao-dong-hy").get("/").text
    assert f"{LIST}/{item['id']}" in page

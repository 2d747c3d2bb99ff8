"""Topics: a department's own page, the office's board, a unit's page."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, csrf_of

LIST = f"{HERE}/topics"
ROOM, UNIT = "phong-ly-luan", "tuyen-giao-dai-tu"
WRITTEN = {"title": "Giáo dục lý luận chính trị ở cơ sở", "reason": "Mô hình hay", "unit": UNIT}


def _post(client: FlaskClient, address: str, **data: Any) -> TestResponse:
    return client.post(address, data={"csrf_token": csrf_of(client, LIST)} | data, follow_redirects=True)


@pytest.fixture(scope="module")
def topic(product: Product) -> dict[str, Any]:
    """A topic that the room has sent."""
    topic = product.api("POST", LIST, WRITTEN | {"department": ROOM})
    sent: dict[str, Any] = product.api("POST", f"{LIST}/{topic['id']}/send", {"version": topic["version"]})
    return sent


def test_department_writes_a_topic_down_and_sends_it(product: Product) -> None:
    client = product.signed_in(Role.DEPARTMENT, unit="phong-van-hoa")
    _post(client, LIST, **WRITTEN | {"title": "Văn nghệ quần chúng"})
    page = client.get(LIST).text
    assert "Văn nghệ quần chúng" in page
    assert "Gửi Văn phòng 1 chủ đề" in page
    page = _post(client, f"{LIST}/send").text
    assert "Đã gửi Văn phòng 1 chủ đề." in page
    assert "mới đề xuất 1 chủ đề, còn thiếu 1 (cần từ 2 đến 3)." in page


def test_refused_topic_keeps_what_was_typed(product: Product) -> None:
    client = product.signed_in(Role.DEPARTMENT, unit="phong-van-hoa")
    answer = _post(client, LIST, title="x" * 301, reason="Lý do đã gõ")
    assert answer.status_code == 422
    assert "Lý do đã gõ</textarea>" in answer.text


def test_board_shows_rooms_and_topics(product: Product, topic: dict[str, Any]) -> None:
    page = product.signed_in(Role.ORGANIZER).get(LIST).text
    assert f'href="{LIST}/{topic["id"]}"' in page
    assert "chưa gửi chủ đề nào" in page


def test_office_selects_and_the_unit_accepts(product: Product, topic: dict[str, Any]) -> None:
    office, unit = product.signed_in(Role.ORGANIZER), product.signed_in(Role.UNIT, unit=UNIT)
    address = f"{LIST}/{topic['id']}"
    _post(office, f"{address}/select", version=topic["version"], minutes="7", text_due="2030-06-20")
    assert "Trình bày trong 7 phút." in unit.get(LIST).text
    version = product.api("GET", address)["version"]
    _post(unit, f"{address}/accept", version=version, presenter_name="Trần Thị Bình")
    page = office.get(address).text
    assert "Đơn vị đã nhận" in page
    assert "Trần Thị Bình" in page
    assert unit.get("/").text.count(topic["title"]) == 1


def test_stale_page_is_told_who_did_what(product: Product, topic: dict[str, Any]) -> None:
    office = product.signed_in(Role.ORGANIZER)
    answer = _post(office, f"{LIST}/{topic['id']}/set-aside", version=topic["version"], reason="Trùng")
    assert "Nội dung vừa được xử lý." in answer.text


def test_speaking_time_is_estimated(product: Product) -> None:
    client = product.signed_in(Role.UNIT, unit=UNIT)
    page = _post(client, f"{LIST}/speaking-time", text="a " * 1500, minutes="7").text
    assert "Khoảng 7 phút 30 giây" in page
    assert "Sát thời lượng: chỉ vừa khi đọc nhanh" in page


def test_unit_reads_its_page_in_english(product: Product) -> None:
    page = product.signed_in(Role.UNIT, unit=UNIT).get(LIST, headers={"Accept-Language": "en"}).text
    assert "Presentations of your unit" in page

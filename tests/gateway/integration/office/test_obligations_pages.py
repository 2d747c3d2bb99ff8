"""Obligations: everybody's, and a unit's own."""

from __future__ import annotations

from chassis.auth.roles import Role
from gateway.pages.formats import short_day
from tests.gateway.integration.people.conftest import HERE, Product

LIST = f"{HERE}/obligations"


def test_both_readings_of_a_deadline_are_shown(product: Product) -> None:
    item = product.api("GET", f"{LIST}?page_size=1")["items"][0]
    page = product.signed_in(Role.DEPARTMENT).get(LIST).text
    assert f"<strong>{short_day(item['due_reading_strict'])}</strong>" in page
    assert short_day(item["due_reading_lenient"]) in page


def test_unit_sees_what_it_owes_and_nothing_else(product: Product) -> None:
    page = product.signed_in(Role.UNIT, unit="tuyen-giao-dai-tu").get(LIST).text
    assert "<h1>Đơn vị phải nộp gì</h1>" in page
    assert page.count('<li class="owed-item') == product.api("GET", f"{LIST}?unit=tuyen-giao-dai-tu")["total"]


def test_broadcaster_owes_the_video_report(product: Product) -> None:
    page = product.signed_in(Role.BROADCASTER, unit="dai-phat-thanh-truyen-hinh").get(LIST).text
    assert "Phóng sự kết quả công tác tuyên giáo" in page


def test_unit_that_owes_nothing_is_told_so(product: Product) -> None:
    page = product.signed_in(Role.UNIT, unit="lanh-dao-ban").get(LIST).text
    assert "Đơn vị không phải nộp gì" in page


def test_last_moment_is_said_in_english(product: Product) -> None:
    client = product.signed_in(Role.UNIT, unit="tuyen-giao-dai-tu")
    page = client.get(LIST, headers={"Accept-Language": "en"}).text
    assert "To be submitted by 23:59" in page

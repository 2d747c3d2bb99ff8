"""Judging the film on its page: comments at their time, two people, and what the broadcaster does about it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.people.conftest import HERE, Product, send

PAGE = f"{HERE}/video-report"
BROADCASTER = "dai-phat-thanh-truyen-hinh"
WRITTEN = {"from_ms": "03:15,5", "to_ms": "03:20", "category": "sound", "weight": "must_fix", "text": "Rè tiếng"}


@pytest.fixture(scope="module")
def people(product: Product) -> dict[str, FlaskClient]:
    """A cut that came and was inspected, and everybody around it."""
    _send_cut(product, b"first cut")
    return {
        "an": product.signed_in(Role.APPRAISER),
        "binh": product.signed_in(Role.APPRAISER),
        "office": product.signed_in(Role.ORGANIZER),
        "broadcaster": product.signed_in(Role.BROADCASTER, unit=BROADCASTER),
        "administrator": product.signed_in(Role.ADMINISTRATOR),
    }


def _send_cut(product: Product, content: bytes) -> None:
    product.send_film(content)
    wait_for(lambda: _film(product)["state"] == "inspected")


def _film(product: Product) -> dict[str, Any]:
    film: dict[str, Any] = product.api("GET", PAGE)
    return film


def _step(client: FlaskClient, verb: str, sha256: str, **form: str) -> str:
    text: str = send(client, PAGE, f"{PAGE}/{verb}", sha256=sha256, **form).text
    return text


def test_film_is_judged_over_two_cuts_by_two_people(product: Product, people: dict[str, FlaskClient]) -> None:
    first = _film(product)["versions"][0]["sha256"]
    an, binh, broadcaster = people["an"], people["binh"], people["broadcaster"]
    assert "Nhận thẩm định bản 1" in an.get(PAGE).text
    assert "Máy không mở được tệp của bản 1. Xem lý do và cách sửa" in broadcaster.get(PAGE).text
    assert "Kế hoạch yêu cầu hai người khác nhau" in _step(an, "begin", first)

    wrong = send(an, PAGE, f"{PAGE}/comments", sha256=first, **WRITTEN | {"from_ms": "phút ba"})
    assert (wrong.status_code, "Xin ghi phút:giây" in wrong.text, "Rè tiếng" in wrong.text) == (422, True, True)
    assert 'name="next" value="/conferences/thai-nguyen-2024/video-report"' in wrong.text
    beside = f"{PAGE}/versions/{_film(product)['versions'][0]['id']}"
    again = send(an, PAGE, f"{PAGE}/comments", sha256=first, next=beside, **WRITTEN | {"from_ms": "phút ba"})
    assert ("Phóng sự, bản 1" in again.text, f'name="next" value="{beside}"' in again.text) == (True, True)
    written = send(an, PAGE, f"{PAGE}/comments", sha256=first, **WRITTEN).text
    assert ("03:15,5–03:20" in written, "Bắt buộc sửa" in written, "đài chưa thấy" in written) == (True, True, True)
    assert "Rè tiếng" not in broadcaster.get(PAGE).text
    assert "chưa duyệt được" in binh.get(PAGE).text
    assert "đài được báo bằng thư" in _step(an, "request-changes", first, word="")

    seen = broadcaster.get(PAGE).text
    assert ("Rè tiếng" in seen, "Sửa phim theo 1 nhận xét" in seen) == (True, True)
    comment = product.api("GET", f"{PAGE}/comments")["items"][0]
    here = f"{PAGE}/comments/{comment['id']}"
    assert "Đã thay tiếng" in send(broadcaster, PAGE, f"{here}/reply", text="Đã thay tiếng").text
    version = product.api("GET", f"{PAGE}/comments")["items"][0]["version"]
    assert "Đài báo đã sửa" in send(broadcaster, PAGE, f"{here}/mark-fixed", version=version).text

    _send_cut(product, b"second cut")
    second = _film(product)["versions"][0]["sha256"]
    assert "đã thay bản mà trang này đang xem" in _step(an, "begin", first)
    _step(an, "begin", second)
    assert "Xem lại 1 nhận xét từ bản trước" in binh.get(PAGE).text
    version += 1
    assert "Đã xong hoặc đã rút" in send(binh, PAGE, f"{here}/confirm", version=version, sha256=second).text
    assert "chưa mở xem bản 2" in an.get(PAGE).text
    an.get(f"{PAGE}/versions/{_film(product)['versions'][0]['id']}/content").close()
    assert "chưa mở xem" not in an.get(PAGE).text
    assert "Còn chờ một người khác duyệt" in _step(an, "approve", second, word="Tốt")
    assert "đã đồng ý bản này" not in binh.get(PAGE).text
    assert f"SHA-256 {second}" in _step(binh, "approve", second, word="")
    assert "Bản 2 đã được duyệt" in broadcaster.get(PAGE).text
    assert "Mở lại thẩm định" not in an.get(PAGE).text
    assert "Mở lại thẩm định" in people["office"].get(PAGE).text


def test_broadcaster_and_administrator_judge_nothing(people: dict[str, FlaskClient]) -> None:
    for name in ("broadcaster", "administrator"):
        assert send(people[name], PAGE, f"{PAGE}/approve", sha256="0" * 64).status_code == 403

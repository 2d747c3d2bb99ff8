"""The station at a gate."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from gateway.security.headers import GATE as GATE_POLICY
from tests.gateway.integration.people.conftest import GATE, HERE, Product, csrf_of, scan

STATION = f"{HERE}/gate/{GATE}"


def test_gates_are_offered(product: Product) -> None:
    page = product.signed_in(Role.RECEPTIONIST).get(f"{HERE}/gate").text
    assert "Cửa chính hội trường tầng 5" in page


def test_station_may_run_the_decoder_and_the_camera(product: Product) -> None:
    headers = product.signed_in(Role.RECEPTIONIST).get(STATION).headers
    assert headers["Content-Security-Policy"] == GATE_POLICY
    assert "camera=(self)" in headers["Permissions-Policy"]


def test_unknown_gate_is_not_found(product: Product) -> None:
    assert product.signed_in(Role.RECEPTIONIST).get(f"{HERE}/gate/khong-co").status_code == 404


@pytest.mark.parametrize("role", [Role.CHAIR, Role.DEPARTMENT, Role.APPRAISER, Role.ADMINISTRATOR])
def test_station_is_closed_to_other_roles(product: Product, role: Role) -> None:
    assert product.signed_in(role).get(STATION).status_code == 403


def test_pass_is_accepted_with_name_and_unit(product: Product) -> None:
    delegate = product.delegate("Đặng Ngọc Ánh", confirmed=True)
    answer = scan(product.signed_in(Role.RECEPTIONIST), **{"pass": product.pass_of(delegate)["text"]})
    assert (answer.json["outcome"], answer.json["full_name"]) == ("accepted", "Đặng Ngọc Ánh")
    assert answer.json["unit_name"] == delegate["unit_name"]


def test_second_scan_says_who_when_and_where(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate(confirmed=True))
    scan(client, **{"pass": held["text"]})
    answer = scan(client, code=held["code"].lower())
    assert answer.json["outcome"] == "duplicate"
    assert answer.json["first"]["gate"] == "Cửa chính hội trường tầng 5"
    assert answer.json["first"]["by"] == "Trần Thị B"


def test_scan_sent_again_gets_the_same_answer(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate(confirmed=True))
    again = {"scan_id": str(uuid4()), "scanned_at": "2026-01-01T00:00:00Z", "pass": held["text"]}
    assert scan(client, **again).json == scan(client, **again).json


def test_forged_pass_is_refused_in_words(product: Product) -> None:
    answer = scan(product.signed_in(Role.RECEPTIONIST), **{"pass": "6BFGARNHK"})
    assert answer.status_code == 200
    assert (answer.json["outcome"], answer.json["title"]) == ("refused", "Mã QR không phải thẻ của hội nghị")


def test_scan_without_token_is_not_taken(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    answer = client.post(f"{STATION}/scans", json={"code": "ABCD2345"}, headers={"Accept": "application/json"})
    assert answer.status_code == 400


def test_stranger_is_told_to_sign_in(product: Product) -> None:
    client = product.embedded.web.test_client()
    headers = {"X-CSRFToken": csrf_of(client, "/sign-in"), "Accept": "application/json"}
    assert client.post(f"{STATION}/scans", json={"code": "ABCD2345"}, headers=headers).status_code == 401


def test_name_is_found_without_accents(product: Product) -> None:
    product.delegate("Đỗ Thị Hường", confirmed=True)
    page = product.signed_in(Role.RECEPTIONIST).get(f"{STATION}/people?q=do thi huong").text
    assert "Đỗ Thị Hường" in page
    assert "data-delegate=" in page


def test_who_is_not_confirmed_cannot_be_let_in_by_name(product: Product) -> None:
    product.delegate("Vi Thị Xuyến")
    page = product.signed_in(Role.RECEPTIONIST).get(f"{STATION}/people?q=vi thi xuyen").text
    assert "Chưa xác nhận dự" in page
    assert "data-delegate=" not in page


def test_undone_check_in_lets_the_pass_in_again(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate(confirmed=True))
    first = scan(client, **{"pass": held["text"]}).json
    headers = {"X-CSRFToken": csrf_of(client, STATION), "Accept": "application/json"}
    undone = client.post(f"{STATION}/undo/{first['check_in_id']}", json={}, headers=headers)
    assert undone.json == {"undone": True, "name": "Nguyễn Thị Lan"}
    assert scan(client, **{"pass": held["text"]}).json["outcome"] == "accepted"


def test_numbers_follow_a_scan(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    before: Any = client.get(f"{STATION}/numbers").json
    scan(client, code=product.pass_of(product.delegate(confirmed=True))["code"])
    after: Any = client.get(f"{STATION}/numbers").json
    assert (after["gate"], after["present"]) == (before["gate"] + 1, before["present"] + 1)


def test_last_scan_stands_on_the_page_loaded_anew(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    scan(client, code=product.pass_of(product.delegate("Mông Văn Khải", confirmed=True))["code"])
    assert "Mông Văn Khải" in client.get(STATION).text


def test_refused_scan_keeps_its_reason_on_the_page_loaded_anew(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    delegate = product.delegate("Sầm Văn Vắng", confirmed=True)
    code = product.pass_of(delegate)["code"]
    product.api("POST", f"{HERE}/delegates/{delegate['id']}/excuse", {"reason": "Ốm"})
    scan(client, code=code)
    words = re.sub(r"<[^>]+>", " ", client.get(STATION).text)
    assert re.search(r"Sầm Văn Vắng\s+Thẻ đã bị thu hồi từ trước · ", words)

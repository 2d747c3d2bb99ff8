"""The welcome desk: a substitute and an unlisted guest are entered on one page and let in at that gate."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.testing.messaging import wait_for
from tests.gateway.integration.people.conftest import GATE, HERE, Product, scan, send

DESK = f"{HERE}/desk/{GATE}"


def _at_gate() -> dict[str, str]:
    return {"scan_id": str(uuid4()), "scanned_at": system_clock().isoformat()}


def _receptionist(product: Product) -> FlaskClient:
    return product.signed_in(Role.RECEPTIONIST)


def _substitute(client: FlaskClient, delegate: dict[str, Any], **person: str) -> Any:
    page = f"{DESK}/substitute/{delegate['id']}"
    return send(client, page, page, full_name="Vũ Thị Thay", post="Chuyên viên", **_at_gate(), **person)


def test_name_search_leads_to_the_substitute(product: Product) -> None:
    delegate = product.delegate("Hà Văn Vắng", confirmed=True)
    found = _receptionist(product).get(f"{HERE}/gate/{GATE}/people?q=ha+van+vang").text
    assert f"{DESK}/substitute/{delegate['id']}" in found
    assert f"{DESK}/unlisted" in found


def test_substitute_is_let_in_and_shown_in_green(product: Product) -> None:
    delegate = product.delegate("Hà Văn Bận", confirmed=True)
    page = _substitute(_receptionist(product), delegate).text
    assert "desk-in" in page
    assert "Vũ Thị Thay" in page
    assert "Đi thay đồng chí Hà Văn Bận" in page
    assert product.api("GET", f"{HERE}/delegates/{delegate['id']}")["state"] == "substituted"


def test_badge_of_a_substitute_is_printed_as_soon_as_it_is_there(product: Product) -> None:
    client = _receptionist(product)
    page = _substitute(client, product.delegate("Hà Văn In", confirmed=True))
    address: str = page.request.path
    text: str = page.text

    def ready() -> str:
        nonlocal text
        if "In thẻ" in text:
            return text
        assert 'hx-trigger="every 1s"' in text
        text = client.get(address).text
        return ""

    badge = client.get(re.findall(r'href="([^"]+\.pdf)"', wait_for(ready))[0])
    assert badge.data.startswith(b"%PDF")


def test_refused_substitute_keeps_what_was_typed(product: Product) -> None:
    delegate = product.delegate("Hà Văn Trùng", confirmed=True)
    page = f"{DESK}/substitute/{delegate['id']}"
    answer = send(_receptionist(product), page, page, full_name="Hà Văn Trùng", post="Chuyên viên", **_at_gate())
    assert answer.status_code == 422
    assert "Người đi thay trùng với đại biểu" in answer.text
    assert 'value="Chuyên viên"' in answer.text


def test_old_pass_says_at_the_gate_who_comes_instead(product: Product) -> None:
    client = _receptionist(product)
    delegate = product.delegate("Hà Văn Cũ", confirmed=True)
    held = product.pass_of(delegate)
    _substitute(client, delegate)
    verdict = scan(client, **{"pass": held["text"]}).json
    assert (verdict["outcome"], verdict["title"]) == ("refused", "Đã có người đi thay")
    assert "Vũ Thị Thay" in verdict["detail"]


def test_unlisted_guest_is_let_in_with_a_reason(product: Product) -> None:
    guest = {"full_name": "Cao Văn Lạ", "reason": "Đi cùng đoàn", "organisation": "Báo Thử Nghiệm", **_at_gate()}
    page = send(_receptionist(product), f"{DESK}/unlisted", f"{DESK}/unlisted", **guest).text
    assert "desk-in" in page
    assert "Ngoài danh sách" in page
    assert "Báo Thử Nghiệm" in page


def test_unlisted_guest_without_a_reason_is_refused(product: Product) -> None:
    guest = {"full_name": "Cao Văn Lạ", "reason": "", **_at_gate()}
    answer = send(_receptionist(product), f"{DESK}/unlisted", f"{DESK}/unlisted", **guest)
    assert answer.status_code == 422
    assert 'value="Cao Văn Lạ"' in answer.text


def test_delegate_hands_over_on_their_own_page(product: Product) -> None:
    delegate = product.delegate("Hà Văn Nhờ", confirmed=True)
    client = product.by_link(product.api("GET", f"{HERE}/delegates/{delegate['id']}")["link"])
    page = send(client, f"{HERE}/my", f"{HERE}/my/substitute", full_name="Vũ Thị Thay").text
    assert "Đã chuyển cho đồng chí Vũ Thị Thay đi thay." in page
    assert "Chỗ và thẻ của đồng chí đã chuyển" in page


def test_unit_hands_over_for_its_delegate(product: Product) -> None:
    invitation = product.fresh_invitation("unit")
    client = product.by_link(invitation["link"])
    send(client, f"{HERE}/my", f"{HERE}/my/answer", answer="attends", attending="1")
    send(client, f"{HERE}/my/delegates/new", f"{HERE}/my/delegates", full_name="Hà Văn Một", kind="delegate")
    listed = product.api("GET", f"{HERE}/delegates?unit={invitation['invitee_code']}")["items"][0]
    page = f"{HERE}/my/delegates/{listed['id']}/substitute"
    assert "Hà Văn Một" in client.get(page).text
    shown = send(client, page, page, full_name="Vũ Thị Thay").text
    assert "Đi thay đồng chí Hà Văn Một" in shown


def test_office_hands_over_and_sees_the_chain(product: Product) -> None:
    delegate = product.delegate("Hà Văn Đầu", confirmed=True)
    page = f"{HERE}/delegates/{delegate['id']}"
    shown = send(product.signed_in(Role.ORGANIZER), page, f"{page}/substitute", full_name="Vũ Thị Thay").text
    assert "Người giữ chỗ, từ đầu đến nay" in shown
    assert "Hà Văn Đầu" in shown

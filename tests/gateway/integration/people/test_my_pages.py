"""The own pages of units, guests and delegates."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from tests.gateway.integration.people.conftest import HERE, Product, send

MY = f"{HERE}/my"
PERSON = {"full_name": "Nguyễn Thị Lan", "post": "Phó Trưởng Ban", "kind": "delegate"}


def _answered_unit(product: Product) -> tuple[FlaskClient, dict[str, Any]]:
    invitation = product.fresh_invitation("unit")
    client = product.by_link(invitation["link"])
    send(client, MY, f"{MY}/answer", answer="attends", attending="1")
    return client, invitation


def test_unit_reads_its_invitation(product: Product) -> None:
    invitation = product.fresh_invitation("unit")
    page = product.by_link(invitation["link"]).get(MY).text
    assert invitation["invitee_name"] in page
    assert "Trả lời giấy mời" in page


def test_unit_answers_and_is_asked_for_names(product: Product) -> None:
    invitation = product.fresh_invitation("unit")
    page = send(product.by_link(invitation["link"]), MY, f"{MY}/answer", answer="attends", attending="1").text
    assert "Xin ghi tên đại biểu ở phần dưới" in page
    assert "Chưa ghi tên đại biểu nào" in page


def test_refused_answer_keeps_what_was_typed(product: Product) -> None:
    client = product.by_link(product.fresh_invitation("unit")["link"])
    answer = send(client, MY, f"{MY}/answer", answer="attends", attending="999")
    assert answer.status_code == 422
    assert "Số người dự không phù hợp" in answer.text
    assert 'value="999"' in answer.text


def test_unit_declines_with_a_reason(product: Product) -> None:
    client = product.by_link(product.fresh_invitation("unit")["link"])
    page = send(client, MY, f"{MY}/answer", answer="declines", reason="Trùng lịch họp").text
    assert "Không dự" in page
    assert "Trùng lịch họp" in page


def test_unit_names_a_delegate(product: Product) -> None:
    client, _invitation = _answered_unit(product)
    page = send(client, f"{MY}/delegates/new", f"{MY}/delegates", **PERSON).text
    assert "Đã ghi tên Nguyễn Thị Lan." in page


def test_delegate_over_the_quota_waits(product: Product) -> None:
    client, invitation = _answered_unit(product)
    page = ""
    for number in range(invitation["quota"] + 1):
        page = send(client, f"{MY}/delegates/new", f"{MY}/delegates", **PERSON | {"full_name": f"Lê Văn {number}"}).text
    assert "vào danh sách chờ" in page
    assert '<h3 class="list-title">Danh sách chờ</h3>' in page


def test_refused_delegate_keeps_what_was_typed(product: Product) -> None:
    client, _invitation = _answered_unit(product)
    answer = send(client, f"{MY}/delegates/new", f"{MY}/delegates", **PERSON | {"email": "khong-phai-dia-chi"})
    assert answer.status_code == 422
    assert 'value="Nguyễn Thị Lan"' in answer.text
    assert 'id="email-fault"' in answer.text


def test_stale_edit_says_what_the_other_saved(product: Product) -> None:
    delegate = product.delegate("Hoàng Thị Nga")
    client = product.signed_in(Role.UNIT, unit=delegate["unit"])
    edit = f"{MY}/delegates/{delegate['id']}"
    product.api("PATCH", f"{HERE}/delegates/{delegate['id']}", {"version": delegate["version"], "post": "Trưởng Ban"})
    form = PERSON | {"full_name": "Hoàng Thị Ngà", "version": str(delegate["version"])}
    answer = send(client, edit, edit, **form)
    assert answer.status_code == 409
    assert "người khác đã lưu thông tin này" in answer.text
    assert "Trưởng Ban" in answer.text
    assert 'value="Hoàng Thị Ngà"' in answer.text


def test_edit_sent_again_after_a_stale_one_is_saved(product: Product) -> None:
    delegate = product.delegate("Hoàng Thị Nga")
    client = product.signed_in(Role.UNIT, unit=delegate["unit"])
    edit = f"{MY}/delegates/{delegate['id']}"
    product.api("PATCH", f"{HERE}/delegates/{delegate['id']}", {"version": delegate["version"], "post": "Trưởng Ban"})
    refused = send(client, edit, edit, **PERSON | {"version": str(delegate["version"])}).text
    shown = re.search(r'name="version" value="(\d+)"', refused)
    assert shown is not None
    assert "Đã lưu thông tin" in send(client, edit, edit, **PERSON | {"version": shown[1]}).text


def test_unit_confirms_on_behalf(product: Product) -> None:
    delegate = product.delegate()
    client = product.signed_in(Role.UNIT, unit=delegate["unit"])
    page = send(client, MY, f"{MY}/delegates/{delegate['id']}/confirm").text
    assert "Thẻ đại biểu đã được cấp" in page


def test_unit_downloads_the_badges_of_its_delegates(product: Product) -> None:
    delegate = product.delegate(confirmed=True)
    client = product.signed_in(Role.UNIT, unit=delegate["unit"])
    wait_for(lambda: "Tải thẻ (PDF)" in client.get(MY).text)
    (address,) = re.findall(r'href="([^"]+)"><i [^>]+></i> Tải thẻ', client.get(MY).text)
    assert client.get(address).data.startswith(b"%PDF")


def test_unit_takes_a_delegate_off_the_list(product: Product) -> None:
    delegate = product.delegate()
    client = product.signed_in(Role.UNIT, unit=delegate["unit"])
    page = send(client, MY, f"{MY}/delegates/{delegate['id']}/cancel", reason="Chuyển công tác").text
    assert "Đã rút tên Nguyễn Thị Lan." in page


def test_unit_does_not_see_the_delegate_of_another(product: Product) -> None:
    delegate, other = product.delegate(), product.delegate()
    client = product.signed_in(Role.UNIT, unit=other["unit"])
    assert client.get(f"{MY}/delegates/{delegate['id']}").status_code == 404


def test_guest_who_attends_gets_a_pass_at_once(product: Product) -> None:
    client = product.by_link(product.fresh_invitation("guest")["link"])
    page = send(client, MY, f"{MY}/answer", answer="attends").text
    assert 'data-test="pass-code"' in page


def test_guest_who_declines_may_still_attend(product: Product) -> None:
    client = product.by_link(product.fresh_invitation("guest")["link"])
    page = send(client, MY, f"{MY}/answer", answer="declines", reason="Đi công tác").text
    assert "Đi công tác" in page
    assert "Tôi sẽ tham dự" in page


def _linked(product: Product, delegate: dict[str, Any]) -> FlaskClient:
    return product.by_link(product.api("GET", f"{HERE}/delegates/{delegate['id']}")["link"])


def test_delegate_confirms_and_gets_the_pass(product: Product) -> None:
    delegate = product.delegate()
    page = send(_linked(product, delegate), MY, f"{MY}/confirm").text
    code = product.pass_of(delegate)["code"]
    assert f"{code[:4]} {code[4:]}" in page


def test_pass_may_be_kept_offline_and_nothing_else(product: Product) -> None:
    registered, confirmed = product.delegate(), product.delegate(confirmed=True)
    kept = [_linked(product, person).get(MY).headers.get("X-Kept-Offline") for person in (registered, confirmed)]
    assert kept == [None, "yes"]


def test_service_worker_looks_after_the_own_page_only(product: Product) -> None:
    answer = _linked(product, product.delegate(confirmed=True)).get(f"{MY}/offline.js")
    answer.close()
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Service-Worker-Allowed"] == MY


def test_delegate_excuses_themselves(product: Product) -> None:
    client = _linked(product, product.delegate(confirmed=True))
    page = send(client, MY, f"{MY}/excuse", reason="Ốm").text
    assert "Vắng có lý do" in page
    assert 'data-test="pass-code"' not in page


def test_calendar_file_holds_place_and_time(product: Product) -> None:
    answer = _linked(product, product.delegate(confirmed=True)).get(f"{MY}/calendar.ics")
    lines = answer.get_data().replace(b"\r\n ", b"").decode().split("\r\n")
    assert answer.mimetype == "text/calendar"
    assert "STATUS:CONFIRMED" in lines
    assert any(line.startswith("LOCATION:Hội trường tầng 5") for line in lines)


def test_own_page_is_english_for_who_reads_english(product: Product) -> None:
    client = _linked(product, product.delegate(confirmed=True))
    page = client.get(MY, headers={"Accept-Language": "en"}).text
    assert "Delegate pass" in page
    assert "Code, if it cannot be scanned" in page


def test_link_of_a_reissued_invitation_says_where_to_look(product: Product) -> None:
    invitation = product.fresh_invitation("guest")
    product.api("POST", f"{HERE}/invitations/{invitation['id']}/reissue", {"version": invitation["version"]})
    answer = product.embedded.web.test_client().get("/l/" + invitation["link"].rsplit("/l/", 1)[1])
    assert answer.status_code == 410
    assert "thư mới nhất" in answer.text

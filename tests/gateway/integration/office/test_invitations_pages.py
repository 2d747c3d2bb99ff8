"""Invitations, for the office."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from tests.gateway.integration.office.conftest import draft_guest, message_about
from tests.gateway.integration.people.conftest import HERE, Product, send

LIST = f"{HERE}/invitations"


def page_of(invitation: dict[str, Any]) -> str:
    return f"{LIST}/{invitation['id']}"


def step(client: FlaskClient, invitation: dict[str, Any], verb: str, **form: Any) -> Any:
    return send(client, page_of(invitation), f"{page_of(invitation)}/{verb}", version=invitation["version"], **form)


def test_invitee_is_found_without_accents(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}?q=so+noi+vu").text
    assert "Sở Nội vụ" in page
    assert "1–1 trong 1" in page


def test_nothing_found_says_what_to_do(product: Product) -> None:
    assert "Xin đổi điều kiện lọc." in product.signed_in(Role.ORGANIZER).get(f"{LIST}?q=zzzz").text


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DEPARTMENT, Role.RECEPTIONIST])
def test_invitations_are_for_the_office(product: Product, role: Role) -> None:
    assert product.signed_in(role).get(LIST).status_code == 403


def test_guest_is_added_as_a_draft(product: Product) -> None:
    guest = {"full_name": "Nông Thị Khách", "post": "Nguyên Bí thư", "category": "lanh-dao", "email": ""}
    page = send(product.signed_in(Role.ORGANIZER), f"{LIST}/new", LIST, **guest).text
    assert "<h1>Nông Thị Khách</h1>" in page
    assert "Bản nháp" in page


def test_refused_guest_keeps_what_was_typed(product: Product) -> None:
    guest = {"full_name": "Nông Thị Khách", "post": "Nguyên Bí thư", "category": "lanh-dao", "email": "sai"}
    answer = send(product.signed_in(Role.ORGANIZER), f"{LIST}/new", LIST, **guest)
    assert answer.status_code == 422
    assert 'value="Nông Thị Khách"' in answer.text
    assert 'id="email-fault"' in answer.text


def test_review_names_who_has_no_email(product: Product) -> None:
    guest = draft_guest(product, email=None)
    assert guest["invitee_name"] in product.signed_in(Role.ORGANIZER).get(f"{LIST}/issue").text


def test_all_drafts_are_sent_at_once(product: Product) -> None:
    draft_guest(product)
    page = send(product.signed_in(Role.ORGANIZER), f"{LIST}/issue", f"{LIST}/issue").text
    assert "giấy mời." in page
    assert product.api("GET", f"{LIST}?state=draft")["total"] == 0


def test_draft_is_sent_from_the_list_and_the_list_comes_back(product: Product) -> None:
    guest = draft_guest(product)
    answer = step(product.signed_in(Role.ORGANIZER), guest, "issue", next=f"{LIST}?state=draft")
    assert answer.request.full_path == f"{LIST}?state=draft"
    assert f"Đã gửi giấy mời {guest['invitee_name']}." in answer.text


def test_stale_page_is_told_so(product: Product) -> None:
    guest, client = draft_guest(product), product.signed_in(Role.ORGANIZER)
    step(client, guest, "issue")
    answer = step(client, guest, "withdraw")
    assert "alert-danger" in answer.text
    assert product.api("GET", page_of(guest))["state"] == "issued"


def test_withdrawn_invitation_can_be_sent_again(product: Product) -> None:
    guest, client = draft_guest(product), product.signed_in(Role.ORGANIZER)
    page = step(client, guest, "withdraw").text
    assert "Đã thu hồi" in page
    assert f"{page_of(guest)}/reissue" in page


def test_page_of_a_sent_invitation_has_link_paper_and_letter(product: Product) -> None:
    guest, client = draft_guest(product), product.signed_in(Role.ORGANIZER)
    step(client, guest, "issue")
    message = message_about(product, guest["id"])
    page = client.get(page_of(guest)).text
    assert 'id="private-link"' in page
    assert f"{HERE}/messages/{message['id']}" in page
    assert "bi-file-earmark-pdf" in page


def test_answer_by_telephone_is_recorded(product: Product) -> None:
    invitation = product.fresh_invitation("unit")
    form = {"answer": "declines", "reason": "Trùng lịch"}
    page = send(product.signed_in(Role.ORGANIZER), page_of(invitation), f"{page_of(invitation)}/answer", **form).text
    assert "Lý do: Trùng lịch" in page


def test_impossible_answer_is_explained_at_the_form(product: Product) -> None:
    invitation = product.fresh_invitation("unit")
    form = {"answer": "attends", "attending": invitation["quota"] + 1}
    answer = send(product.signed_in(Role.ORGANIZER), page_of(invitation), f"{page_of(invitation)}/answer", **form)
    assert answer.status_code == 422
    assert f'value="{invitation["quota"] + 1}"' in answer.text

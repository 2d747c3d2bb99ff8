"""E-mails: log, letter, mailbox."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.auth.roles import Role
from gateway.security.headers import MAIL
from tests.gateway.integration.office.conftest import message_about
from tests.gateway.integration.people.conftest import HERE, Product

LIST = f"{HERE}/messages"


@pytest.fixture
def letter(product: Product) -> dict[str, Any]:
    """A letter that was sent with an invitation."""
    invitation = product.api("GET", f"{HERE}/invitations?has_email=true&state=issued&page_size=1")["items"][0]
    return message_about(product, invitation["id"])


def test_letter_stands_in_a_frame_without_rights(product: Product, letter: dict[str, Any]) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}/{letter['id']}").text
    assert f'src="{LIST}/{letter["id"]}/body" sandbox>' in page


def test_letter_has_a_policy_of_its_own(product: Product, letter: dict[str, Any]) -> None:
    answer = product.signed_in(Role.ORGANIZER).get(f"{LIST}/{letter['id']}/body")
    assert answer.headers["Content-Security-Policy"] == MAIL
    assert answer.text == product.api("GET", f"{LIST}/{letter['id']}")["html"]


def test_attachment_is_the_invitation(product: Product, letter: dict[str, Any]) -> None:
    answer = product.signed_in(Role.ADMINISTRATOR).get(f"{LIST}/{letter['id']}/attachments/0")
    assert answer.data.startswith(b"%PDF")


def test_attempts_are_told_in_words(product: Product, letter: dict[str, Any]) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}/{letter['id']}").text
    assert '<span class="timeline-title">Đã gửi</span>' in page


def test_sent_letter_is_not_offered_to_be_sent_again(product: Product, letter: dict[str, Any]) -> None:
    assert f"{letter['id']}/retry" not in product.signed_in(Role.ORGANIZER).get(f"{LIST}/{letter['id']}").text


def test_mailbox_says_that_nothing_leaves(product: Product, letter: dict[str, Any]) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}/mailbox?open={letter['id']}").text
    assert "Chưa đặt máy chủ thư." in page
    assert f"{LIST}/{letter['id']}/body" in page


def test_letters_are_found_by_recipient(product: Product, letter: dict[str, Any]) -> None:
    page = product.signed_in(Role.ADMINISTRATOR).get(f"{LIST}?q={letter['recipient_email']}").text
    assert f"{LIST}/{letter['id']}" in page


def test_letters_are_closed_to_departments(product: Product) -> None:
    assert product.signed_in(Role.DEPARTMENT).get(LIST).status_code == 403

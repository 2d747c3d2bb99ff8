"""E-mails: log, letter, mailbox."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from gateway.pages.message_subjects import SUBJECTS
from gateway.security.headers import MAIL
from services.notification.models import MessageKind
from tests.gateway.integration.office.conftest import message_about
from tests.gateway.integration.people.conftest import HERE, Product, send

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


@pytest.fixture
def reminder(product: Product) -> dict[str, Any]:
    """A reminder whose moment lies ahead, of an invitation with an e-mail that nobody has answered."""
    address = f"{LIST}?kind=invitation_reminder&scheduled=true&page_size=1&sort=-created_at"
    wait_for(lambda: product.api("GET", address)["total"] > 0)
    found: dict[str, Any] = product.api("GET", address)["items"][0]
    return found


def _scheduled(name: str) -> str:
    return f"{LIST}?state=scheduled&kind=invitation_reminder&q={name}"


def test_reminder_says_when_it_leaves_and_offers_to_stop_it(product: Product, reminder: dict[str, Any]) -> None:
    page = product.signed_in(Role.ORGANIZER).get(_scheduled(reminder["recipient_email"])).text
    assert re.findall(r"Hẹn gửi 08:00, \d{1,2}/\d{1,2}/\d{4}", page)
    assert f'action="{LIST}/{reminder["id"]}/cancel"' in page


def test_reminder_that_waits_for_its_moment_is_not_in_the_queue(product: Product, reminder: dict[str, Any]) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{LIST}?state=queued&kind=invitation_reminder").text
    assert f"{LIST}/{reminder['id']}" not in page


def test_stopped_reminder_is_no_longer_needed(product: Product, reminder: dict[str, Any]) -> None:
    client = product.signed_in(Role.ORGANIZER)
    answer = send(client, LIST, f"{LIST}/{reminder['id']}/cancel", next=_scheduled(reminder["recipient_email"]))
    assert f"Đã hủy thư nhắc {reminder['recipient_name']}." in answer.text
    assert f"{LIST}/{reminder['id']}/cancel" not in answer.text
    assert product.api("GET", f"{LIST}/{reminder['id']}")["state"] == "cancelled"
    assert "Không còn cần gửi" in client.get(f"{LIST}/{reminder['id']}").text


def test_letter_that_is_no_reminder_is_not_offered_to_be_stopped(product: Product, letter: dict[str, Any]) -> None:
    assert f"{letter['id']}/cancel" not in product.signed_in(Role.ORGANIZER).get(f"{LIST}/{letter['id']}").text


def test_letters_are_closed_to_departments(product: Product) -> None:
    assert product.signed_in(Role.DEPARTMENT).get(LIST).status_code == 403


def test_letter_of_every_kind_leads_to_what_it_is_about(product: Product) -> None:
    assert set(SUBJECTS) == {kind.value for kind in MessageKind}
    office = product.signed_in(Role.ORGANIZER)
    chosen = set(re.findall(r'<option value="([a-z_]+)"', office.get(LIST).text.split('name="state"')[0]))
    assert chosen == set(SUBJECTS)
    sent = product.api("GET", f"{LIST}?page_size=500")["items"]
    for message in {each["kind"]: each for each in sent}.values():
        page = office.get(f"{LIST}/{message['id']}").text
        link = re.search(r'class="btn btn-outline-primary" href="([^"]+)"', page.split('class="details"')[0])
        assert link is not None, message["kind"]
        assert office.get(unescape(link[1])).status_code == 200, message["kind"]

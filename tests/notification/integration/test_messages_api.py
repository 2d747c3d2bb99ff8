"""Messages over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from tests.notification.mail_server import MailServer
from tests.notification.world import INVITATION, PDF, World

OFFICE = {Role.ORGANIZER, Role.ADMINISTRATOR}


def test_the_list_shows_what_the_office_needs_to_know(world: World) -> None:
    invitation = world.invite()
    world.sender.send_next()

    answer = world.call("GET", "/messages")

    message = world.message()
    assert answer.get_json() == {
        "items": [
            {
                "id": str(message.id),
                "kind": "invitation_issued",
                "about": str(invitation),
                "reason": f"invitation:{invitation}:1",
                "recipient_name": "Trần Văn Thử",
                "recipient_email": INVITATION["recipient_email"],
                "recipient_phone": None,
                "subject": message.subject,
                "state": "sent",
                "channel": "mailbox",
                "attempts": 1,
                "last_error": None,
                "created_at": "2024-06-05T01:00:00+00:00",
                "sent_at": "2024-06-05T01:00:00+00:00",
                "next_attempt_at": None,
                "scheduled_for": None,
                "actions": [],
            }
        ],
        "page": 1,
        "page_size": 50,
        "total": 1,
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["invitation_issued", "delegate_registered"]),
        ("?kind=invitation_issued", ["invitation_issued"]),
        ("?state=no_address", ["delegate_registered"]),
        ("?state=sent", []),
        ("?q=tran van thu", ["invitation_issued"]),
        ("?q=Mẫu", ["delegate_registered", "invitation_issued"]),
        ("?q=DAUMOI@", ["invitation_issued"]),
        ("?q=100%25", []),
        ("?sort=kind", ["delegate_registered", "invitation_issued"]),
    ],
)
def test_the_list_is_filtered_and_searched_without_accents(world: World, query: str, found: list[str]) -> None:
    world.delegate("registered", email=None)
    world.clock.advance(1)
    world.invite()

    items = world.call("GET", f"/messages{query}").get_json()["items"]

    assert sorted(item["kind"] for item in items) == sorted(found)


def test_the_newest_message_comes_first(world: World) -> None:
    world.delegate("registered")
    world.clock.advance(1)
    world.invite()

    items = world.call("GET", "/messages").get_json()["items"]

    assert [item["kind"] for item in items] == ["invitation_issued", "delegate_registered"]


def test_one_message_is_shown_as_it_is_sent_with_files_and_log(world: World) -> None:
    world.invite()
    world.sender.send_next()
    message = world.message()

    shown: dict[str, Any] = world.call("GET", f"/messages/{message.id}").get_json()

    assert (shown["text"], shown["html"]) == (message.text, message.html)
    assert shown["attachments"][0] == {
        "index": 0,
        "filename": "giay-moi.pdf",
        "media_type": "application/pdf",
        "size": len(PDF),
    }
    assert shown["log"] == [
        {"attempt": 1, "at": "2024-06-05T01:00:00+00:00", "outcome": "delivered", "detail": "mailbox", "by": None}
    ]


def test_a_file_is_downloaded_whole(world: World) -> None:
    world.invite()

    answer = world.call("GET", f"/messages/{world.message().id}/attachments/0")

    assert (answer.data, answer.mimetype) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=giay-moi.pdf"


@pytest.mark.parametrize(
    "path", ["/messages/{other}", "/messages/{other}/attachments/0", "/messages/{id}/attachments/9"]
)
def test_what_does_not_exist_is_not_found(world: World, path: str) -> None:
    world.invite()

    answer = world.call("GET", path.format(id=world.message().id, other=uuid4()))

    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/not-found")


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/attachments/0"])
def test_a_message_is_unknown_under_another_conference(world: World, path: str) -> None:
    world.invite()

    answer = world.call("GET", f"/messages{path.format(id=world.message().id)}", slug="another-conference")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/messages"),
        ("GET", "/messages/{id}"),
        ("GET", "/messages/{id}/attachments/0"),
        ("POST", "/messages/{id}/retry"),
    ],
)
def test_only_the_office_sees_messages(world: World, method: str, path: str) -> None:
    world.invite()
    address = path.format(id=world.message().id)

    refused = {role for role in Role if world.call(method, address, role).status_code == 403}

    assert refused == set(Role) - OFFICE


def test_a_failed_message_is_retried_by_a_person(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()
    mail_server.answer("RCPT", "550 no such person")
    mailing.sender.send_next()
    failed = mailing.call("GET", f"/messages/{mailing.message().id}").get_json()

    answer = mailing.call("POST", f"/messages/{mailing.message().id}/retry")
    mailing.sender.send_next()

    mail_server.expect(1)
    assert failed["actions"] == ["retry"]
    assert (answer.status_code, answer.get_json()["state"]) == (200, "queued")
    assert [(line.outcome.value, line.by) for line in mailing.message().log] == [
        ("refused", None),
        ("retried", "Lê Thị Thử"),
        ("delivered", None),
    ]


def test_a_retried_message_has_all_its_tries_again(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()
    mail_server.answer("RCPT", "450 busy", "450 busy", "450 busy", "450 busy")
    for _ in range(3):
        mailing.sender.send_next()
        mailing.clock.advance(120)

    mailing.call("POST", f"/messages/{mailing.message().id}/retry")
    mailing.sender.send_next()

    assert mailing.message().state.value == "queued"


def test_an_uncertain_message_is_sent_again_under_the_same_id(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()
    mail_server.answer("CONTENT", "drop the connection")
    mailing.sender.send_next()

    mailing.call("POST", f"/messages/{mailing.message().id}/retry")
    mailing.sender.send_next()

    first, second = mail_server.expect(2)
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("sent", [False, True])
def test_what_is_queued_or_sent_cannot_be_retried(world: World, sent: bool) -> None:
    world.invite()
    if sent:
        world.sender.send_next()

    answer = world.call("POST", f"/messages/{world.message().id}/retry")

    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/message-not-retriable")


def test_what_no_longer_holds_cannot_be_retried(mailing: World, mail_server: MailServer) -> None:
    invitation = mailing.invite()
    mail_server.answer("CONTENT", "drop the connection")
    mailing.sender.send_next()
    mailing.withdraw(invitation)

    answer = mailing.call("POST", f"/messages/{mailing.message().id}/retry")
    shown = mailing.call("GET", f"/messages/{mailing.message().id}").get_json()

    mail_server.expect(1)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/message-obsolete")
    assert (shown["state"], shown["actions"]) == ("uncertain", [])


@pytest.mark.parametrize("query", ["?state=gone", "?kind=x", "?sort=html", "?q=x", "?about=x"])
def test_a_filter_that_makes_no_sense_is_refused(world: World, query: str) -> None:
    assert world.call("GET", f"/messages{query}").status_code == 422

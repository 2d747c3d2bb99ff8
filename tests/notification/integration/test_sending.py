"""Sending through a real mail server: what is taken, refused, put off, and dropped."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from chassis.servers.processes import free_port
from tests.notification.conftest import WorldMaker
from tests.notification.mail_server import DROP, MailServer
from tests.notification.world import FACTS, PDF, SENDER, SLUG, World


def test_an_invitation_arrives_as_it_was_written(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()

    mailing.sender.send_next()

    (mail,) = mail_server.expect(1)
    message = mailing.message()
    assert str(mail["Subject"]) == message.subject
    assert _part(mail, "text/plain") == message.text
    assert _part(mail, "text/html") == message.html


def test_a_mail_names_host_recipient_and_where_to_answer(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()

    mailing.sender.send_next()

    (mail,) = mail_server.expect(1)
    message = mailing.message()
    assert {name: str(mail[name]) for name in ("From", "To", "Reply-To", "Message-ID", "Auto-Submitted")} == {
        "From": f"Ban Tuyên giáo Tỉnh ủy Thái Nguyên <{SENDER}>",
        "To": "Trần Văn Thử <daumoi@huyenmau.example>",
        "Reply-To": FACTS["contact_email"],
        "Message-ID": f"<{message.id}@tuyengiao.example>",
        "Auto-Submitted": "auto-generated",
    }


def test_paper_and_calendar_entry_are_attached_byte_for_byte(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()

    mailing.sender.send_next()

    (mail,) = mail_server.expect(1)
    files = [(part.get_filename(), part.get_content_type()) for part in mail.iter_attachments()]
    paper, calendar = mail.iter_attachments()
    assert files == [("giay-moi.pdf", "application/pdf"), ("lich-hoi-nghi.ics", "text/calendar")]
    assert paper.get_content() == PDF
    assert calendar.get_param("method") == "PUBLISH"


def test_a_mail_needs_no_eight_bit_server_and_has_no_bare_line_end(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()

    mailing.sender.send_next()

    mail_server.expect(1)
    (raw,) = mail_server.raw
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


def test_delivery_is_logged_and_announced(mailing: World, mail_server: MailServer) -> None:
    invitation_id = mailing.invite()

    mailing.sender.send_next()

    mail_server.expect(1)
    message = mailing.message()
    assert [(line.outcome.value, line.attempt, line.detail) for line in message.log] == [("delivered", 1, "250 taken")]
    assert mailing.announced() == [
        (
            "notification.notification_delivered.v1",
            {
                "conference": SLUG,
                "message_id": str(message.id),
                "kind": "invitation_issued",
                "about": str(invitation_id),
                "reason": f"invitation:{invitation_id}:1",
                "channel": "email",
                "attempts": 1,
                "delivered_at": "2024-06-05T01:00:00+00:00",
            },
        )
    ]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "CONTENT"])
def test_a_temporary_refusal_is_tried_again_after_a_rest(mailing: World, mail_server: MailServer, command: str) -> None:
    mailing.invite()
    mail_server.answer(command, "451 try later")

    mailing.sender.send_next()
    too_early = mailing.sender.send_next()
    mailing.clock.advance(30)
    mailing.sender.send_next()

    mail_server.expect(1)
    assert too_early is None
    assert [(line.outcome.value, line.detail) for line in mailing.message().log] == [
        ("deferred", "451 try later"),
        ("delivered", "250 taken"),
    ]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "CONTENT"])
def test_a_refusal_for_good_fails_at_once(mailing: World, mail_server: MailServer, command: str) -> None:
    mailing.invite()
    mail_server.answer(command, "550 no such person")

    mailing.sender.send_next()

    message = mailing.message()
    assert (message.state.value, message.last_error, message.next_attempt_at) == ("failed", "550 no such person", None)
    ((event_type, data),) = mailing.announced()
    assert (event_type, data["error"]) == ("notification.notification_failed.v1", "550 no such person")


def test_a_refused_message_does_not_hold_back_the_next(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()
    mailing.clock.advance(1)
    mailing.admit()
    mail_server.answer("RCPT", "550 no such person")

    mailing.sender.send_next()
    mailing.sender.send_next()

    mail_server.expect(1)
    assert [message.state.value for message in mailing.messages()] == ["failed", "sent"]


def test_after_the_last_try_it_has_failed(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()
    mail_server.answer("RCPT", "450 busy", "450 busy", "450 still busy")

    for _ in range(3):
        mailing.sender.send_next()
        mailing.clock.advance(120)
    nothing_more = mailing.sender.send_next()

    assert nothing_more is None
    assert mailing.outcomes() == ["deferred", "deferred", "given_up"]
    assert [data["attempts"] for _, data in mailing.announced()] == [3]


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_connection_lost_before_the_content_is_harmless(
    mailing: World, mail_server: MailServer, command: str
) -> None:
    mailing.invite()
    mail_server.answer(command, DROP)

    mailing.sender.send_next()
    mailing.clock.advance(30)
    mailing.sender.send_next()

    mail_server.expect(1)
    assert mailing.outcomes() == ["deferred", "delivered"]


def test_content_without_an_answer_is_uncertain_and_not_sent_again_by_itself(
    mailing: World, mail_server: MailServer
) -> None:
    mailing.invite()
    mail_server.answer("CONTENT", DROP)

    mailing.sender.send_next()
    mailing.clock.advance(86400)
    nothing_more = mailing.sender.send_next()

    mail_server.expect(1)
    assert nothing_more is None
    assert mailing.message().state.value == "uncertain"
    assert [event_type for event_type, _ in mailing.announced()] == ["notification.notification_failed.v1"]


def test_a_server_that_cannot_be_reached_is_tried_again(make_world: WorldMaker) -> None:
    world = make_world(f"smtp://127.0.0.1:{free_port()}")
    world.invite()

    report = world.sender.send_next()

    assert report is not None
    assert report.unreachable
    assert world.states() == {world.message().reason: "queued"}
    assert world.outcomes() == ["deferred"]


def test_messages_share_one_connection(mailing: World, mail_server: MailServer) -> None:
    for number in (1, 2, 3):
        mailing.invite(number=number)

    while mailing.sender.send_next() is not None:
        pass

    mail_server.expect(3)
    assert mail_server.connections == 1


def test_a_connection_that_the_server_closed_meanwhile_costs_no_try(mailing: World, mail_server: MailServer) -> None:
    mailing.invite()
    mailing.sender.send_next()
    mail_server.stop()
    mail_server.start()
    mailing.invite(number=28)

    mailing.sender.send_next()

    mail_server.expect(2)
    assert {message.attempts for message in mailing.messages()} == {1}


def test_names_cannot_smuggle_headers_or_recipients(mailing: World, mail_server: MailServer) -> None:
    mailing.publish_plan(2, short_title="Hội nghị\r\nBcc: la@nguoi.example\r\n\r\nhello")
    mailing.invite(recipient_name='Thử" <la@nguoi.example>\r\nCc: la@nguoi.example,')

    mailing.sender.send_next()

    (mail,) = mail_server.expect(1)
    assert (mail["Bcc"], mail["Cc"]) == (None, None)
    assert [address.addr_spec for address in mail["To"].addresses] == ["daumoi@huyenmau.example"]


def test_an_address_that_no_server_could_take_fails_without_a_try_at_the_server(
    mailing: World, mail_server: MailServer
) -> None:
    mailing.invite(recipient_email="đầu-mối@huyenmau.example")

    mailing.sender.send_next()

    assert mailing.message().state.value == "failed"
    assert mail_server.commands == []


def test_an_international_domain_is_written_in_ascii(mailing: World, mail_server: MailServer) -> None:
    mailing.invite(recipient_email="daumoi@huyệnmẫu.example")

    mailing.sender.send_next()

    (mail,) = mail_server.expect(1)
    assert mail["To"].addresses[0].domain == "huyệnmẫu".encode("idna").decode() + ".example"


def test_without_a_mail_server_messages_go_to_the_mailbox(world: World) -> None:
    world.invite()

    world.sender.send_next()

    message = world.message()
    assert (message.state.value, message.channel, message.sent_at) == ("sent", "mailbox", world.clock())
    assert [(event_type, data["channel"]) for event_type, data in world.announced()] == [
        ("notification.notification_delivered.v1", "mailbox")
    ]


def _part(mail: EmailMessage, media_type: str) -> str:
    (text,) = [part.get_content() for part in mail.walk() if part.get_content_type() == media_type]
    return str(text).replace("\r\n", "\n")

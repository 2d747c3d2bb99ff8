"""Short texts through a provider's HTTP interface: who gets one, when, and what a provider's answers do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest

from chassis.servers.processes import free_port
from services.notification.models import Message
from tests.notification.conftest import WorldMaker
from tests.notification.mail_server import MailServer
from tests.notification.text_provider import DROP, TextProvider
from tests.notification.world import FACTS, PUBLIC_URL, World

PHONE = "+84900000027"
TEXT = f"{PUBLIC_URL}/l/invitation-token"
HEADER = "Authorization: Bearer secret"
NIGHT = datetime(2024, 6, 5, 15, 0, tzinfo=UTC)
"""22:00 in Việt Nam."""
MORNING = datetime(2024, 6, 6, 0, 0, tzinfo=UTC)


@pytest.fixture
def sms() -> Iterator[TextProvider]:
    provider = TextProvider().start()
    yield provider
    provider.stop()


@pytest.fixture
def world(make_world: WorldMaker, mail_server: MailServer, sms: TextProvider) -> World:
    """A mail server, and a provider of SMS."""
    return make_world(mail_server.url, sms_url=sms.url, sms_header=HEADER)


def nowhere_by_mail(world: World, **values: object) -> Message:
    """An invitation to somebody who has a phone only, tried once."""
    world.invite(**{"recipient_email": None, "recipient_phone": PHONE} | values)
    world.sender.send_next()
    return world.message()


def test_who_has_no_address_gets_one_line_with_the_link(world: World, sms: TextProvider) -> None:
    message = nowhere_by_mail(world)
    (request,) = sms.requests
    assert (request.path, request.headers["Authorization"]) == ("/send?kind=short", "Bearer secret")
    assert json.loads(request.body) == {"phone": "84900000027", "text": message.short}
    assert message.short == f"{message.subject}. {TEXT}"
    assert (message.state.value, message.channel) == ("sent", "sms")
    assert [(line.outcome.value, line.detail) for line in message.log] == [
        ("next_channel", "sms"),
        ("delivered", "200 taken"),
    ]
    (_, fate) = world.announced()[-1]
    assert fate["channel"] == "sms"
    assert world.sender.send_next() is None


def test_what_the_mail_server_refuses_goes_to_the_phone(
    world: World, mail_server: MailServer, sms: TextProvider
) -> None:
    mail_server.answer("RCPT", "550 no such mailbox")
    world.invite(recipient_phone="0900.000.027")
    world.sender.send_next()
    world.sender.send_next()
    assert [json.loads(each.body)["phone"] for each in sms.requests] == ["84900000027"]
    assert world.outcomes() == ["refused", "next_channel", "delivered"]


def test_e_mail_that_arrives_is_all_there_is(world: World, mail_server: MailServer, sms: TextProvider) -> None:
    world.invite(recipient_phone=PHONE)
    world.sender.send_next()
    mail_server.expect(1)
    assert world.sender.send_next() is None
    assert (sms.requests, world.message().channel) == ([], "email")


@pytest.mark.parametrize(
    ("status", "state", "outcome"),
    [
        (400, "failed", "refused"),
        (429, "queued", "deferred"),
        (503, "queued", "deferred"),
        (DROP, "uncertain", "uncertain"),
    ],
)
def test_answer_of_the_provider_decides(world: World, sms: TextProvider, status: int, state: str, outcome: str) -> None:
    sms.answer = lambda _: status
    message = nowhere_by_mail(world)
    assert (message.state.value, world.outcomes()[-1]) == (state, outcome)
    assert len(sms.requests) == 1


def test_text_that_is_put_off_is_tried_again_and_given_up_after_the_last_try(world: World, sms: TextProvider) -> None:
    sms.answer = lambda _: 503
    nowhere_by_mail(world)
    for seconds in (30, 120):
        world.clock.advance(seconds)
        world.sender.send_next()
    assert world.outcomes() == ["next_channel", "deferred", "deferred", "given_up"]
    world.clock.advance(3600)
    assert world.sender.send_next() is None


def test_second_provider_takes_what_the_first_refuses(
    make_world: WorldMaker, sms: TextProvider, mail_server: MailServer
) -> None:
    zalo = TextProvider().start()
    world = make_world(
        mail_server.url, sms_url=sms.url, zalo_url=zalo.url, zalo_body="to={local_phone}&content={text}&ref={id}&kind=1"
    )
    sms.answer = lambda _: 402
    message = nowhere_by_mail(world)
    world.sender.send_next()
    (request,) = zalo.requests
    zalo.stop()
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert parse_qs(request.body.decode()) == {
        "to": ["0900000027"],
        "content": [message.short],
        "ref": [str(message.id)],
        "kind": ["1"],
    }
    assert world.outcomes() == ["next_channel", "refused", "next_channel", "delivered"]


def test_provider_that_is_away_holds_nobody_back(make_world: WorldMaker, mail_server: MailServer) -> None:
    world = make_world(mail_server.url, sms_url=f"http://127.0.0.1:{free_port()}/")
    world.invite(recipient_email=None, recipient_phone=PHONE)
    report = world.sender.send_next()
    assert report is not None
    assert (report.verdict.value, report.unreachable) == ("deferred", False)


def test_nobody_is_woken_by_a_text(world: World, sms: TextProvider) -> None:
    world.clock.now = NIGHT
    assert nowhere_by_mail(world).state.value == "queued"
    assert sms.requests == []
    world.clock.now = MORNING
    world.sender.send_next()
    assert len(sms.requests) == 1


def test_words_of_people_stay_words(world: World, sms: TextProvider) -> None:
    world.publish_plan(2, short_title='Sơ kết "{phone}" {text} \\ &')
    message = nowhere_by_mail(world, invitee_name='Huyện "Mẫu" {phone}')
    (request,) = sms.requests
    assert json.loads(request.body)["text"] == message.short


def test_who_has_no_phone_is_shown_to_the_office_as_before(world: World, sms: TextProvider) -> None:
    world.invite(recipient_email=None, recipient_phone=None)
    assert world.sender.send_next() is None
    assert (world.message().state.value, sms.requests) == ("no_address", [])


def test_letters_from_before_the_provider_was_set_stay(make_world: WorldMaker, mail_server: MailServer) -> None:
    sms = TextProvider().start()
    world = make_world(mail_server.url, sms_url=sms.url)
    world.invite(recipient_email=None, recipient_phone=PHONE)
    world.clock.advance(timedelta(days=1).total_seconds() + 1)
    assert world.sender.send_next() is None
    sms.stop()
    assert sms.requests == []


def test_reminder_waits_for_its_day(make_world: WorldMaker, mail_server: MailServer, sms: TextProvider) -> None:
    world = make_world(mail_server.url, sms_url=sms.url)
    world.publish_plan(2, reminder_days=[7])
    world.issue(recipient_email=None, recipient_phone=PHONE)
    reminder = next(each for each in world.messages() if each.kind.value == "invitation_reminder")
    assert (reminder.state.value, reminder.next_attempt_at) == ("no_address", datetime(2024, 6, 27, 1, tzinfo=UTC))
    assert world.sender.send_next() is None
    world.clock.now = FACTS["starts_at"] - timedelta(days=6, hours=23)
    world.sender.send_next()
    assert [json.loads(each.body)["text"] for each in sms.requests] == [reminder.short]


def test_person_who_has_it_sent_again_begins_with_the_e_mail(
    world: World, mail_server: MailServer, sms: TextProvider
) -> None:
    mail_server.answer("RCPT", "550 no such mailbox")
    sms.answer = lambda _: 400
    world.invite(recipient_phone=PHONE)
    world.sender.send_next()
    world.sender.send_next()
    world.call("POST", f"/messages/{world.message().id}/retry")
    world.sender.send_next()
    mail_server.expect(1)
    assert (world.message().state.value, world.message().channel) == ("sent", "email")

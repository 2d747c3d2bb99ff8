"""A sender that is killed, a mail server that goes away, two senders at once: docs/adr/0007-mail-after-a-crash.md."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from chassis.clock import system_clock
from chassis.testing.messaging import PATIENCE, wait_for
from services.notification.models import Message
from services.notification.operations.claim_message import claim_message, start_content
from services.notification.operations.settle_attempt import recover_messages, settle_attempt
from services.notification.workflows.attempt import Report, Verdict
from services.notification.workflows.message import MessageState
from tests.notification.conftest import DELAYS, WorldMaker
from tests.notification.mail_server import MailServer
from tests.notification.world import World

ROOT = Path(__file__).parents[3]
QUICK = (timedelta(seconds=0.05),) * 5
SenderStarter = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def ticking(make_world: WorldMaker, mail_server: MailServer) -> World:
    """The service on the real clock, with rests that a test can wait for."""
    return make_world(mail_server.url, ticking=system_clock, retry_delays=QUICK)


@pytest.fixture
def start_sender(database_url: str, mail_server: MailServer) -> Iterator[SenderStarter]:
    """Starts a sender in a process of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.notification.sender_process", database_url, mail_server.url]
        started.append(subprocess.Popen(command, cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_killed_before_the_content_it_is_sent_once_by_the_next_sender(
    ticking: World, mail_server: MailServer, start_sender: SenderStarter
) -> None:
    ticking.invite()
    at_recipient = mail_server.hold("RCPT")
    sender = start_sender()
    assert at_recipient.reached.wait(PATIENCE)

    _kill(sender)
    start_sender()

    mail_server.expect(1)
    wait_for(lambda: ticking.message().state is MessageState.SENT)
    assert ticking.outcomes() == ["interrupted", "delivered"]


def test_killed_after_the_content_it_is_uncertain_and_never_sent_twice(
    ticking: World, mail_server: MailServer, start_sender: SenderStarter
) -> None:
    ticking.invite()
    at_content = mail_server.hold("CONTENT")
    sender = start_sender()
    assert at_content.reached.wait(PATIENCE)

    _kill(sender)
    start_sender()
    wait_for(lambda: ticking.message().state is MessageState.UNCERTAIN)
    # The next sender works: what is queued after the crash goes out, and only that.
    later = ticking.invite(number=28)

    first, second = mail_server.expect(2)
    assert first["Message-ID"] != second["Message-ID"]
    wait_for(lambda: ticking.states()[f"invitation:{later}:1"] == "sent")
    assert sorted(ticking.states().values()) == ["sent", "uncertain"]


def test_a_mail_server_killed_in_mid_run_loses_and_doubles_nothing(ticking: World, mail_server: MailServer) -> None:
    invitations = [ticking.invite(number=number) for number in range(1, 13)]
    mail_server.answer("RCPT", *["250 OK"] * 4)
    at_fifth = mail_server.hold("RCPT")

    with _running(ticking):
        assert at_fifth.reached.wait(PATIENCE)
        mail_server.stop()
        mail_server.start()
        mails = mail_server.expect(12)
        wait_for(lambda: set(ticking.states().values()) == {"sent"})

    assert len({mail["Message-ID"] for mail in mails}) == len(invitations)


def test_the_sender_wakes_for_what_is_queued_in_its_process(make_world: WorldMaker, mail_server: MailServer) -> None:
    world = make_world(mail_server.url, ticking=system_clock)
    stop = threading.Event()
    (loop,) = world.service.background
    thread = threading.Thread(target=loop.run, args=[stop], daemon=True)
    thread.start()

    world.invite()

    mail_server.expect(1)
    wait_for(lambda: world.message().state is MessageState.SENT)
    stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_one_sender_at_a_time_and_the_next_takes_over(
    ticking: World, mail_server: MailServer, start_sender: SenderStarter
) -> None:
    ticking.invite()
    at_recipient = mail_server.hold("RCPT")
    first = start_sender()
    assert at_recipient.reached.wait(PATIENCE)
    with _running(ticking):
        ticking.invite(number=28)
        # The first is in the middle of a try. A second sender that took part would have sent 28 or recovered 27.
        at_recipient.released.set()
        mail_server.expect(2)
        wait_for(lambda: set(ticking.states().values()) == {"sent"})
        _kill(first)
        ticking.invite(number=29)
        mail_server.expect(1)
        wait_for(lambda: set(ticking.states().values()) == {"sent"})

    assert {message.attempts for message in ticking.messages()} == {1}


def test_an_answer_that_comes_after_its_try_was_given_up_still_counts(world: World) -> None:
    world.invite()
    message = _claimed_with_content(world)
    with world.service.database.write() as session:
        recover_messages(session, DELAYS, world.clock)

    with world.service.database.write() as session:
        settle_attempt(session, message.id, 1, Report(Verdict.DELIVERED, "250 taken"), DELAYS, world.clock)

    assert world.message().state is MessageState.SENT
    assert world.outcomes() == ["uncertain", "delivered"]
    assert [event_type.split(".")[1] for event_type, _ in world.announced()] == [
        "notification_failed",
        "notification_delivered",
    ]


def test_a_try_that_another_sender_took_over_may_not_begin_its_content(world: World) -> None:
    world.invite()
    with world.service.database.write() as session:
        message = claim_message(session, world.clock())
    assert message is not None
    with world.service.database.write() as session:
        recover_messages(session, DELAYS, world.clock)
        assert claim_message(session, world.clock()) is not None

    with world.service.database.write() as session:
        allowed = start_content(session, message.id, 1, world.clock())

    assert not allowed


def test_a_message_that_stops_every_sender_is_given_up(world: World) -> None:
    world.invite()

    for _ in range(3):
        with world.service.database.write() as session:
            assert claim_message(session, world.clock()) is not None
        world.sender.recover()

    assert world.message().state is MessageState.FAILED
    assert world.outcomes() == ["interrupted", "interrupted", "given_up"]


def test_a_message_withdrawn_while_it_is_tried_is_not_tried_again(world: World) -> None:
    invitation = world.invite()
    with world.service.database.write() as session:
        message = claim_message(session, world.clock())
    assert message is not None

    world.withdraw(invitation)
    with world.service.database.write() as session:
        settle_attempt(session, message.id, 1, Report(Verdict.DEFERRED, "451 later"), DELAYS, world.clock)

    assert world.message().state is MessageState.CANCELLED
    assert world.outcomes() == ["cancelled"]


@contextmanager
def _running(world: World) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=world.sender.run, args=[stop], daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def _claimed_with_content(world: World) -> Message:
    with world.service.database.write() as session:
        message = claim_message(session, world.clock())
        assert message is not None
        session.flush()
        assert start_content(session, message.id, 1, world.clock())
    return message

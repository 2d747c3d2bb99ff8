"""The stack under faults: people register, confirm and come in while everything is killed in turn.

     people ──▶ gateway ──▶ registration ──▶ RabbitMQ ──▶ documents, notification ──▶ a real mail server
               ✗ web, ✗ worker of every part, ✗ RabbitMQ, ✗ PostgreSQL

People come in portions, so that each fault meets requests and events under way, however fast the machine is. Then all
is left to settle, and the books of all parts are compared with the answers that people got.
"""

from __future__ import annotations

import random
import secrets
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from chassis.servers.processes import free_port
from hoinghi import settings
from hoinghi.settings import RunConfig
from hoinghi.stack import Stack
from services.notification.workflows.message import MessageState
from tests.faults import stack_faults
from tests.faults.books import Books
from tests.faults.checks import Aftermath, Checks, messages
from tests.faults.conference import SLUG, open_conference
from tests.faults.load import Load
from tests.faults.mail_sink import MailSink
from tests.faults.progress import say
from tests.faults.stack_faults import Fault
from tests.faults.tap import Tap


@dataclass
class StackAftermath(Aftermath):
    """And what arrived at the broker and at the mail server."""

    tap: Tap
    mail: MailSink


@dataclass(frozen=True)
class Course:
    """How many people come, and how often all faults happen meanwhile; with no round, one of each kind."""

    delegates: int
    rounds: int

    def faults(self) -> list[Fault]:
        """One of each kind, in turn; or all of them often, in an order that the printed seed gives again."""
        if not self.rounds:
            return stack_faults.ONE_OF_EACH_KIND
        seed = secrets.randbits(32)
        say(f"faults in the order of seed {seed}")
        faults = stack_faults.ALL * self.rounds
        random.Random(seed).shuffle(faults)
        return faults


@pytest.fixture(scope="module")
def mail() -> Iterator[MailSink]:
    """A mail server that takes everything."""
    sink = MailSink()
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture(scope="module")
def stack(mail: MailSink) -> Iterator[Stack]:
    """A stack of the test's own, with nothing in it, that sends its mail to `mail`."""
    # Not pytest's own temporary folder: it is closed to the user PostgreSQL runs as.
    with tempfile.TemporaryDirectory(prefix="hoinghi-faults-") as directory, pytest.MonkeyPatch.context() as patch:
        Path(directory).chmod(0o711)
        patch.setenv("SMTP_URL", mail.url)
        patch.setenv("HOINGHI_MAIL_FROM", "hoinghi@thuloi.example")
        patch.setenv("HOINGHI_MAIL_RETRY_DELAYS", ",".join(["1"] * 20))
        started = Stack(RunConfig(port=free_port(), var=directory))
        try:
            started.start()
            yield started
        finally:
            started.stop()


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(Course(delegates=140, rounds=0), id="one-of-each-kind"),
        pytest.param(Course(delegates=2000, rounds=3), id="random-order", marks=pytest.mark.soak),
    ],
)
def aftermath(request: pytest.FixtureRequest, stack: Stack, mail: MailSink) -> Iterator[StackAftermath]:
    """The stack after a course of faults, when all is quiet again."""
    course: Course = request.param
    environment = {name: value for part in settings.PARTS for name, value in stack.environment(part).items()}
    tap = Tap(stack.layout)
    tap.open()
    with closing(Books(environment)) as books:
        client = open_conference(environment, stack.url, delegates=course.delegates)
        load = Load(client, SLUG, course.delegates)
        load.start()
        break_everything(stack, load, books, course.faults())
        promised = load.finish()
        say(f"{promised.numbers()}; asked again {client.asked_again} times")
        began = time.monotonic()
        books.wait_until_quiet()
        say(f"quiet after {time.monotonic() - began:.1f} s")
        yield StackAftermath(SLUG, promised, books, client, tap, mail)


def break_everything(stack: Stack, load: Load, books: Books, faults: list[Fault]) -> None:
    """Let the faults happen one after another, each in the midst of a portion of people."""
    portion = load.total // (len(faults) + 1)
    for number, fault in enumerate(faults, start=1):
        began, begun = time.monotonic(), (number - 1) * portion
        load.release(portion)
        load.wait_for(begun + portion // 2)
        fault.happen(stack, lambda begun=begun: load.wait_for(begun + portion))  # type: ignore[misc]
        stack.wait()
        books.wait_until_told()
        load.check()
        say(f"{fault.name}: {time.monotonic() - began:.1f} s, {load.done} of {load.total} people through")


class TestStackFaults(Checks):
    """What must hold in both modes, and what only the stack has."""

    def test_every_event_went_through_the_broker(self, aftermath: StackAftermath) -> None:
        assert set(aftermath.tap.heard()) == set(aftermath.books.published())

    def test_a_mail_that_is_marked_sent_arrived_once(self, aftermath: StackAftermath) -> None:
        sent = [each.id for each in messages(aftermath) if each.state is MessageState.SENT]
        assert Counter({each: aftermath.mail.arrived[each] for each in sent}) == Counter(sent)

    def test_a_mail_that_is_marked_uncertain_arrived_at_most_once(self, aftermath: StackAftermath) -> None:
        uncertain = [each.id for each in messages(aftermath) if each.state is MessageState.UNCERTAIN]
        assert [each for each in uncertain if aftermath.mail.arrived[each] > 1] == []

    def test_a_mail_that_no_longer_held_did_not_arrive(self, aftermath: StackAftermath) -> None:
        cancelled = [each.id for each in messages(aftermath) if each.state is MessageState.CANCELLED]
        assert [each for each in cancelled if aftermath.mail.arrived[each]] == []

"""The embedded mode under faults: people come while its process is killed with events in flight.

What is in memory is gone with the process; after the next start everything recorded must take effect all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from chassis.testing.messaging import wait_for
from services.notification.workflows.message import MessageState
from tests.faults.books import Books
from tests.faults.checks import Aftermath, Checks, messages
from tests.faults.conference import SLUG, open_conference
from tests.faults.embedded_run import EmbeddedRun
from tests.faults.load import Load
from tests.faults.progress import say

IN_FLIGHT = 20
"""Events that have not arrived everywhere when the process is killed."""


@dataclass(frozen=True)
class Course:
    """How many people come, and how often it is killed meanwhile."""

    delegates: int
    kills: int


@dataclass
class EmbeddedAftermath(Aftermath):
    """And how many events each kill caught in flight."""

    caught: list[int]


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedRun]:
    """The embedded mode, ready, with the demo in it."""
    run = EmbeddedRun(tmp_path_factory.mktemp("embedded"))
    try:
        run.start()
        yield run
    finally:
        run.stop()


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(Course(delegates=250, kills=4), id="four-kills"),
        pytest.param(Course(delegates=5000, kills=60), id="sixty-kills", marks=pytest.mark.soak),
    ],
)
def aftermath(request: pytest.FixtureRequest, product: EmbeddedRun) -> Iterator[EmbeddedAftermath]:
    """The embedded mode after the kills, when all is quiet again."""
    course: Course = request.param
    with closing(Books(product.environment)) as books:
        client = open_conference(product.environment, product.url, delegates=course.delegates)
        load = Load(client, SLUG, course.delegates)
        load.start()
        caught = [kill_in_flight(product, load, books, course, number) for number in range(course.kills)]
        promised = load.finish()
        say(f"{promised.numbers()}; asked again {client.asked_again} times; caught in flight: {caught}")
        books.wait_until_quiet()
        yield EmbeddedAftermath(SLUG, promised, books, client, caught)


def kill_in_flight(product: EmbeddedRun, load: Load, books: Books, course: Course, number: int) -> int:
    """Let a portion of people come, and kill in their midst: the worker, or the whole. How many events were caught."""
    portion = course.delegates // (course.kills + 1)
    load.release(portion)
    load.wait_for(number * portion + portion // 2)
    wait_for(lambda: in_flight(books) >= IN_FLIGHT or load.done >= (number + 1) * portion)
    happen: Callable[[], None] = product.kill_worker if number % 2 else product.kill_all
    happen()
    caught = in_flight(books)
    if not number % 2:
        product.start()
    product.wait()
    load.check()
    say(f"{happen.__name__}: {caught} events in flight, {load.done} of {load.total} people through")
    return caught


def in_flight(books: Books) -> int:
    """How many events have not taken effect somewhere."""
    return sum(number for name, number in books.undone().items() if name.startswith("not applied"))


class TestEmbeddedFaults(Checks):
    """What must hold in both modes, and what only the embedded mode has."""

    def test_events_were_in_flight_when_it_was_killed(self, aftermath: EmbeddedAftermath) -> None:
        assert max(aftermath.caught) > 0

    def test_every_message_that_held_lies_in_the_mailbox(self, aftermath: EmbeddedAftermath) -> None:
        states = {each.state for each in messages(aftermath)}
        assert states <= {MessageState.SENT, MessageState.CANCELLED}

"""Every event is recorded by the real operation on the whole path, as its contract says, by its owner, in order."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from sqlalchemy import select

from chassis.contracts import CONTRACTS
from chassis.messaging.envelope import parse, to_message
from chassis.messaging.inbox import State
from chassis.messaging.rows import event_of
from chassis.messaging.tables import inbox
from hoinghi import settings
from tests.contracts.world import Product

pytestmark = pytest.mark.usefixtures("traces")


@pytest.mark.parametrize("event_type", sorted(CONTRACTS))
def test_event_is_published_by_its_owner_on_the_path(product: Product, event_type: str) -> None:
    publishers = {part for part in settings.PARTS for row in product.news(part) if row.type == event_type}
    assert publishers == {CONTRACTS[event_type].service}


@pytest.mark.parametrize("part", settings.PARTS)
def test_every_event_of_a_part_holds_its_contract(product: Product, part: str) -> None:
    for row in product.news(part):
        contract = CONTRACTS[row.type]
        assert contract.dump(contract.load(row.body)) == row.body
        assert (row.source, row.subject.split("/")[0]) == (contract.service, contract.subject)
        assert row.conference == row.body["conference"]


@pytest.mark.parametrize("part", settings.PARTS)
def test_events_of_a_subject_are_numbered_from_one_without_a_gap(product: Product, part: str) -> None:
    sequences: dict[str, list[int]] = defaultdict(list)
    for row in product.news(part):
        sequences[row.subject].append(row.sequence)
    gaps = {subject: numbers for subject, numbers in sequences.items() if numbers != list(range(1, len(numbers) + 1))}
    assert gaps == {}


@pytest.mark.parametrize("part", settings.PARTS)
def test_times_of_a_subject_do_not_go_back(product: Product, part: str) -> None:
    times = defaultdict(list)
    for row in product.news(part):
        times[row.subject].append(row.time)
    assert [
        subject for subject, each in times.items() if any(later < earlier for earlier, later in pairwise(each))
    ] == []


def test_nothing_failed_for_good_on_the_path(product: Product) -> None:
    assert {part: _states(product, part) - {State.APPLIED} for part in settings.PARTS} == {
        part: set() for part in settings.PARTS
    }


def test_every_event_reads_the_same_after_the_wire(product: Product) -> None:
    for part in settings.PARTS:
        for row in product.news(part):
            event = event_of(row._mapping)
            message = to_message(event)
            assert parse(message.headers, message.content_type, message.body) == event


def _states(product: Product, part: str) -> set[str]:
    with product.databases[part].read() as session:
        return set(session.scalars(select(inbox.c.state)))

"""Recording events: the news of a change commits in the same transaction as the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis.clock import Clock, system_clock
from chassis.contracts import contract_of
from chassis.db.bulk import insert_rows
from chassis.messaging.envelope import Event
from chassis.messaging.rows import columns_of
from chassis.messaging.tables import outbox
from chassis.messaging.wakeup import wake_relay_after_commit
from chassis.observability.tracing import current_traceparent

_INSERT = insert(outbox).inline()
"""Inline: the position that the database gives is not asked back."""


@dataclass(frozen=True)
class NewFact:
    """An event to be recorded, with its place among the events of its subject."""

    subject_id: UUID | str
    sequence: int
    type: str
    data: dict[str, Any]


class RepeatedFact(Exception):
    """Two events of a subject would have the same sequence; the transaction is to be rolled back."""


class Versioned(Protocol):
    """A mapped row with an id, whose version numbers its events (`chassis.db.aggregate.Aggregate`)."""

    id: Any
    version: Any


def record(
    session: Session, aggregate: Versioned, event_type: str, data: dict[str, Any], *, clock: Clock = system_clock
) -> Event:
    """Announce a change of `aggregate`, in the transaction that makes it. Its version grows by one.

    The session is flushed, so a stale aggregate raises `StaleDataError` here. Data that break the contract raise
    `InvalidEvent`; the caller's transaction is then to be rolled back, as with every exception.
    """
    aggregate.version = (aggregate.version or 0) + 1
    session.flush()
    return record_fact(session, aggregate.id, aggregate.version, event_type, data, clock=clock)


def record_fact(
    session: Session,
    subject_id: UUID | str,
    sequence: int,
    event_type: str,
    data: dict[str, Any],
    *,
    clock: Clock = system_clock,
) -> Event:
    """Announce a fact that has no versioned row, such as a line of the check-in log: one INSERT and nothing else.

    `sequence` starts with 1 and must grow with every event of the subject. Two events of a subject with the same
    sequence raise `IntegrityError`.
    """
    event, row = _event(NewFact(subject_id, sequence, event_type, data), clock())
    session.execute(_INSERT, row)
    wake_relay_after_commit(session)
    return event


def record_facts(session: Session, facts: Sequence[NewFact], *, clock: Clock = system_clock) -> None:
    """Announce many facts, in their order: as `record_fact`, with one INSERT for all of them. Raises `RepeatedFact`."""
    if facts:
        now = clock()
        if insert_rows(session, outbox, [_event(fact, now)[1] for fact in facts]) != len(facts):
            raise RepeatedFact([f"{fact.subject_id} {fact.sequence}" for fact in facts[:5]])
        wake_relay_after_commit(session)


def _event(fact: NewFact, now: datetime) -> tuple[Event, dict[str, Any]]:
    contract = contract_of(fact.type)
    body = contract.dump(fact.data)
    event = Event(
        id=uuid4(),
        type=fact.type,
        source=contract.service,
        subject=f"{contract.subject}/{fact.subject_id}",
        sequence=fact.sequence,
        time=now,
        conference=body["conference"],
        traceparent=current_traceparent(),
        data=fact.data,
    )
    return event, columns_of(event) | {"body": body, "recorded_at": now}

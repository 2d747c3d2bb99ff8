"""An event takes effect once, in its subject's order; one that fails holds back its own subject and no other."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.db.database import Database
from chassis.messaging import failed_events
from chassis.messaging.envelope import Event
from chassis.messaging.failed_events import FailedEvent
from chassis.messaging.inbox import Inbox, Outcome, State
from chassis.messaging.retries import Retries
from chassis.messaging.tables import inbox as inbox_table
from chassis.testing.messaging import ACCOUNT_CREATED, PASS_REVOKED, Ledger, account_event, wait_for


def failed(database: Database) -> list[FailedEvent]:
    with database.read() as session:
        return failed_events.list_failed(session)


def states(database: Database) -> dict[int, str]:
    with database.read() as session:
        return dict(session.execute(select(inbox_table.c.sequence, inbox_table.c.state)).all())


def exhaust(retries: Retries, database: Database) -> None:
    wait_for(lambda: (retries.retry_due(), all(event.state is State.DEAD for event in failed(database)))[1])


def test_event_takes_effect_and_is_recorded(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    event = account_event("a")
    assert inbox.receive(event) is Outcome.APPLIED
    assert ledger.event_ids() == [event.id]
    assert states(database) == {1: "applied"}


def test_second_arrival_of_an_event_has_no_effect(inbox: Inbox, ledger: Ledger) -> None:
    event = account_event("a")
    inbox.receive(event)
    assert inbox.receive(event) is Outcome.DUPLICATE
    assert ledger.event_ids() == [event.id]


def test_batch_with_repetitions_has_each_effect_once(inbox: Inbox, ledger: Ledger) -> None:
    first, second = account_event("a"), account_event("b")
    inbox.receive(first)
    inbox.receive_all([first, second, second, first])
    assert ledger.lines() == [("account/a", 1), ("account/b", 1)]


def test_failing_handler_leaves_no_effect_and_keeps_the_event(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    ledger.failing.add("account/a")
    event = account_event("a")
    assert inbox.receive(event) is Outcome.FAILED
    assert ledger.lines() == []
    kept = failed(database)
    assert [(e.id, e.state, e.attempts, e.error) for e in kept] == [
        (event.id, State.PENDING, 1, "RuntimeError: the handler fails")
    ]
    with database.read() as session:
        assert session.scalars(select(inbox_table.c.body)).all() == [event.body]


def test_failing_event_holds_back_only_its_own_subject(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    ledger.failing.add("account/a")
    inbox.receive_all([account_event("a"), account_event("b"), account_event("a", 2), account_event("b", 2)])
    assert ledger.lines() == [("account/b", 1), ("account/b", 2)]
    assert [(e.sequence, e.attempts) for e in failed(database)] == [(1, 1), (2, 0)]


def test_retry_applies_the_failed_event_and_then_the_held_ones(
    inbox: Inbox, ledger: Ledger, retries: Retries, database: Database
) -> None:
    ledger.failing.add("account/a")
    inbox.receive_all([account_event("a", sequence) for sequence in (1, 2, 3)])
    ledger.failing.clear()
    wait_for(lambda: (retries.retry_due(), not failed(database))[1])
    assert ledger.sequences("account/a") == [1, 2, 3]
    assert states(database) == {1: "applied", 2: "applied", 3: "applied"}


def test_event_is_dead_after_its_last_try(inbox: Inbox, ledger: Ledger, retries: Retries, database: Database) -> None:
    ledger.failing.add("account/a")
    inbox.receive(account_event("a"))
    exhaust(retries, database)
    assert [(e.state, e.attempts, e.next_attempt_at) for e in failed(database)] == [(State.DEAD, 3, None)]


def test_dead_event_holds_back_its_subject(inbox: Inbox, ledger: Ledger, retries: Retries, database: Database) -> None:
    ledger.failing.add("account/a")
    inbox.receive(account_event("a"))
    exhaust(retries, database)
    assert inbox.receive(account_event("a", 2)) is Outcome.HELD
    assert retries.retry_due() == 0


def test_replay_of_a_dead_event_releases_its_subject_in_order(
    inbox: Inbox, ledger: Ledger, retries: Retries, database: Database
) -> None:
    ledger.failing.add("account/a")
    first = account_event("a")
    inbox.receive(first)
    exhaust(retries, database)
    inbox.receive(account_event("a", 2))
    ledger.failing.clear()
    with database.write() as session:
        failed_events.replay(session, first.id)
    wait_for(lambda: (retries.retry_due(), not failed(database))[1])
    assert ledger.sequences("account/a") == [1, 2]


def test_discarding_releases_the_next_event_and_keeps_the_reason(
    inbox: Inbox, ledger: Ledger, retries: Retries, database: Database
) -> None:
    ledger.failing.add("account/a")
    first = account_event("a")
    inbox.receive(first)
    inbox.receive(account_event("a", 2))
    ledger.failing.clear()
    with database.write() as session:
        failed_events.discard(session, first.id, " nhập nhầm ")
    assert retries.retry_due() == 1
    assert ledger.sequences("account/a") == [2]
    with database.read() as session:
        note = session.scalar(select(inbox_table.c.note).where(inbox_table.c.event_id == first.id))
    assert note == "nhập nhầm"


def test_discarded_event_does_not_come_back(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    ledger.failing.add("account/a")
    event = account_event("a")
    inbox.receive(event)
    with database.write() as session:
        failed_events.discard(session, event.id, "nhập nhầm")
    ledger.failing.clear()
    assert inbox.receive(event) is Outcome.DUPLICATE
    assert ledger.lines() == []


def test_discarding_without_a_reason_is_refused(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    ledger.failing.add("account/a")
    event = account_event("a")
    inbox.receive(event)
    with pytest.raises(ValueError, match="needs a reason"), database.write() as session:
        failed_events.discard(session, event.id, "  ")


def test_applied_event_cannot_be_replayed(inbox: Inbox, database: Database) -> None:
    event = account_event("a")
    inbox.receive(event)
    with pytest.raises(failed_events.NotFailed), database.write() as session:
        failed_events.replay(session, event.id)


def test_event_overtaken_by_a_later_one_waits_for_a_person(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    inbox.receive(account_event("a", 3))
    assert inbox.receive(account_event("a", 2)) is Outcome.LATE
    assert ledger.sequences("account/a") == [3]
    assert [(e.state, e.late, e.error) for e in failed(database)] == [
        (State.DEAD, True, "came after event 3 of its subject was applied")
    ]


def test_late_event_does_not_hold_back_its_subject(inbox: Inbox, ledger: Ledger) -> None:
    inbox.receive_all([account_event("a", 3), account_event("a", 2), account_event("a", 4)])
    assert ledger.sequences("account/a") == [3, 4]


def test_late_event_is_applied_when_a_person_says_so(
    inbox: Inbox, ledger: Ledger, retries: Retries, database: Database
) -> None:
    late = account_event("a", 2)
    inbox.receive_all([account_event("a", 3), late])
    with database.write() as session:
        failed_events.replay(session, late.id)
    assert retries.retry_due() == 1
    assert ledger.sequences("account/a") == [3, 2]


def test_event_that_breaks_its_contract_is_kept_in_order(inbox: Inbox, ledger: Ledger, database: Database) -> None:
    broken = account_event("a")
    inbox.receive_all([replace(broken, body={"conference": "x"}), account_event("a", 2)])
    assert ledger.lines() == []
    assert [(e.sequence, (e.error or "")[:12]) for e in failed(database)] == [(1, "InvalidEvent"), (2, "")]


def test_event_without_a_handler_is_kept(inbox: Inbox, database: Database) -> None:
    assert inbox.receive(replace(account_event("a"), type=PASS_REVOKED)) is Outcome.FAILED
    assert [e.error for e in failed(database)] == [f"NoHandler: {PASS_REVOKED}"]


def test_large_batch_is_applied_in_order(inbox: Inbox, ledger: Ledger) -> None:
    events = [account_event(f"s{number % 7}", number // 7 + 1) for number in range(210)]
    inbox.receive_all(events)
    assert ledger.lines() == [(event.subject, event.sequence) for event in events]


def test_two_workers_with_the_same_event_apply_it_once(database: Database, ledger: Ledger) -> None:
    both = threading.Barrier(2, timeout=1)

    def meet(session: Session, event: Event) -> None:
        ledger.handle(session, event)
        try:
            both.wait()
        except threading.BrokenBarrierError:
            return

    event = account_event("a")
    workers = [Inbox(database, {ACCOUNT_CREATED: meet}) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(lambda worker: worker.receive(event), workers))
    assert outcomes == [Outcome.APPLIED, Outcome.DUPLICATE]
    assert ledger.event_ids() == [event.id]


def test_two_workers_with_the_same_batch_apply_it_once(database: Database, ledger: Ledger) -> None:
    events = [account_event(f"s{number}") for number in range(50)]
    workers = [Inbox(database, {ACCOUNT_CREATED: ledger.handle}) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda worker: worker.receive_all(events), workers))
    assert sorted(ledger.event_ids()) == sorted(event.id for event in events)


def test_error_of_the_database_is_kept_without_the_values_of_the_row(database: Database) -> None:
    def write_twice(session: Session, event: Event) -> None:
        session.execute(inbox_table.insert(), {"event_id": event.id, "type": "Nguyễn Văn Mẫu"})

    Inbox(database, {ACCOUNT_CREATED: write_twice}).receive(account_event("a"))
    assert "Nguyễn" not in (failed(database)[0].error or "")

"""Changes at the same moment, on PostgreSQL: who waits for whom, and that nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from chassis.testing.messaging import PATIENCE, wait_for
from tests.registration.world import ORGANIZER, Registration, as_delegate, plan, problem

WHY = {"reason": "Bận việc đột xuất"}
EXCUSED = "UPDATE delegates SET state = 'excused' WHERE id = :id"
SCANNED = "SELECT 1 FROM delegates WHERE id = :id FOR NO KEY UPDATE"
TAKEN = "SELECT 1 FROM delegates WHERE id = :id FOR NO KEY UPDATE NOWAIT"

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def _while_held(registration: Registration, delegate: Any, lock: str, act: Callable[[], Any]) -> tuple[bool, Any]:
    """Whether the action waited for somebody else's lock of the delegate, and what came of it."""
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(act()))
    with registration.service.database.write() as session:
        session.execute(text(lock), {"id": delegate["id"]})
        thread.start()
        waited = _waits(registration, thread)
    thread.join(PATIENCE)
    return waited, answers[0]


def _waits(registration: Registration, thread: threading.Thread) -> bool:
    """Whether a thread stands before a lock, or comes to its end."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    def stands() -> bool:
        # Within a transaction PostgreSQL shows the activity as it was when it was first asked for.
        with registration.service.database.read() as session:
            return bool(session.scalar(waiting))

    wait_for(lambda: stands() or not thread.is_alive())
    return thread.is_alive()


def _answer(registration: Registration, invitation: Any) -> None:
    for number in range(20):
        body = {"answer": "attends"} if number % 2 else {"answer": "declines", "reason": "Bận"}
        registration.send(ORGANIZER, "PUT", f"/invitations/{invitation['id']}/answer", body)


def _apply(registration: Registration) -> None:
    for version in range(2, 22):
        registration.publish_plan(plan(plan_version=version))


def test_plans_and_answers_at_the_same_moment_all_get_through(registration: Registration) -> None:
    invitations = [registration.issue(code) for code in ("bi-thu", "so-y-te", "huyen-dai-tu")]
    with ThreadPoolExecutor(4) as threads:
        tasks = [threads.submit(_answer, registration, invitation) for invitation in invitations]
        tasks.append(threads.submit(_apply, registration))
    assert [task.exception() for task in tasks] == [None] * 4


def test_a_scan_waits_for_a_step_of_the_delegate(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    waited, answer = _while_held(registration, delegate, EXCUSED, lambda: registration.scan(**{"pass": held["text"]}))
    assert (waited, problem(answer)) == (True, (422, "delegate-not-confirmed"))


def test_scans_of_one_delegate_are_decided_one_after_the_other(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    waited, answer = _while_held(registration, delegate, SCANNED, lambda: registration.scan(**{"pass": held["text"]}))
    assert (waited, answer.status_code) == (True, 201)


def test_a_scan_waits_for_no_scan_of_another_delegate(registration: Registration) -> None:
    other, _held = registration.confirmed("Trần Văn Bình")
    _delegate, held = registration.confirmed()
    waited, answer = _while_held(registration, other, SCANNED, lambda: registration.scan(**{"pass": held["text"]}))
    assert (waited, answer.status_code) == (False, 201)


def test_a_step_locks_the_unit_before_the_delegate(registration: Registration) -> None:
    registration.issue("so-y-te")
    delegate = registration.register()
    registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", WHY)
    confirming = threading.Thread(
        target=registration.send, args=(as_delegate(delegate), "POST", f"/delegates/{delegate['id']}/confirm")
    )
    with registration.service.database.write() as session:
        session.execute(text("SELECT 1 FROM units WHERE code = 'so-y-te' FOR NO KEY UPDATE"))
        confirming.start()
        assert _waits(registration, confirming)
        # Whoever holds the unit may take the delegate next.
        session.execute(text(TAKEN), {"id": delegate["id"]})
    confirming.join(PATIENCE)
    assert not confirming.is_alive()

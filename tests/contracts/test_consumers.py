"""Every reaction of every service to every event it listens to, through the real inbox into the real handler.

An event that satisfies its contract is either applied, or kept with its error and nothing else is changed.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.keys import load_private_key
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.contracts import contract_of
from chassis.db.database import Database
from chassis.messaging.envelope import EncodedEvent, Event
from chassis.messaging.inbox import Inbox, Outcome, State
from chassis.messaging.rows import event_of
from chassis.messaging.tables import inbox, outbox
from chassis.service import Service
from chassis.testing.events import MOMENT, example_event, through_the_wire
from chassis.testing.generated import data_of
from hoinghi import parts
from hoinghi import settings as product_settings
from tests.contracts.world import PLAN, SLUG, day_of_the_conference

CONSUMERS = sorted(
    {
        (service, event_type)
        for service, types in {
            "registration": (
                "documents.plan_published.v1",
                "notification.notification_delivered.v1",
                "notification.notification_failed.v1",
            ),
            "documents": (
                "registration.invitation_issued.v1",
                "registration.invitation_updated.v1",
                "registration.invitation_withdrawn.v1",
                "registration.invitation_answered.v1",
                "registration.delegate_registered.v1",
                "registration.delegate_updated.v1",
                "registration.delegate_confirmed.v1",
                "registration.delegate_excused.v1",
                "registration.delegate_substituted.v1",
                "registration.pass_revoked.v1",
                "registration.attendance_recorded.v1",
                "registration.attendance_undone.v1",
                "registration.commendation_changed.v1",
                "registration.commendation_removed.v1",
                "registration.seating_published.v1",
            ),
            "notification": (
                "documents.plan_published.v1",
                "documents.conference_postponed.v1",
                "documents.agenda_published.v1",
                "documents.agenda_drifted.v1",
                "documents.document_rendered.v1",
                "documents.topic_selected.v1",
                "documents.topic_revision_asked.v1",
                "documents.topic_accepted.v1",
                "documents.topic_declined.v1",
                "documents.activity_confirmed.v1",
                "documents.activity_sent_back.v1",
                "documents.activity_overdue.v1",
                "documents.submission_checked.v1",
                "documents.video_inspected.v1",
                "documents.video_appraised.v1",
                "documents.video_appraisal_due.v1",
                "documents.petition_assigned.v1",
                "documents.petition_answered.v1",
                "documents.petition_replied.v1",
                "documents.medal_nomination_returned.v1",
                "documents.medal_decided.v1",
                "documents.video_scheduled.v1",
                "documents.video_unscheduled.v1",
                "documents.video_broadcast_reported.v1",
                "documents.video_shown.v1",
                "documents.obligations_planned.v1",
                "documents.obligation_arisen.v1",
                "documents.obligation_dropped.v1",
                "documents.submission_received.v1",
                "documents.submission_withdrawn.v1",
                "documents.submission_taken_up.v1",
                "documents.submission_returned.v1",
                "documents.submission_accepted.v1",
                "documents.submission_reopened.v1",
                "documents.obligation_fulfilled.v1",
                "documents.obligation_extended.v1",
                "documents.extension_asked.v1",
                "documents.extension_withdrawn.v1",
                "documents.extension_refused.v1",
                "registration.invitation_issued.v1",
                "registration.invitation_updated.v1",
                "registration.invitation_withdrawn.v1",
                "registration.invitation_answered.v1",
                "registration.delegate_registered.v1",
                "registration.delegate_updated.v1",
                "registration.delegate_confirmed.v1",
                "registration.delegate_excused.v1",
                "registration.delegate_substituted.v1",
            ),
        }.items()
        for event_type in types
    }
)
PDF = b"%PDF-1.7 a paper\n%%EOF\n"
Snapshot = dict[str, Counter[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Service]]:
    """The services, each with a plan taken over; none of them is connected to another."""
    directory = tmp_path_factory.mktemp("consumers")
    environment = product_settings.embedded_environment(product_settings.RunConfig(var=str(directory)))
    made = {name: _made(name, environment) for name in product_settings.SERVICES}
    plan = _published_plan(made["documents"], environment)
    for name in ("registration", "notification"):
        assert _receive(made[name], plan) is Outcome.APPLIED
    yield made
    for service in made.values():
        service.database.dispose()


def test_table_of_consumers_is_complete(services: dict[str, Service]) -> None:
    assert sorted((name, each) for name, service in services.items() for each in service.handlers) == CONSUMERS


@pytest.mark.parametrize(("name", "event_type"), CONSUMERS)
def test_usual_event_is_applied(services: dict[str, Service], name: str, event_type: str) -> None:
    event = _usual(services[name], event_type)
    assert _receive(services[name], event) is Outcome.APPLIED


@pytest.mark.parametrize(("name", "event_type"), CONSUMERS)
def test_usual_event_delivered_twice_takes_effect_once(
    services: dict[str, Service], name: str, event_type: str
) -> None:
    event = _usual(services[name], event_type)
    _receive(services[name], event)
    once = _tables(services[name])
    assert _receive(services[name], event) is Outcome.DUPLICATE
    assert _tables(services[name]) == once


@pytest.mark.parametrize(("name", "event_type"), CONSUMERS)
def test_fields_of_a_later_release_are_ignored(services: dict[str, Service], name: str, event_type: str) -> None:
    event = _usual(services[name], event_type)
    later = replace(event, body=_with_more(event.body))
    assert later.decoded() == event.decoded()
    assert _receive(services[name], later) is Outcome.APPLIED


@pytest.mark.parametrize(("name", "event_type"), CONSUMERS)
def test_any_event_of_the_contract_is_applied_once_or_changes_nothing(
    services: dict[str, Service], name: str, event_type: str
) -> None:
    service = services[name]
    known = _tables(service)

    @settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(data=data_of(event_type, conference=st.sampled_from([SLUG, SLUG, "khong-co"])))
    def receive(data: dict[str, Any]) -> None:
        nonlocal known
        event = _event(event_type, data)
        before = known
        outcome = _receive(service, event)
        known = after = _tables(service)
        assert outcome in (Outcome.APPLIED, Outcome.FAILED)
        if outcome is Outcome.FAILED:
            assert _kept(service, event) == (State.PENDING, event.body, True)
            assert after == before
        assert _receive(service, event) is Outcome.DUPLICATE
        assert _tables(service) == after

    receive()


def _made(name: str, environment: dict[str, str]) -> Service:
    parts.migrate(name, environment)
    return parts.service(name, environment)


def _published_plan(documents: Service, environment: dict[str, str]) -> EncodedEvent:
    """What documents says to others when it takes a plan."""
    signer = IdentitySigner(load_private_key(Path(environment["HOINGHI_IDENTITY_KEY"])), system_clock)
    token = signer.sign(Identity("account/o", Role.ORGANIZER, "Văn phòng"))
    answer = documents.web.test_client().post(
        "/plans/apply",
        json={"source": PLAN, "shift_to": day_of_the_conference()},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 200, answer.text
    with documents.database.read() as session:
        published = select(outbox).where(outbox.c.type == "documents.plan_published.v1")
        return event_of(session.execute(published).mappings().one())


def _usual(service: Service, event_type: str) -> EncodedEvent:
    """An event that the service can apply now; what has to come before it has come."""
    if event_type == "documents.plan_published.v1":
        return _plan_of_another_conference()
    if event_type == "documents.submission_checked.v1":
        owed = through_the_wire(example_event("documents.submission_received.v1", conference=SLUG))
        assert _receive(service, owed.encoded()) is Outcome.APPLIED
        found: dict[str, Any] = {"obligation_id": owed.data["obligation_id"], "warnings": 1}
        return through_the_wire(example_event(event_type, conference=SLUG, **found)).encoded()
    if event_type not in ("documents.document_rendered.v1", "registration.invitation_answered.v1"):
        return through_the_wire(example_event(event_type, conference=SLUG)).encoded()
    invited = example_event("registration.invitation_issued.v1", conference=SLUG)
    assert _receive(service, invited.encoded()) is Outcome.APPLIED
    invitation, issue = invited.data["invitation_id"], invited.data["issue"]
    if event_type == "registration.invitation_answered.v1":
        return through_the_wire(example_event(event_type, conference=SLUG, invitation_id=invitation)).encoded()
    paper: dict[str, Any] = {"kind": "invitation", "about": invitation, "reason": f"invitation:{invitation}:{issue}"}
    file: dict[str, Any] = {"sha256": hashlib.sha256(PDF).hexdigest(), "content": base64.b64encode(PDF).decode()}
    return example_event(event_type, conference=SLUG, **paper, **file).encoded()


def _plan_of_another_conference() -> EncodedEvent:
    # Of a conference of its own: the one that the other events speak of stays as it is.
    example = example_event("documents.plan_published.v1", conference=f"hoi-nghi-{uuid4().hex[:8]}")
    facts = example.data["facts"] | {"timezone": "Asia/Ho_Chi_Minh", "ends_at": MOMENT + timedelta(hours=4)}
    return replace(example, data=example.data | {"facts": facts}).encoded()


def _event(event_type: str, data: dict[str, Any]) -> EncodedEvent:
    contract = contract_of(event_type)
    return Event(
        id=uuid4(),
        type=event_type,
        source=contract.service,
        subject=f"{contract.subject}/{uuid4()}",
        sequence=1,
        time=MOMENT,
        conference=data["conference"],
        traceparent=None,
        data=data,
    ).encoded()


def _with_more(value: Any) -> Any:
    """The same JSON, with a field nobody knows in every object."""
    if isinstance(value, dict):
        return {name: _with_more(inner) for name, inner in value.items()} | {"of_a_later_release": {"new": [1]}}
    return [_with_more(inner) for inner in value] if isinstance(value, list) else value


def _receive(service: Service, event: EncodedEvent) -> Outcome:
    return Inbox(service.database, service.handlers, clock=service.clock).receive(event)


def _kept(service: Service, event: EncodedEvent) -> tuple[str, Any, bool]:
    """State and body of an event in the inbox, and whether an error is noted."""
    with service.database.read() as session:
        row = session.execute(select(inbox).where(inbox.c.event_id == event.id)).one()
    return row.state, row.body, bool(row.error)


def _tables(service: Service) -> Snapshot:
    """Everything the service keeps but its inbox, row by row, as the driver gives it."""
    with service.database.read() as session:
        connection = session.connection()
        return {
            name: Counter(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()))  # noqa: S608
            for name in _table_names(service.database)
        }


@cache
def _table_names(database: Database) -> list[str]:
    return [name for name in inspect(database.engine).get_table_names() if name != inbox.name]

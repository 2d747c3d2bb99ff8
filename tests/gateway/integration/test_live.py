"""Live pages: who hears what, what a browser that was away gets, and when a stream ends."""

from __future__ import annotations

import json
import queue
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.contracts import CONTRACTS
from chassis.messaging.envelope import Event
from chassis.messaging.memory import MemoryMessaging, reset_memory_broker
from chassis.testing.events import example_event
from chassis.testing.messaging import wait_for
from gateway.live import stream as live_stream
from gateway.live.hub import REMEMBERED, WAITING, LiveHub, TooManyStreams
from gateway.live.projection import PROJECTIONS, message_for
from gateway.operations.accounts import disable_account, find_by_email
from tests.gateway.conftest import SLUG, World, WorldMaker

CAME = "registration.attendance_recorded.v1"
PATH = f"/conferences/{SLUG}/live"


def came(unit: str = "so-y-te", conference: str = SLUG, **values: Any) -> Event:
    return example_event(CAME, conference=conference, unit=unit, full_name="Nguyễn Văn A", **values)


def identity(role: Role, **scope: Any) -> Identity:
    return Identity("account/1", role, "A", **scope)


class Reading:
    """A browser's stream, piece by piece."""

    def __init__(self, response: TestResponse) -> None:
        assert response.status_code == 200, response.text
        self.headers = response.headers
        self._response = response
        self._pieces = response.iter_encoded()

    def next(self) -> dict[str, str]:
        """The next event that is not a comment."""
        while True:
            text = next(self._pieces).decode()
            fields = dict(line.split(": ", 1) for line in text.strip().splitlines() if not line.startswith(":"))
            if "event" in fields:
                return fields

    def begin(self) -> Reading:
        next(self._pieces)
        return self

    def close(self) -> None:
        self._response.close()


@pytest.fixture
def reading(world: World) -> Iterator[Reading]:
    client = world.signed_in(Role.CHAIR)
    opened = Reading(client.get(PATH)).begin()
    yield opened
    opened.close()


def test_open_page_hears_who_came(world: World, reading: Reading) -> None:
    event = came()
    world.parts.hub.deliver(event)
    heard = reading.next()
    assert heard["event"] == "attendance"
    assert json.loads(heard["data"]) == {
        "id": str(event.data["delegate_id"]),
        "name": "Nguyễn Văn A",
        "unit": "so-y-te",
        "unit_name": event.data["unit_name"],
        "category": event.data["category"],
        "gate": event.data["gate"],
        "time": "2024-07-05T01:00:00+00:00",
        "present": True,
    }


def test_stream_is_neither_kept_nor_held_back(reading: Reading) -> None:
    assert reading.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert reading.headers["Cache-Control"] == "no-store"
    assert reading.headers["X-Accel-Buffering"] == "no"


def test_stream_hears_of_its_conference_only(world: World, reading: Reading) -> None:
    world.parts.hub.deliver(came(conference="khac"))
    event = came()
    world.parts.hub.deliver(event)
    assert json.loads(reading.next()["data"])["id"] == str(event.data["delegate_id"])


def test_browser_that_was_away_gets_what_it_missed(world: World) -> None:
    client = world.signed_in(Role.CHAIR)
    hub = world.parts.hub
    first = Reading(client.get(PATH)).begin()
    hub.deliver(came())
    seen = first.next()["id"]
    first.close()
    missed = came()
    hub.deliver(missed)
    again = Reading(client.get(PATH, headers={"Last-Event-ID": seen})).begin()
    assert json.loads(again.next()["data"])["id"] == str(missed.data["delegate_id"])
    again.close()


@pytest.mark.parametrize("last", ["anderswo-3", "x", "-", "0" * 200])
def test_browser_that_was_away_too_long_is_told_to_load_anew(world: World, last: str) -> None:
    client = world.signed_in(Role.CHAIR)
    world.parts.hub.deliver(came())
    opened = Reading(client.get(PATH, headers={"Last-Event-ID": last})).begin()
    heard = opened.next()
    opened.close()
    assert (heard["event"], heard["id"]) == ("reset", world.parts.hub.latest_id)


def test_events_older_than_what_is_remembered_cannot_be_made_up(world: World) -> None:
    hub = world.parts.hub
    hub.deliver(came())
    seen = hub.latest_id
    for _ in range(REMEMBERED + 1):
        hub.deliver(came())
    with hub.stream(SLUG, "b", seen) as opened:
        assert (opened.reset, opened.missed) == (True, [])


def test_stream_of_a_disabled_account_ends_with_the_next_heartbeat(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_stream, "HEARTBEAT_SECONDS", 0.01)
    client = world.signed_in(Role.CHAIR)
    opened = Reading(client.get(PATH)).begin()
    with world.parts.database.write() as session:
        account = find_by_email(session, "chair@co-quan.example")
        assert account is not None
        disable_account(session, account, clock=world.clock)
    assert opened.next()["event"] == "signed_out"
    with pytest.raises(StopIteration):
        opened.next()
    opened.close()


def test_quiet_stream_beats(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_stream, "HEARTBEAT_SECONDS", 0.01)
    response = world.signed_in(Role.CHAIR).get(PATH)
    pieces = response.iter_encoded()
    next(pieces)
    assert next(pieces) == b": heartbeat\n\n"
    response.close()


def test_browser_with_many_tabs_gives_up_the_oldest(world: World) -> None:
    hub = world.parts.hub
    with hub.stream(SLUG, "b", None) as oldest:
        newer = [hub.stream(SLUG, "b", None) for _ in range(4)]
        streams = [opening.__enter__() for opening in newer]
        assert oldest.next(0) is None
        assert all(stream.waiting.empty() for stream in streams)
        for opening in newer:
            opening.__exit__(None, None, None)


def test_streams_are_limited_so_that_threads_remain(make_world: WorldMaker) -> None:
    world = make_world(live_streams=1)
    client = world.signed_in(Role.CHAIR)
    with world.parts.hub.stream(SLUG, "other", None):
        answer = client.get(PATH)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    answer = client.get(PATH)
    assert answer.status_code == 200
    answer.close()


def test_closed_stream_gives_its_place_back(make_world: WorldMaker) -> None:
    world = make_world(live_streams=1)
    client = world.signed_in(Role.CHAIR)
    for _ in range(3):
        answer = client.get(PATH)
        assert answer.status_code == 200
        answer.close()
    with pytest.raises(TooManyStreams), world.parts.hub.stream(SLUG, "a", None):
        world.parts.hub.stream(SLUG, "b", None).__enter__()


def test_browser_that_does_not_read_is_let_go() -> None:
    hub = LiveHub(10)
    with hub.stream(SLUG, "slow", None) as slow:
        for _ in range(WAITING + 1):
            hub.deliver(came())
        assert slow.next(0) is None


def test_stopped_hub_ends_its_streams() -> None:
    hub = LiveHub(10)
    with hub.stream(SLUG, "a", None) as opened:
        hub.stop()
        assert opened.next(0) is None
        with pytest.raises(queue.Empty):
            opened.next(0)


def test_stranger_hears_nothing(world: World) -> None:
    assert world.client().get(PATH).status_code == 303


def test_events_reach_the_hub_through_messaging(make_world: WorldMaker) -> None:
    reset_memory_broker()
    messaging = MemoryMessaging()
    messaging.declare({})
    world = make_world(messaging=messaging)
    client = world.signed_in(Role.CHAIR)
    opened = Reading(client.get(PATH)).begin()
    wait_for(lambda: world.parts.hub.connected)
    event = came()
    messaging.publisher().publish_batch([event.encoded()])
    assert json.loads(opened.next()["data"])["id"] == str(event.data["delegate_id"])
    opened.close()
    world.parts.hub.stop()


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR, Role.ADMINISTRATOR])
def test_hall_is_told_of_everybody(role: Role) -> None:
    assert message_for(came(), identity(role)) is not None


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.BROADCASTER, Role.APPRAISER, Role.GATEWAY])
def test_others_are_told_of_nobody(role: Role) -> None:
    assert message_for(came(), identity(role)) is None


def test_unit_is_told_of_its_own_people_only() -> None:
    unit = identity(Role.UNIT, unit="so-y-te", conference=SLUG)
    assert message_for(came("so-y-te"), unit) is not None
    assert message_for(came("so-tai-chinh"), unit) is None
    assert message_for(came("so-y-te", conference="khac"), unit) is None


def test_delegate_is_told_of_themselves_only() -> None:
    own = uuid4()
    delegate = identity(Role.DELEGATE, delegate=str(own), conference=SLUG)
    assert message_for(came(delegate_id=own), delegate) is not None
    assert message_for(came(), delegate) is None
    assert message_for(came(), identity(Role.DELEGATE, conference=SLUG)) is None


@pytest.mark.parametrize("event_type", sorted(PROJECTIONS))
def test_messages_carry_no_more_than_the_page_needs(event_type: str) -> None:
    event = example_event(event_type, conference=SLUG)
    messages = [message_for(event, identity(role)) for role in Role]
    for message in filter(None, messages):
        if message.name == "changed":
            assert set(message.data) == {"noun", "id"}
        assert "email" not in json.dumps(message.data)
        assert "phone" not in json.dumps(message.data)


def test_only_events_with_a_contract_are_listened_for() -> None:
    assert set(PROJECTIONS) - set(CONTRACTS) == set()

"""An event comes out of its message as it went in, and what is no event is told from one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from chassis.contracts import CONTRACTS, InvalidEvent
from chassis.messaging.envelope import Event, MalformedEvent, parse, to_message
from chassis.testing.events import example_event, through_the_wire

ACCOUNT_CREATED = "gateway.account_created.v1"
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.parametrize("event_type", sorted(CONTRACTS))
def test_event_comes_out_of_its_message_as_it_went_in(event_type: str) -> None:
    event = example_event(event_type)
    assert through_the_wire(event) == event


def test_trace_travels_with_the_event() -> None:
    event: Event = replace(example_event(ACCOUNT_CREATED), traceparent=TRACEPARENT)
    assert through_the_wire(event).traceparent == TRACEPARENT


def test_message_follows_the_binary_binding_of_cloudevents() -> None:
    event = example_event(ACCOUNT_CREATED, subject_id="a", sequence=7)
    message = to_message(event.encoded())
    assert message.content_type == "application/json"
    assert message.headers == {
        "ce-specversion": "1.0",
        "ce-id": str(event.id),
        "ce-source": "gateway",
        "ce-type": ACCOUNT_CREATED,
        "ce-subject": "account/a",
        "ce-time": "2024-07-05T01:00:00Z",
        "ce-sequence": "7",
        "ce-conference": "mau",
    }


def message_without(name: str) -> Callable[[], tuple[dict[str, str], bytes]]:
    def make() -> tuple[dict[str, str], bytes]:
        message = to_message(example_event(ACCOUNT_CREATED).encoded())
        return {header: value for header, value in message.headers.items() if header != name}, message.body

    return make


def message_with(name: str, value: str) -> Callable[[], tuple[dict[str, str], bytes]]:
    def make() -> tuple[dict[str, str], bytes]:
        message = to_message(example_event(ACCOUNT_CREATED).encoded())
        return message.headers | {name: value}, message.body

    return make


def message_with_body(body: bytes) -> Callable[[], tuple[dict[str, str], bytes]]:
    return lambda: (to_message(example_event(ACCOUNT_CREATED).encoded()).headers, body)


@pytest.mark.parametrize(
    "message",
    [
        message_without("ce-id"),
        message_without("ce-type"),
        message_without("ce-source"),
        message_without("ce-subject"),
        message_without("ce-time"),
        message_without("ce-sequence"),
        message_without("ce-conference"),
        message_with("ce-specversion", "0.2"),
        message_with("ce-id", "not-a-uuid"),
        message_with("ce-type", "something else"),
        message_with("ce-time", "yesterday"),
        message_with("ce-time", "2024-07-05T01:00:00"),
        message_with("ce-sequence", "many"),
        message_with("ce-sequence", "0"),
        message_with_body(b""),
        message_with_body(b"not json"),
        message_with_body(b"[]"),
        message_with_body(b"\xff\xfe"),
    ],
)
def test_message_that_is_no_event_is_refused(message: Callable[[], tuple[dict[str, str], bytes]]) -> None:
    headers, body = message()
    with pytest.raises(MalformedEvent):
        parse(headers, "application/json", body)


def test_data_that_break_their_contract_are_found_when_they_are_decoded() -> None:
    event = replace(example_event(ACCOUNT_CREATED).encoded(), body={"conference": "mau"})
    with pytest.raises(InvalidEvent):
        event.decoded()


def test_fields_of_a_later_release_are_ignored() -> None:
    encoded = example_event(ACCOUNT_CREATED).encoded()
    later = replace(encoded, body=encoded.body | {"added_later": 1})
    assert later.decoded() == encoded.decoded()

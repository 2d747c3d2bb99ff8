"""What travels: CloudEvents 1.0 in the AMQP binary binding, and back.

    ce-id, ce-source, ce-type (= routing key), ce-subject, ce-time     CloudEvents 1.0, section 3
    ce-sequence        CloudEvents extension "sequence": the subject's version
    ce-conference      ours: the slug of the conference
    ce-traceparent     CloudEvents extension "distributed tracing"

An `EncodedEvent` carries JSON types and is what tables and wires hold. An `Event` carries Python types,
checked against the contract, and is what handlers get.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cloudevents.core.bindings.rabbitmq import RabbitMQMessage, from_binary_event, to_binary_event
from cloudevents.core.exceptions import BaseCloudEventException
from cloudevents.core.v1.event import CloudEvent

from chassis.contracts import contract_of
from chassis.contracts.base import EVENT_TYPE

CONTENT_TYPE = "application/json"
REQUIRED = ("specversion", "id", "source", "type", "subject", "time", "sequence", "conference")


class MalformedEvent(ValueError):
    """A message is not an event of ours: attributes are missing or wrong, or the body is not a JSON object.

    Such a message cannot be kept in the inbox (it may not even have an id) and goes to the dead letters.
    """


@dataclass(frozen=True, slots=True)
class Event:
    """A fact about a subject, as a handler sees it: `data` holds Python types (UUID, aware datetime, date)."""

    id: UUID
    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    conference: str
    traceparent: str | None
    data: dict[str, Any]

    def encoded(self) -> EncodedEvent:
        """The same event with its data as JSON types. Raises `InvalidEvent` if they break the contract."""
        return EncodedEvent(**_attributes(self), body=contract_of(self.type).dump(self.data))


@dataclass(frozen=True, slots=True)
class EncodedEvent:
    """A fact about a subject, as tables and wires hold it: `body` is a JSON object."""

    id: UUID
    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    conference: str
    traceparent: str | None
    body: dict[str, Any]

    def decoded(self) -> Event:
        """The same event with its data as Python types. Raises `UnknownEvent` or `InvalidEvent`."""
        return Event(**_attributes(self), data=contract_of(self.type).load(self.body))


def _attributes(event: Event | EncodedEvent) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "source": event.source,
        "subject": event.subject,
        "sequence": event.sequence,
        "time": event.time,
        "conference": event.conference,
        "traceparent": event.traceparent,
    }


def to_message(event: EncodedEvent) -> RabbitMQMessage:
    """Headers, content type and body of the AMQP message that carries `event`."""
    attributes = {
        "id": str(event.id),
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "time": event.time,
        "datacontenttype": CONTENT_TYPE,
        "sequence": str(event.sequence),
        "conference": event.conference,
    }
    if event.traceparent is not None:
        attributes["traceparent"] = event.traceparent
    body = json.dumps(event.body, ensure_ascii=False, separators=(",", ":")).encode()
    return to_binary_event(CloudEvent(attributes, body))


def parse(headers: Mapping[str, Any], content_type: str | None, body: bytes) -> EncodedEvent:
    """The event that a message carries. Raises `MalformedEvent`.

    Only the envelope is judged here. Data that break their contract are found by `EncodedEvent.decoded`,
    when the event already has an id and a subject and so can be held, in order, until they are mended.
    """
    try:
        texts = {str(name).lower(): value for name, value in headers.items() if isinstance(value, str)}
        # The library would make up an id and a time for a message without.
        missing = [name for name in REQUIRED if not texts.get(f"ce-{name}")]
        if missing:
            raise MalformedEvent(f"missing: {', '.join(missing)}")
        message = from_binary_event(RabbitMQMessage(texts, content_type, bytes(body)))
        return _event_of(message.get_attributes(), message.get_data())
    except MalformedEvent:
        raise
    except (BaseCloudEventException, ValueError, TypeError, KeyError) as error:
        raise MalformedEvent(f"not a CloudEvent: {error!r}") from error


def _event_of(attributes: Mapping[str, Any], data: Any) -> EncodedEvent:
    if not isinstance(data, dict):
        raise MalformedEvent("the body is not a JSON object")
    if not EVENT_TYPE.match(attributes["type"]):
        raise MalformedEvent(f"not an event type: {attributes['type']!r}")
    sequence = int(attributes["sequence"])
    if sequence < 1:
        raise MalformedEvent(f"a sequence starts with 1, not {sequence}")
    return EncodedEvent(
        id=UUID(attributes["id"]),
        type=attributes["type"],
        source=attributes["source"],
        subject=attributes["subject"],
        sequence=sequence,
        time=attributes["time"].astimezone(UTC),
        conference=attributes["conference"],
        traceparent=attributes.get("traceparent"),
        body=data,
    )

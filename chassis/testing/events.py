"""Events for tests: an example of every contract, its way over the wire, and its delivery to a service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from marshmallow import Schema, ValidationError, fields, validate

from chassis.contracts import contract_of
from chassis.messaging.envelope import Event, parse, to_message
from chassis.messaging.inbox import Inbox
from chassis.service import Service

MOMENT = datetime(2024, 7, 5, 1, 0, tzinfo=UTC)
_TEXTS = ("mau", "application/pdf", "0" * 64, "A", "A-01")


def example_data(event_type: str, **values: Any) -> dict[str, Any]:
    """Data that satisfy a contract, every field filled; `values` replace what the test cares about."""
    return _example_of(contract_of(event_type).schema) | values


def example_event(event_type: str, *, subject_id: object = None, sequence: int = 1, **values: Any) -> Event:
    """An event as a handler gets it."""
    contract = contract_of(event_type)
    data = example_data(event_type, **values)
    return Event(
        id=uuid4(),
        type=event_type,
        source=contract.service,
        subject=f"{contract.subject}/{subject_id or uuid4()}",
        sequence=sequence,
        time=MOMENT,
        conference=data["conference"],
        traceparent=None,
        data=data,
    )


def through_the_wire(event: Event) -> Event:
    """The event as another service gets it: checked, encoded, put into a message, read and checked again."""
    message = to_message(event.encoded())
    return parse(message.headers, message.content_type, message.body).decoded()


def deliver(service: Service, event: Event) -> None:
    """Have a service react to an event, as its worker would. What the handler raises is raised here."""
    inbox = Inbox(service.database, service.handlers, clock=service.clock)
    with service.database.write() as session:
        inbox.react(session, through_the_wire(event).encoded())


def _example_of(schema: Schema) -> dict[str, Any]:
    return {field.attribute or name: _value(field) for name, field in schema.fields.items()}


_EXAMPLES: tuple[tuple[type[fields.Field[Any]], Callable[[Any], Any]], ...] = (
    (fields.Nested, lambda field: _example_of(field.schema)),
    (fields.List, lambda field: [_value(field.inner)]),
    (fields.UUID, lambda _: uuid4()),
    (fields.Email, lambda _: "van-phong@don-vi.example"),
    (fields.AwareDateTime, lambda _: MOMENT),
    (fields.Date, lambda _: date(2024, 7, 5)),
    (fields.Boolean, lambda _: True),
    (fields.Integer, lambda _: 1),
)


def _value(field: fields.Field[Any]) -> Any:
    for kind, example in _EXAMPLES:
        if isinstance(field, kind):
            return example(field)
    return _text(field)


def _text(field: fields.Field[Any]) -> str:
    choices = [choice for rule in field.validators if isinstance(rule, validate.OneOf) for choice in rule.choices]
    for text in [*choices, *_TEXTS]:
        try:
            field.deserialize(text)
        except ValidationError:
            continue
        return str(text)
    raise ValueError(f"no example is known for the field {field.name}; add one to chassis/testing/events.py")

"""How a contract is written: one marshmallow schema per event type, registered under its type.

    @event("registration.delegate_registered.v1", subject="delegate")
    class DelegateRegistered(EventData):
        delegate_id = fields.UUID(required=True)

The type is also the routing key on the exchange `hoinghi.events`. Changes are additive only;
anything else is a new version (`.v2`) published beside the old one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

EVENT_TYPE = re.compile(r"^(?P<service>[a-z]+)\.(?P<name>[a-z]+(?:_[a-z]+)*)\.v(?P<version>[1-9][0-9]*)\Z")

# A bare `$` would let a trailing newline through in Python; `\Z` would mean another thing in JSON Schema.
SLUG = validate.Regexp(r"^[a-z0-9]+(?:-[a-z0-9]+)*$(?!\n)")
CODE = validate.Regexp(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$(?!\n)")


class UnknownEvent(LookupError):
    """No contract is registered under this event type."""


class InvalidEvent(ValueError):
    """The data of an event breaks its contract. `errors` is marshmallow's message tree."""

    def __init__(self, event_type: str, errors: Any) -> None:
        super().__init__(f"{event_type} breaks its contract: {errors}")
        self.event_type = event_type
        self.errors = errors


class Facts(Schema):
    """Base of what contracts nest: unknown fields are ignored by readers, so that a later release may add some."""

    class Meta:
        """Options of marshmallow."""

        unknown = EXCLUDE


class EventData(Facts):
    """Base of every contract: data always names its conference."""

    conference = fields.String(required=True, validate=[SLUG, validate.Length(max=64)])


@dataclass(frozen=True)
class Contract:
    """What is known about one event type: its schema, and the noun that its subject starts with."""

    type: str
    subject: str
    schema: EventData

    @property
    def service(self) -> str:
        """The publishing service, also the prefix of the routing key."""
        return self.type.split(".", 1)[0]

    @property
    def description(self) -> str:
        """The first paragraph of the schema's docstring, for AsyncAPI."""
        return (type(self.schema).__doc__ or "").strip()

    def dump(self, data: dict[str, Any]) -> dict[str, Any]:
        """Data as JSON types, after checking it against the schema.

        Called where an event is recorded, so that an event that breaks its contract rolls back
        the change it would have announced. Raises `InvalidEvent`.
        """
        unknown = set(data) - {field.attribute or name for name, field in self.schema.fields.items()}
        if unknown:
            raise InvalidEvent(self.type, {name: ["Not in the contract."] for name in sorted(unknown)})
        encoded: dict[str, Any] = self.schema.dump(data)
        self.load(encoded)
        return encoded

    def load(self, data: dict[str, Any]) -> dict[str, Any]:
        """Data as Python types (UUID, aware datetime, date). Raises `InvalidEvent`."""
        try:
            loaded: dict[str, Any] = self.schema.load(data)
        except ValidationError as error:
            raise InvalidEvent(self.type, error.messages) from error
        return loaded


CONTRACTS: dict[str, Contract] = {}


SchemaClass = TypeVar("SchemaClass", bound=type[EventData])


def event(event_type: str, *, subject: str) -> Callable[[SchemaClass], SchemaClass]:
    """Register a schema as the contract of `event_type`. Raises `ValueError` for a malformed or repeated type."""
    if not EVENT_TYPE.match(event_type):
        raise ValueError(f"not an event type: {event_type!r}")
    if event_type in CONTRACTS:
        raise ValueError(f"{event_type} already has a contract")

    def register(schema: SchemaClass) -> SchemaClass:
        CONTRACTS[event_type] = Contract(event_type, subject, schema())
        return schema

    return register


def contract_of(event_type: str) -> Contract:
    """The contract of an event type. Raises `UnknownEvent`."""
    try:
        return CONTRACTS[event_type]
    except KeyError:
        raise UnknownEvent(event_type) from None

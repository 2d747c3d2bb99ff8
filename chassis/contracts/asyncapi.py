"""The AsyncAPI 3.0 document of all events, generated from their contracts.

    python -m chassis.contracts.asyncapi [--check] [--subscriptions MODULE:NAME] [FILE]

Contracts say who publishes an event. Who handles it is known only where the product is put together; `--subscriptions`
names a mapping, or a function that returns one, from service to the event types it handles. `--check` writes nothing
and fails if the file is not what would be written.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema

from chassis.contracts import CONTRACTS, Contract

FILE = Path("docs/asyncapi.json")
EXCHANGE = "hoinghi.events"
ENVELOPE: dict[str, dict[str, Any]] = {
    "ce-specversion": {"type": "string", "const": "1.0"},
    "ce-id": {"type": "string", "format": "uuid", "description": "Takes effect once, however often it arrives."},
    "ce-type": {"type": "string"},
    "ce-source": {"type": "string", "description": "The publishing service."},
    "ce-subject": {"type": "string", "description": "What the event is about: noun/id."},
    "ce-time": {"type": "string", "format": "date-time"},
    "ce-sequence": {"type": "string", "pattern": "^[1-9][0-9]*$", "description": "Order among events of the subject."},
    "ce-conference": {"type": "string", "description": "The slug of the conference."},
    "ce-traceparent": {"type": "string", "description": "W3C Trace Context of the change."},
}


def document(subscriptions: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """The document. Raises `UnknownEvent` for a subscription without a contract."""
    contracts = [CONTRACTS[event_type] for event_type in sorted(CONTRACTS)]
    handled = {service: sorted(types) for service, types in sorted((subscriptions or {}).items())}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Hội nghị events",
            "version": "1",
            "description": "Facts the services tell each other over RabbitMQ: CloudEvents 1.0, AMQP binary binding.",
        },
        "defaultContentType": "application/json",
        "channels": {contract.type: _channel(contract) for contract in contracts},
        "operations": _sends(contracts) | _receives(handled),
        "components": {
            "messages": {contract.type: _message(contract) for contract in contracts},
            "messageTraits": {"envelope": _envelope()},
            "schemas": _schemas(contracts),
        },
    }


def _channel(contract: Contract) -> dict[str, Any]:
    return {
        "address": contract.type,
        "messages": {contract.type: {"$ref": f"#/components/messages/{contract.type}"}},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": EXCHANGE, "type": "topic", "durable": True, "autoDelete": False},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _message(contract: Contract) -> dict[str, Any]:
    return {
        "name": contract.type,
        "summary": " ".join(contract.description.split()),
        "contentType": "application/json",
        "traits": [{"$ref": "#/components/messageTraits/envelope"}],
        "payload": {"$ref": f"#/components/schemas/{_schema_name(contract.schema)}"},
    }


def _envelope() -> dict[str, Any]:
    required = [name for name in ENVELOPE if name != "ce-traceparent"]
    return {"headers": {"type": "object", "required": required, "properties": ENVELOPE}}


def _sends(contracts: Iterable[Contract]) -> dict[str, Any]:
    return {f"{each.service}.send.{each.type}": _operation("send", each.service, each.type) for each in contracts}


def _receives(handled: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    return {
        f"{service}.receive.{event_type}": _operation("receive", service, event_type)
        for service, types in handled.items()
        for event_type in types
    }


def _operation(action: str, service: str, event_type: str) -> dict[str, Any]:
    channel = f"#/channels/{event_type}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{event_type}"}],
        "tags": [{"name": service}],
    }


def _schemas(contracts: Iterable[Contract]) -> dict[str, Any]:
    """JSON Schema of all contracts and what they nest, by the plugin that also makes the OpenAPI document."""
    plugin = MarshmallowPlugin(schema_name_resolver=_schema_name)
    spec = APISpec(title="", version="", openapi_version="3.1.0", plugins=[plugin])
    for contract in contracts:
        spec.components.schema(_schema_name(contract.schema), schema=contract.schema)
    return dict(sorted(spec.to_dict()["components"]["schemas"].items()))


def _schema_name(schema: Schema | type[Schema]) -> str:
    cls = schema if isinstance(schema, type) else type(schema)
    return cls.__name__


def text(subscriptions: Mapping[str, Iterable[str]] | None = None) -> str:
    """The document as it stands in the file."""
    return json.dumps(document(subscriptions), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write or check the file; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m chassis.contracts.asyncapi")
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--subscriptions", metavar="MODULE:NAME")
    wanted = parser.parse_args(arguments)
    generated = text(_subscriptions(wanted.subscriptions))
    if not wanted.check:
        wanted.file.write_text(generated, encoding="utf-8")
        return 0
    if wanted.file.exists() and wanted.file.read_text(encoding="utf-8") == generated:
        return 0
    sys.stderr.write(f"{wanted.file} is not what the contracts say; run the same command without --check.\n")
    return 1


def _subscriptions(name: str | None) -> Mapping[str, Iterable[str]] | None:
    if name is None:
        return None
    module, _, attribute = name.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    mapping = cast("Callable[[], Any]", found)() if callable(found) else found
    return cast("Mapping[str, Iterable[str]]", mapping)


if __name__ == "__main__":
    raise SystemExit(main())

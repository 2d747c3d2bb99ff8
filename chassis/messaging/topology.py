"""What has to stand at RabbitMQ before anyone connects, as a definitions document (`rabbitmqctl import_definitions`).

    publishers ──▶ hoinghi.events (topic) ──binding per event type──▶ <service> (quorum, single active consumer)
                        │                                                │ unreadable, or fatal five times
                        └──types nobody handles──▶ hoinghi.unheard       ▼
                                                        hoinghi.dead (direct) ──▶ <service>.dead

What may change later stands in policies, because arguments of a queue cannot change. Importing again is harmless and
brings in what is new; bindings that are no longer wanted stay until they are removed at the broker.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from chassis.contracts import CONTRACTS
from chassis.messaging.names import DEAD_EXCHANGE, EXCHANGE, UNHEARD, dead_queue

DELIVERY_LIMIT = 5
"""So often a message may kill the worker that has it in hand."""
MAX_LENGTH = 200_000
"""A service that is behind by so many messages makes the relays wait (`reject-publish`); nothing is dropped."""
UNHEARD_LENGTH = 1_000
UNLIMITED = 1_000_000
"""RabbitMQ 4 limits deliveries to 20 by default, and an operator's looking at a dead letter counts as one."""
LIVE_LISTENER = "gateway"
OPERATOR = "operator"


def definitions(
    services: Mapping[str, Iterable[str]],
    passwords: Mapping[str, str],
    *,
    vhost: str = "/",
    users: Mapping[str, str] | None = None,
    max_length: int = MAX_LENGTH,
) -> dict[str, Any]:
    """The document for services and the event types each of them handles.

    `passwords` holds one for each service and, optionally, for `operator`, who may look into the dead letters and
    give them back. `users` gives a service's user another name than the service's (several vhosts at one broker).
    Raises `KeyError` for a service without a password.
    """
    handled = {service: sorted(set(types)) for service, types in services.items()}
    names = {service: (users or {}).get(service, service) for service in [*handled, *_operators(passwords)]}
    return {
        "vhosts": [{"name": vhost}],
        "users": [_user(name, passwords[service]) for service, name in names.items()],
        "permissions": [_permission(service, name, vhost) for service, name in names.items()],
        "topic_permissions": [_topic_permission(service, name, vhost) for service, name in names.items()],
        "exchanges": [_exchange(EXCHANGE, "topic", vhost), _exchange(DEAD_EXCHANGE, "direct", vhost)],
        "queues": [*_queues(handled, vhost)],
        "bindings": [*_bindings(handled, vhost)],
        "policies": [*_policies(handled, vhost, max_length)],
    }


def unheard(handled: Iterable[Iterable[str]]) -> list[str]:
    """The event types that no service handles."""
    return sorted(set(CONTRACTS) - {event_type for types in handled for event_type in types})


def _operators(passwords: Mapping[str, str]) -> list[str]:
    return [OPERATOR] if OPERATOR in passwords else []


def _user(name: str, password: str) -> dict[str, Any]:
    salt = secrets.token_bytes(4)
    digest = hashlib.sha256(salt + password.encode()).digest()
    return {
        "name": name,
        "password_hash": base64.b64encode(salt + digest).decode(),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": "",
    }


def _permission(service: str, user: str, vhost: str) -> dict[str, str]:
    configure, write, read = "^$", f"^{_quoted(EXCHANGE)}$", f"^{_quoted(service)}$"
    if service == LIVE_LISTENER:
        # A live feed makes its own queue and binds it: that is configure and write there, and read at the exchange.
        live = r"gateway\.live\..*"
        configure = f"^{live}$"
        write = f"^({_quoted(EXCHANGE)}|{live})$"
        read = f"^({_quoted(service)}|{_quoted(EXCHANGE)}|{live})$"
    if service == OPERATOR:
        write, read = r"^amq\.default$", r"^.*\.dead$"
    return {"user": user, "vhost": vhost, "configure": configure, "write": write, "read": read}


def _topic_permission(service: str, user: str, vhost: str) -> dict[str, str]:
    write = "^$" if service == OPERATOR else f"^{_quoted(service)}\\."
    read = ".*" if service == LIVE_LISTENER else "^$"
    return {"user": user, "vhost": vhost, "exchange": EXCHANGE, "write": write, "read": read}


def _quoted(name: str) -> str:
    return name.replace(".", r"\.")


def _exchange(name: str, kind: str, vhost: str) -> dict[str, Any]:
    properties = {"durable": True, "auto_delete": False, "internal": False, "arguments": {}}
    return {"name": name, "vhost": vhost, "type": kind, **properties}


def _queues(handled: Mapping[str, list[str]], vhost: str) -> Iterable[dict[str, Any]]:
    for service in handled:
        yield _queue(service, vhost, {"x-single-active-consumer": True})
        yield _queue(dead_queue(service), vhost, {})
    yield _queue(UNHEARD, vhost, {})


def _queue(name: str, vhost: str, arguments: dict[str, Any]) -> dict[str, Any]:
    arguments = {"x-queue-type": "quorum", **arguments}
    return {"name": name, "vhost": vhost, "durable": True, "auto_delete": False, "arguments": arguments}


def _bindings(handled: Mapping[str, list[str]], vhost: str) -> Iterable[dict[str, Any]]:
    for service, types in handled.items():
        for event_type in types:
            yield _binding(EXCHANGE, service, event_type, vhost)
        yield _binding(DEAD_EXCHANGE, dead_queue(service), service, vhost)
    for event_type in unheard(handled.values()):
        yield _binding(EXCHANGE, UNHEARD, event_type, vhost)


def _binding(exchange: str, queue: str, key: str, vhost: str) -> dict[str, Any]:
    target = {"destination": queue, "destination_type": "queue"}
    return {"source": exchange, "vhost": vhost, **target, "routing_key": key, "arguments": {}}


def _policies(handled: Mapping[str, list[str]], vhost: str, max_length: int) -> Iterable[dict[str, Any]]:
    for service in handled:
        yield _policy(
            service,
            vhost,
            {
                "dead-letter-exchange": DEAD_EXCHANGE,
                "dead-letter-routing-key": service,
                "dead-letter-strategy": "at-least-once",
                "delivery-limit": DELIVERY_LIMIT,
                "overflow": "reject-publish",
                "max-length": max_length,
            },
        )
        yield _policy(dead_queue(service), vhost, {"delivery-limit": UNLIMITED})
    yield _policy(UNHEARD, vhost, {"max-length": UNHEARD_LENGTH, "overflow": "drop-head"})


def _policy(queue: str, vhost: str, definition: dict[str, Any]) -> dict[str, Any]:
    target = {"pattern": f"^{_quoted(queue)}$", "apply-to": "queues", "priority": 0}
    return {"name": queue, "vhost": vhost, **target, "definition": definition}

"""What a service's user at the broker may do: its own part, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pika
import pika.exceptions
import pytest

from chassis.messaging.names import DEAD_EXCHANGE, EXCHANGE, LIVE_PREFIX, UNHEARD
from chassis.testing.messaging import ACCOUNT_CREATED, Broker

Act = Callable[[Any], object]


@pytest.fixture
def channel_of(broker: Broker) -> Iterator[Callable[[str], Any]]:
    connections = []

    def open_channel(service: str) -> Any:
        connections.append(pika.BlockingConnection(pika.URLParameters(broker.url(service))))
        return connections[-1].channel()

    yield open_channel
    for connection in connections:
        connection.close()


FORBIDDEN: dict[str, tuple[str, Act]] = {
    "declare a queue": ("registration", lambda channel: channel.queue_declare("mine", durable=True)),
    "declare an exchange": ("registration", lambda channel: channel.exchange_declare("mine")),
    "delete its queue": ("registration", lambda channel: channel.queue_delete("registration")),
    "read the queue of another": ("registration", lambda channel: channel.basic_get("notification")),
    "read its dead letters": ("registration", lambda channel: channel.basic_get("registration.dead")),
    "bind its queue": ("registration", lambda channel: channel.queue_bind("registration", EXCHANGE, "#")),
    "make a live queue": ("registration", lambda channel: channel.queue_declare(f"{LIVE_PREFIX}x", exclusive=True)),
    "bind a durable queue as gateway": ("gateway", lambda channel: channel.queue_bind("gateway", EXCHANGE, "#")),
    "declare a queue as gateway": ("gateway", lambda channel: channel.queue_declare("mine", durable=True)),
    "read a service's queue as gateway": ("gateway", lambda channel: channel.basic_get("registration")),
    "read a service's queue as operator": ("operator", lambda channel: channel.basic_get("registration")),
}


@pytest.mark.parametrize("what", list(FORBIDDEN))
def test_user_may_not(what: str, channel_of: Callable[[str], Any]) -> None:
    user, act = FORBIDDEN[what]
    with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED"):
        act(channel_of(user))


@pytest.mark.parametrize("exchange", ["", DEAD_EXCHANGE, "amq.topic"])
def test_service_may_not_publish_elsewhere(exchange: str, channel_of: Callable[[str], Any]) -> None:
    channel = channel_of("registration")
    channel.confirm_delivery()
    with pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED"):
        channel.basic_publish(exchange, "registration", b"{}")


def test_gateway_may_listen_live_to_everything(channel_of: Callable[[str], Any]) -> None:
    channel = channel_of("gateway")
    channel.queue_declare(f"{LIVE_PREFIX}x", exclusive=True, auto_delete=True)
    channel.queue_bind(f"{LIVE_PREFIX}x", EXCHANGE, ACCOUNT_CREATED)
    channel.confirm_delivery()
    channel.basic_publish(EXCHANGE, ACCOUNT_CREATED, b"{}")
    assert channel.basic_get(f"{LIVE_PREFIX}x", auto_ack=True)[2] == b"{}"


def test_queues_are_quorum_queues_under_their_policy(broker: Broker) -> None:
    queues = {queue["name"]: queue for queue in broker.server.manage("GET", f"queues/{broker.vhost}")}
    assert {name: queue["arguments"] for name, queue in queues.items()} == {
        "gateway": {"x-queue-type": "quorum", "x-single-active-consumer": True},
        "gateway.dead": {"x-queue-type": "quorum"},
        "notification": {"x-queue-type": "quorum", "x-single-active-consumer": True},
        "notification.dead": {"x-queue-type": "quorum"},
        "registration": {"x-queue-type": "quorum", "x-single-active-consumer": True},
        "registration.dead": {"x-queue-type": "quorum"},
        UNHEARD: {"x-queue-type": "quorum"},
    }
    assert [policy["pattern"] for policy in broker.server.manage("GET", f"policies/{broker.vhost}")] == [
        f"^{name}$".replace(".", r"\.") for name in sorted(queues)
    ]


def test_importing_the_topology_again_changes_nothing(broker: Broker) -> None:
    before = broker.server.manage("GET", f"bindings/{broker.vhost}")
    Broker.make(broker.server, broker.vhost)
    assert broker.server.manage("GET", f"bindings/{broker.vhost}") == before

"""Publishing to a real RabbitMQ: confirmed, returned, refused, forbidden."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import closing

import pika
import pytest

from chassis.messaging.envelope import EncodedEvent, parse
from chassis.messaging.names import EXCHANGE, UNHEARD
from chassis.messaging.rabbitmq_publisher import RabbitMQPublisher
from chassis.testing.events import example_event
from chassis.testing.fixtures import Vhost
from chassis.testing.messaging import ACCOUNT_CREATED, PASS_REVOKED, Broker, account_event, wait_for

NOTIFICATION_FAILED = "notification.notification_failed.v1"

NewPublisher = Callable[..., RabbitMQPublisher]


@pytest.fixture
def new_publisher() -> Iterator[NewPublisher]:
    made: list[RabbitMQPublisher] = []

    def make(url: str, **options: float) -> RabbitMQPublisher:
        publisher = RabbitMQPublisher(url, **options)  # type: ignore[arg-type]
        made.append(publisher)
        publisher.publish_batch([])
        return publisher

    yield make
    for publisher in made:
        publisher.close()


def connected(publisher: RabbitMQPublisher) -> RabbitMQPublisher:
    wait_for(lambda: publisher.connected)
    return publisher


def received(broker: Broker, queue: str) -> list[EncodedEvent]:
    """Take out what is in a queue; one with a single active consumer knows no basic.get."""
    with closing(pika.BlockingConnection(pika.URLParameters(broker.admin_url))) as connection:
        messages = connection.channel().consume(queue, auto_ack=True)
        there = itertools.islice(messages, broker.ready(queue))
        return [parse(properties.headers, properties.content_type, body) for _, properties, body in there]


def test_confirmed_event_is_in_the_queue_as_it_was(broker: Broker, new_publisher: NewPublisher) -> None:
    event = account_event("a")
    assert connected(new_publisher(broker.url("gateway"))).publish_batch([event]) == {event.id}
    assert received(broker, "registration") == [event]


def test_large_batch_is_confirmed_whole_and_in_order_of_each_subject(
    broker: Broker, new_publisher: NewPublisher
) -> None:
    events = [account_event(f"s{number % 50}", number // 50 + 1) for number in range(1500)]
    assert connected(new_publisher(broker.url("gateway"))).publish_batch(events) == {event.id for event in events}
    sequences: dict[str, list[int]] = {}
    for event in received(broker, "registration"):
        sequences.setdefault(event.subject, []).append(event.sequence)
    assert sequences == {f"account/s{number}": list(range(1, 31)) for number in range(50)}


def test_event_nobody_handles_is_confirmed_and_kept_for_a_while(broker: Broker, new_publisher: NewPublisher) -> None:
    event = example_event(NOTIFICATION_FAILED).encoded()
    assert connected(new_publisher(broker.url("notification"))).publish_batch([event]) == {event.id}
    assert received(broker, UNHEARD) == [event]


def test_event_without_a_queue_is_not_confirmed_and_withholds_its_subject(
    vhost: Vhost, new_publisher: NewPublisher
) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(vhost.url))
    channel = connection.channel()
    channel.exchange_declare(EXCHANGE, "topic", durable=True)
    channel.queue_declare("accounts", durable=True)
    channel.queue_bind("accounts", EXCHANGE, ACCOUNT_CREATED)
    connection.close()
    lost = example_event(PASS_REVOKED, subject_id="a").encoded()
    follower = example_event(PASS_REVOKED, subject_id="a", sequence=2).encoded()
    taken = account_event("a")
    assert connected(new_publisher(vhost.url)).publish_batch([lost, follower, taken]) == {taken.id}


def test_event_refused_by_a_full_queue_is_not_confirmed(vhost: Vhost, new_publisher: NewPublisher) -> None:
    broker = Broker.make(vhost.server, vhost.name, max_length=1)
    publisher = connected(new_publisher(broker.url("gateway")))
    events = [account_event(f"s{number}") for number in range(20)]
    wait_for(lambda: publisher.publish_batch(events) == set())
    assert publisher.connected
    received(broker, "registration")
    assert wait_for(lambda: publisher.publish_batch(events[:1])) == {events[0].id}


def test_service_cannot_publish_under_the_prefix_of_another(broker: Broker, new_publisher: NewPublisher) -> None:
    publisher = connected(new_publisher(broker.url("registration")))
    assert publisher.publish_batch([account_event("a")]) == set()
    own = example_event(PASS_REVOKED).encoded()
    assert wait_for(lambda: publisher.publish_batch([own])) == {own.id}
    assert received(broker, "registration") == []


def test_publisher_without_a_broker_confirms_nothing(new_publisher: NewPublisher) -> None:
    publisher = new_publisher("amqp://nobody:nothing@127.0.0.1:9/none")
    assert publisher.publish_batch([account_event("a")]) == set()
    assert not publisher.connected

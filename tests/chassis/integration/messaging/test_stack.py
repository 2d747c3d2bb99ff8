"""Two services over RabbitMQ and PostgreSQL: from a commit in one to the effect in the other, through restarts."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.process import BaseProcess
from typing import Any

import pytest
from flask import Flask
from prometheus_client import CollectorRegistry, generate_latest

from chassis.db.database import Database
from chassis.messaging.metrics import BacklogCollector, backlog
from chassis.messaging.rabbitmq import RabbitMQMessaging
from chassis.messaging.worker import Worker, run_worker, stop_on_signals
from chassis.servers import PostgreSQLServer, RabbitMQServer
from chassis.service import BackgroundLoop, Service
from chassis.testing.children import started_child
from chassis.testing.messaging import (
    ACCOUNT_CREATED,
    PATIENCE,
    Broker,
    Ledger,
    make_database,
    record,
    record_many,
    wait_for,
)

Run = Callable[..., Any]


@pytest.fixture
def source(postgresql: PostgreSQLServer) -> Iterator[Database]:
    """The gateway's database; registration's is `postgresql_service_database`."""
    name = f"source-{os.urandom(6).hex()}"
    database = make_database(postgresql.create_database(name))
    yield database
    database.dispose()
    postgresql.drop_database(name)


@pytest.fixture
def target(postgresql_service_database: Database) -> Ledger:
    return Ledger(postgresql_service_database)


def publishing(database: Database) -> Service:
    return Service(name="gateway", database=database, web=Flask("gateway"))


def reached(target: Ledger, effects: int) -> bool:
    return len(target.event_ids()) >= effects


def settled(source: Database) -> bool:
    with source.read() as session:
        return backlog(session).unsent == 0


def run_service(broker_url: str, database_url: str) -> None:
    """In a process of its own: the gateway's worker."""
    run_worker(publishing(Database(database_url)), RabbitMQMessaging(broker_url), stop_on_signals())


def start_gateway(broker: Broker, source: Database) -> BaseProcess:
    return started_child(run_service, broker.url("gateway"), source.url.render_as_string(hide_password=False))


def test_worker_asked_to_end_ends_by_itself(broker: Broker, source: Database, target: Ledger, running: Run) -> None:
    running(lambda stop: run_worker(target.service(), RabbitMQMessaging(broker.url("registration")), stop))
    process = start_gateway(broker, source)
    ids = record_many(source, 50)
    wait_for(lambda: len(target.event_ids()) == 50)
    os.kill(process.pid or 0, signal.SIGTERM)
    process.join(PATIENCE)
    assert process.exitcode == 0
    assert sorted(target.event_ids()) == sorted(ids)


def test_killed_relay_loses_nothing_and_repeats_nothing(
    broker: Broker, source: Database, target: Ledger, running: Run
) -> None:
    running(lambda stop: run_worker(target.service(), RabbitMQMessaging(broker.url("registration")), stop))
    ids = record_many(source, 3000)
    for effects in (1, 1000):
        process = start_gateway(broker, source)
        wait_for(partial(reached, target, effects))
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
    process = start_gateway(broker, source)
    wait_for(lambda: len(target.event_ids()) >= 3000)
    wait_for(lambda: settled(source))
    process.terminate()
    process.join()
    assert sorted(target.event_ids()) == sorted(ids)


def test_restarted_broker_loses_nothing_and_repeats_nothing(
    breakable_rabbitmq: RabbitMQServer, source: Database, target: Ledger, running: Run
) -> None:
    breakable_rabbitmq.create_vhost("faults")
    broker = Broker.make(breakable_rabbitmq, "faults")
    for service in (publishing(source), target.service()):
        messaging = RabbitMQMessaging(broker.url(service.name))
        running(lambda stop, service=service, messaging=messaging: run_worker(service, messaging, stop))
    recorded = threading.Event()

    def record_steadily(stop: threading.Event) -> None:
        for number in range(300):
            record(source, f"s{number % 10}", number // 10 + 1)
            if stop.wait(0.02):
                return
        recorded.set()

    running(record_steadily)
    wait_for(lambda: len(target.lines()) > 20)
    breakable_rabbitmq.restart()
    wait_for(recorded.is_set)
    wait_for(lambda: len(target.lines()) >= 300)
    wait_for(lambda: settled(source))
    assert {name: target.sequences(name) for name, _ in target.lines()} == {
        f"account/s{number}": list(range(1, 31)) for number in range(10)
    }


def test_service_of_the_gateway_hears_live(broker: Broker, source: Database, running: Run) -> None:
    heard: list[str] = []
    feed = RabbitMQMessaging(broker.url("gateway")).live([ACCOUNT_CREATED], lambda event: heard.append(event.subject))
    running(feed.run)
    wait_for(lambda: feed.connected)
    running(lambda stop: run_worker(publishing(source), RabbitMQMessaging(broker.url("gateway")), stop))
    record(source, "a")
    wait_for(lambda: heard == ["account/a"])


def test_worker_says_whether_it_is_ready(broker: Broker, target: Ledger, running: Run) -> None:
    worker = Worker(target.service(), RabbitMQMessaging(broker.url("registration")))
    assert not worker.readiness().reading
    running(worker.run)
    wait_for(lambda: (now := worker.readiness()).relaying and now.publishing and now.reading)


def test_failing_background_loop_is_started_again(
    broker: Broker, target: Ledger, running: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.messaging.worker.RESTART_SECONDS", 0.01)
    runs: list[int] = []

    def fail_once(_stop: threading.Event) -> None:
        runs.append(1)
        if len(runs) == 1:
            raise RuntimeError("the loop fails")

    service = Service(
        name="registration", database=target.database, web=Flask("x"), background=[BackgroundLoop("mood", fail_once)]
    )
    running(lambda stop: run_worker(service, RabbitMQMessaging(broker.url("registration")), stop))
    wait_for(lambda: len(runs) == 2)


def test_backlog_is_shown_to_prometheus(source: Database) -> None:
    record(source, "a")
    registry = CollectorRegistry()
    registry.register(BacklogCollector("gateway", source))
    assert 'hoinghi_events_backlog{service="gateway",state="unsent"} 1.0' in generate_latest(registry).decode()

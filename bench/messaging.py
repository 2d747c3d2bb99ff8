"""How fast news travels: events relayed per second, and the time from a commit to its effect in another service.

    python bench/messaging.py [--events 10000] [--probes 1000] [--rate 100]

It starts RabbitMQ and PostgreSQL (durable, as in production) on loopback, two databases, and two worker processes:
the gateway's, which relays, and registration's, which applies. It prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from chassis.db.database import Database
from chassis.messaging.envelope import Event
from chassis.messaging.metrics import backlog
from chassis.messaging.rabbitmq import RabbitMQMessaging
from chassis.messaging.worker import run_worker, stop_on_signals
from chassis.servers import PostgreSQLServer, RabbitMQServer
from chassis.service import Service
from chassis.testing.messaging import ACCOUNT_CREATED, Broker, Ledger, ledger, make_database, record, record_many

FORK = multiprocessing.get_context("fork")


def relay(broker: Broker, database_url: str) -> None:
    """The gateway's worker."""
    service = Service(name="gateway", database=Database(database_url), web=Flask("gateway"))
    run_worker(service, RabbitMQMessaging(broker.url("gateway")), stop_on_signals())


def apply(broker: Broker, database_url: str, effects: Any) -> None:
    """Registration's worker. It reports each event's id and the moment after its commit into `effects`, if given."""
    database = Database(database_url)
    lines = Ledger(database)

    def handle(session: Session, news: Event) -> None:
        lines.handle(session, news)
        session.info.setdefault("applied", []).append(news.id)

    @event.listens_for(Session, "after_commit")
    def report(session: Session) -> None:
        applied = session.info.pop("applied", None)
        if applied and effects is not None:
            effects.put((time.time(), applied))

    service = Service(name="registration", database=database, web=Flask("x"), handlers={ACCOUNT_CREATED: handle})
    run_worker(service, RabbitMQMessaging(broker.url("registration")), stop_on_signals())


@contextmanager
def running(function: Any, *arguments: Any) -> Iterator[None]:
    """A process for the time of the block."""
    process = FORK.Process(target=function, args=arguments, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def unsent(database: Database) -> int:
    """How many events wait for the relay."""
    with database.read() as session:
        return backlog(session).unsent


def effects_in(database: Database) -> int:
    """How many events have had their effect."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(ledger)) or 0


def measure_throughput(broker: Broker, source: Database, target: Database, number: int) -> dict[str, float]:
    """Events a second: relay alone (recorded → confirmed and marked), reader alone (queue → effect committed)."""
    record_many(source, number)
    began = time.perf_counter()
    with running(relay, broker, source.url.render_as_string(hide_password=False)):
        while unsent(source):
            time.sleep(0.02)
        relayed = time.perf_counter() - began
    began = time.perf_counter()
    with running(apply, broker, target.url.render_as_string(hide_password=False), None):
        while effects_in(target) < number:
            time.sleep(0.02)
        applied = time.perf_counter() - began
    return {"relayed_per_second": round(number / relayed), "applied_per_second": round(number / applied)}


def measure_latency(broker: Broker, source: Database, target: Database, probes: int, rate: float) -> dict[str, float]:
    """Milliseconds from a commit in one service to the commit of its effect in another, at `rate` events a second."""
    committed: dict[UUID, float] = {}
    effects = FORK.SimpleQueue()
    with (
        ThreadPoolExecutor(1) as collector,
        running(relay, broker, source.url.render_as_string(hide_password=False)),
        running(apply, broker, target.url.render_as_string(hide_password=False), effects),
    ):
        for number in range(50):
            record(source, f"warm{number}")
        collect(effects, 50)
        collected = collector.submit(collect, effects, probes)
        begin = time.perf_counter()
        for number in range(probes):
            time.sleep(max(0.0, begin + number / rate - time.perf_counter()))
            news = record(source, f"probe{number}")
            committed[news.id] = time.time()
        times = sorted((moment - committed[each]) * 1000 for each, moment in collected.result().items())
    return {
        f"p{percent}_ms": round(times[min(len(times) - 1, len(times) * percent // 100)], 1) for percent in (50, 95, 99)
    }


def collect(effects: Any, number: int) -> dict[UUID, float]:
    """The moments of the next `number` effects. They must be fetched meanwhile: the pipe they come through is short."""
    moments: dict[UUID, float] = {}
    while len(moments) < number:
        moment, ids = effects.get()
        moments |= dict.fromkeys(ids, moment)
    return moments


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--probes", type=int, default=1_000)
    parser.add_argument("--rate", type=float, default=100.0)
    wanted = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    folder = Path(tempfile.mkdtemp(prefix="hoinghi-bench-"))
    folder.chmod(0o711)
    rabbitmq, postgresql = RabbitMQServer(folder / "rabbitmq"), PostgreSQLServer(folder / "postgresql")
    try:
        rabbitmq.start()
        postgresql.start()
        broker = Broker.make(rabbitmq, "/")
        source, target = (make_database(postgresql.create_database(name)) for name in ("source", "target"))
        figures = measure_throughput(broker, source, target, wanted.events)
        figures |= measure_latency(broker, source, target, wanted.probes, wanted.rate)
        source.dispose()
        target.dispose()
    finally:
        rabbitmq.discard()
        postgresql.discard()
    print(json.dumps({"messaging": figures, "probes_per_second": wanted.rate, "cores": os.cpu_count()}))


if __name__ == "__main__":
    main()

"""The servers of a stack on one machine, each in the foreground of a supervised process.

PostgreSQL gets a role and a database for each part; RabbitMQ gets the topology, and a user for each part that may
publish its own events and read its own queue.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pika
import psycopg
from psycopg import sql

from chassis.messaging.topology import definitions
from chassis.messaging.worker import stop_on_signals
from chassis.servers import PostgreSQLServer, RabbitMQServer
from hoinghi import parts, settings
from hoinghi.layout import Layout

READY_WITHIN = 120.0


def run_postgresql(layout: Layout) -> None:
    """Run PostgreSQL, with the databases of all parts, until SIGTERM."""
    server = PostgreSQLServer(layout.directory / "postgresql", port=layout.ports["postgresql"]).start()
    for part in settings.PARTS:
        server.create_role(part, layout.passwords[part])
        if not server.execute(sql.SQL("SELECT 1 FROM pg_database WHERE datname = {}").format(sql.Literal(part))):
            server.create_database(part, owner=part)
    _until_asked_to_stop(lambda: server.running)
    server.stop()


def run_rabbitmq(layout: Layout) -> None:
    """Run RabbitMQ, with exchanges, queues, policies and users, until SIGTERM."""
    server = RabbitMQServer(layout.directory / "rabbitmq", port=layout.ports["rabbitmq"]).start()
    server.import_definitions(definitions(parts.bindings(os.environ), layout.passwords))
    _until_asked_to_stop(lambda: server.running)
    server.stop()


def wait_for_servers(layout: Layout) -> None:
    """Return when every part can reach its database and the broker. Raises `TimeoutError`."""
    deadline = time.monotonic() + READY_WITHIN
    for part in settings.PARTS:
        for reach in (_reach_postgresql, _reach_rabbitmq):
            while not reach(layout, part):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"the servers of {part} do not answer; see the logs in {layout.directory}")
                time.sleep(0.1)


def _reach_postgresql(layout: Layout, part: str) -> bool:
    try:
        psycopg.connect(layout.database_url(part), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _reach_rabbitmq(layout: Layout, part: str) -> bool:
    try:
        pika.BlockingConnection(pika.URLParameters(layout.amqp_url(part))).close()
    except (pika.exceptions.AMQPError, OSError):
        return False
    return True


def _until_asked_to_stop(running: Callable[[], bool]) -> None:
    asked = stop_on_signals()
    while running() and not asked.wait(0.2):
        continue

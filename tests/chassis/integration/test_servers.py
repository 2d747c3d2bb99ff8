"""The private servers keep what they were given, whatever happens to their processes."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pika
import psutil
import psycopg
import pytest
from psycopg import sql

from chassis.servers import PostgreSQLServer, RabbitMQServer, processes
from chassis.servers.processes import ServerProcess, ServerUnavailable, free_port, require_program
from chassis.testing.fixtures import Vhost
from chassis.testing.messaging import PATIENCE

DURABLE = pika.BasicProperties(delivery_mode=2)
ASK_AND_WAIT = """
from chassis.servers import free_port
print(free_port(), flush=True)
input()
"""


def test_rabbitmq_gives_back_after_a_restart_what_it_confirmed(breakable_rabbitmq: RabbitMQServer) -> None:
    url = breakable_rabbitmq.create_vhost("kept")
    publish(url, b"giay moi")
    breakable_rabbitmq.restart()
    assert fetch(url) == b"giay moi"


def test_rabbitmq_listens_on_loopback_only(rabbitmq: RabbitMQServer) -> None:
    connections = psutil.Process(rabbitmq.pid).net_connections("inet")
    assert {each.laddr.ip for each in connections if each.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


def test_a_vhost_knows_nothing_of_another_test(vhost: Vhost) -> None:
    assert vhost.server.manage("GET", f"queues/{vhost.name}") == []


def test_definitions_make_a_user_with_the_rights_they_name(vhost: Vhost) -> None:
    everything = {"configure": "^$", "write": ".*", "read": ".*"}
    vhost.server.import_definitions(
        {
            "users": [{"name": vhost.name, "password": "mat-khau", "tags": []}],
            "permissions": [{"user": vhost.name, "vhost": vhost.name, **everything}],
        }
    )
    connection = pika.BlockingConnection(pika.URLParameters(vhost.server.url_of(vhost.name, vhost.name, "mat-khau")))
    with connection, pytest.raises(pika.exceptions.ChannelClosedByBroker, match="ACCESS_REFUSED"):
        connection.channel().queue_declare("mine")


@pytest.mark.parametrize("interrupt", [PostgreSQLServer.stop, PostgreSQLServer.kill])
def test_postgresql_has_after_a_start_what_was_committed(
    breakable_postgresql: PostgreSQLServer, interrupt: Callable[[PostgreSQLServer], None]
) -> None:
    url = breakable_postgresql.create_database("kept")
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE delegates (name text)")
        connection.execute("INSERT INTO delegates VALUES ('Đỗ Thị Ư')")
    interrupt(breakable_postgresql)
    breakable_postgresql.start()
    assert breakable_postgresql.execute(sql.SQL("SELECT name FROM delegates"), "kept") == [("Đỗ Thị Ư",)]


def test_a_role_reaches_its_own_database_with_its_password(postgresql: PostgreSQLServer) -> None:
    postgresql.create_role("documents", "first")
    postgresql.create_role("documents", "second")
    postgresql.create_database("documents", owner="documents")
    with psycopg.connect(postgresql.url_of("documents", "documents", "second")) as connection:
        connection.execute("CREATE TABLE plan (slug text)")
    postgresql.drop_database("documents")


def test_a_database_url_is_an_empty_database(database_url: str) -> None:
    assert database_url.split(":")[0] in {"sqlite", "postgresql"}


def test_a_missing_program_is_named_with_its_package() -> None:
    with pytest.raises(ServerUnavailable, match="apt-get install rabbitmq-server"):
        require_program("no-such-program", "rabbitmq-server")


def test_a_server_that_ends_while_starting_tells_its_last_words(tmp_path: Path) -> None:
    process = ServerProcess("Server", tmp_path / "log")
    process.start(["/bin/sh", "-c", "echo the disk is full"], {}, tmp_path)
    with pytest.raises(ServerUnavailable, match="the disk is full"):
        process.wait_until(lambda: False)


def publish(url: str, body: bytes) -> None:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.queue_declare("papers", durable=True, arguments={"x-queue-type": "quorum"})
        channel.basic_publish("", "papers", body, DURABLE)


def fetch(url: str, within: float = PATIENCE) -> bytes | None:
    deadline = time.monotonic() + within
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        while time.monotonic() < deadline:
            body: bytes | None = channel.basic_get("papers", auto_ack=True)[2]
            if body is not None:
                return body
            connection.sleep(0.05)
    return None


def test_port_that_another_process_was_given_is_given_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = subprocess.Popen(
        [sys.executable, "-c", ASK_AND_WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with asking as other:
        assert other.stdout is not None
        taken = int(other.stdout.readline())
        guesses = itertools.chain([taken - processes._FIRST_PORT], itertools.count())
        monkeypatch.setattr("secrets.randbelow", lambda _below: next(guesses))
        mine = free_port()
        other.communicate("\n")
    assert mine != taken

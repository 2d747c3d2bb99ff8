"""The gateway as in the stack: served by gunicorn, services over HTTP, news over RabbitMQ."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3

from chassis.auth.keys import create_key_pair
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.messaging.rabbitmq_publisher import RabbitMQPublisher
from chassis.servers.processes import LOOPBACK, ServerProcess, free_port
from chassis.testing.events import example_event
from chassis.testing.fixtures import Vhost
from chassis.testing.messaging import Broker, wait_for
from gateway.clients.transport import HttpTransport, ServiceUnavailable
from gateway.operations.accounts import create_account
from tests.gateway.conftest import PASSWORD, SLUG

ROOT = Path(__file__).parents[3]
CAME = "registration.attendance_recorded.v1"
Serve = Callable[[str, str], str]


@pytest.fixture
def folder(tmp_path: Path, empty_databases: Path) -> Path:
    """Keys, secret and empty databases."""
    for file in ("gateway.sqlite3", "services.sqlite3"):
        shutil.copyfile(empty_databases / file, tmp_path / file)
    create_key_pair(tmp_path / "identity.pem", tmp_path / "identity.pub.pem")
    (tmp_path / "session.secret").write_text("s" * 48)
    return tmp_path


@pytest.fixture
def serve(folder: Path) -> Iterator[Serve]:
    """Serves applications of `tests.gateway.serving` with gunicorn; the address of each."""
    processes: list[ServerProcess] = []

    def start(name: str, call: str) -> str:
        port = free_port()
        process = ServerProcess(name, folder / f"{name}.log")
        processes.append(process)
        options = [
            "--worker-class",
            "gthread",
            "--threads",
            "20",
            "--bind",
            f"{LOOPBACK}:{port}",
            "--graceful-timeout",
            "1",
        ]
        command = [sys.executable, "-m", "gunicorn", *options, f"tests.gateway.serving:{call}"]
        process.start(command, os.environ | {"PYTHONPATH": str(ROOT)}, ROOT)
        url = f"http://{LOOPBACK}:{port}"
        process.wait_until(lambda: answers(url))
        return url

    yield start
    for process in processes:
        process.signal(signal.SIGTERM)


def answers(url: str) -> bool:
    try:
        return urllib3.request("GET", url + "/healthz", retries=False, timeout=5).status == 200
    except urllib3.exceptions.HTTPError:
        return False


@dataclass
class Browser:
    """A browser with a cookie jar of one cookie."""

    url: str
    cookie: str = ""

    def request(self, method: str, path: str, **options: Any) -> urllib3.BaseHTTPResponse:
        headers = options.pop("headers", {}) | {"Cookie": self.cookie}
        answer = urllib3.request(method, self.url + path, headers=headers, redirect=False, timeout=30, **options)
        if "Set-Cookie" in answer.headers:
            self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return answer

    def sign_in(self, email: str) -> None:
        page = self.request("GET", "/sign-in").data.decode()
        token = page.split('name="csrf-token" content="', 1)[1].split('"', 1)[0]
        form = {"email": email, "password": PASSWORD, "csrf_token": token}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert self.request("POST", "/sign-in", body=urlencode(form), headers=headers).status == 303


def add_account(folder: Path, role: Role) -> str:
    database = Database(f"sqlite:///{folder / 'gateway.sqlite3'}")
    email = f"{role.value}@co-quan.example"
    with database.write() as session:
        create_account(session, email=email, password=PASSWORD, full_name="Trần Thị B", role=role, clock=system_clock)
    database.dispose()
    return email


def next_event(stream: Iterator[bytes]) -> dict[str, str]:
    lines: dict[str, str] = {}
    for line in stream:
        text = line.decode().strip()
        if not text and "event" in lines:
            return lines
        name, mark, value = text.partition(": ")
        if mark and name:
            lines[name] = value
    raise AssertionError("the stream ended")


def test_scan_at_the_gate_reaches_an_open_page(folder: Path, serve: Serve, vhost: Vhost) -> None:
    broker = Broker.make(vhost.server, vhost.name)
    registration = serve("registration", f"registration('{folder}')")
    url = serve("gateway", f"gateway('{folder}', '{registration}', '{broker.url('gateway')}')")
    email = add_account(folder, Role.ORGANIZER)

    token = json.loads(
        urllib3.request("POST", url + "/api/v1/tokens", json={"email": email, "password": PASSWORD}).data
    )["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    delegates = urllib3.request("GET", f"{url}/api/v1/conferences/{SLUG}/delegates", headers=bearer)
    assert json.loads(delegates.data)["items"][0]["heard"]["role"] == "organizer"
    big = urllib3.request("GET", f"{url}/api/v1/conferences/{SLUG}/big", headers=bearer)
    assert len(big.data) == 64 * 65536

    browser = Browser(url)
    browser.sign_in(email)
    live = browser.request("GET", f"/conferences/{SLUG}/live", preload_content=False)
    assert live.headers["Content-Type"].startswith("text/event-stream")
    publisher = RabbitMQPublisher(broker.url("registration"))
    event = example_event(CAME, conference=SLUG)

    # The publisher asks for a receiver: until the gateway listens, nothing is confirmed.
    wait_for(lambda: publisher.publish_batch([event.encoded()]))
    assert json.loads(next_event(iter(live))["data"])["id"] == str(event.data["delegate_id"])
    live.close()
    publisher.close()


def test_service_that_went_away_is_told_and_found_again(folder: Path, serve: Serve) -> None:
    port = free_port()
    transport = HttpTransport("registration", f"http://{LOOPBACK}:{port}")
    with pytest.raises(ServiceUnavailable):
        transport.request("GET", "/healthz", {})
    url = serve("registration", f"registration('{folder}')")
    transport = HttpTransport("registration", url)
    assert transport.request("GET", "/healthz", {}).read() == b'{"status":"alive"}\n'


def test_answer_that_nobody_reads_does_not_spoil_the_next(folder: Path, serve: Serve) -> None:
    transport = HttpTransport("registration", serve("registration", f"registration('{folder}')"), connections=1)
    for _ in range(3):
        opened = transport.request("GET", "/openapi.json", {})
        next(iter(opened.chunks))
        opened.close()
        assert transport.request("GET", "/healthz", {}).read() == b'{"status":"alive"}\n'

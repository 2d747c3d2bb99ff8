"""The stack on one machine: RabbitMQ, PostgreSQL, a web process and a worker for each part, supervised.

supervisord ─┬─ postgresql, rabbitmq          (private, on loopback, data under var/stack)
             ├─ registration-web, registration-worker
             ├─ documents-web, documents-worker
             ├─ notification-web, notification-worker
             └─ gateway-web, gateway-worker
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from hoinghi import demo, parts, settings
from hoinghi.announcement import announce
from hoinghi.layout import Layout
from hoinghi.server import LOOPBACK, wait_until_ready
from hoinghi.servers import wait_for_servers
from hoinghi.supervision import Program, Supervisor

SERVERS = ("postgresql", "rabbitmq")


class Stack:
    """A stack that can be started, broken and stopped: by `make stack`, and by the tests of faults."""

    def __init__(self, var: Path, port: int) -> None:
        self.var = var
        self.url = f"http://{LOOPBACK}:{port}"
        self.layout = Layout.kept_in(var / "stack")
        self.supervisor = Supervisor(self.layout.directory, self._programs(port))

    def start(self) -> None:
        """Start the servers, bring the databases up to date, start all parts; returns when the gateway is ready."""
        self.supervisor.start()
        wait_for_servers(self.layout)
        for part in settings.PARTS:
            parts.migrate(part, self.environment(part))
        for part in settings.PARTS:
            self.supervisor.start_program(f"{part}-web")
            self.supervisor.start_program(f"{part}-worker")
        wait_until_ready(self.url)

    def stop(self) -> None:
        """Stop everything in order."""
        self.supervisor.stop()

    def environment(self, part: str) -> dict[str, str]:
        """The settings of one part, over those of this process."""
        name = part.upper()
        values = settings.common_environment(self.var) | {
            f"HOINGHI_{name}_DATABASE_URL": self.layout.database_url(part),
            f"HOINGHI_{name}_AMQP_URL": self.layout.amqp_url(part),
        }
        if part == "gateway":
            addresses = {service: f"http://{LOOPBACK}:{self.layout.ports[service]}" for service in settings.SERVICES}
            values |= {f"HOINGHI_{service.upper()}_URL": address for service, address in addresses.items()}
        return values | {key: value for key, value in os.environ.items() if key in values or key in settings.PASSED_ON}

    def _programs(self, port: int) -> list[Program]:
        programs = [self._server(name) for name in SERVERS]
        for part in settings.PARTS:
            address = port if part == "gateway" else self.layout.ports[part]
            environment = self.environment(part)
            programs.append(Program(f"{part}-web", _command("web", part, "--port", str(address)), environment))
            programs.append(Program(f"{part}-worker", _command("worker", part), environment))
        return programs

    def _server(self, name: str) -> Program:
        command = _command("server", name, "--stack", str(self.layout.directory))
        return Program(name, command, self.environment("gateway"), autostart=True, seconds_to_stop=60)


def serve(var: Path, port: int) -> None:
    """Start the stack with the demo, say where it is, and run until Ctrl-C."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    stack = Stack(var, port)
    try:
        stack.start()
        demo.prepare_over_http(stack.url, stack.environment("gateway"), var)
        announce(settings.public_url(), var, broker="RabbitMQ", database="PostgreSQL")
        stopping.wait()
    finally:
        stack.stop()


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hoinghi", *arguments]

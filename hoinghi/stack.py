"""The stack on one machine: RabbitMQ, PostgreSQL, a web process and a worker for each part, supervised.

supervisord ─┬─ postgresql, rabbitmq          (private, on loopback, data under var/stack)
             ├─ registration-web, registration-worker
             ├─ documents-web, documents-worker
             ├─ notification-web, notification-worker
             └─ gateway-web, gateway-worker
"""

from __future__ import annotations

import sys

from chassis.messaging.worker import stop_on_signals
from gateway.clients.transport import HttpTransport
from hoinghi import demo, parts, settings
from hoinghi.announcement import announce
from hoinghi.layout import Layout
from hoinghi.server import LOOPBACK, wait_until_ready
from hoinghi.servers import wait_for_servers
from hoinghi.settings import RunConfig
from hoinghi.supervision import Program, Supervisor

SERVERS = ("postgresql", "rabbitmq")


class Stack:
    """A stack that can be started, broken and stopped: by `make stack`, and by the tests of faults."""

    def __init__(self, config: RunConfig) -> None:
        self.config = config
        self.url = f"http://{LOOPBACK}:{config.port}"
        self.layout = Layout.kept_in(config.directory / "stack")
        self.supervisor = Supervisor(self.layout.directory, self._programs())

    def start(self) -> None:
        """Start the servers, bring the databases up to date, start all parts; returns when the gateway is ready."""
        self.supervisor.start()
        wait_for_servers(self.layout)
        for part in settings.PARTS:
            parts.migrate(part, self.environment(part))
        for program in self.processes:
            self.supervisor.start_program(program)
        self.wait()

    def stop(self) -> None:
        """Stop everything in order."""
        self.supervisor.stop()

    def wait(self) -> None:
        """Return when the servers answer and the gateway and its services are ready. Raises `TimeoutError`."""
        wait_for_servers(self.layout)
        wait_until_ready(self.url)

    @property
    def processes(self) -> tuple[str, ...]:
        """The programs of the parts: `registration-web`, `registration-worker` and so on."""
        return tuple(f"{part}-{kind}" for part in settings.PARTS for kind in ("web", "worker"))

    def kill(self, program: str, *, alone: bool = False) -> None:
        """SIGKILL a program or server as in a power cut; supervisord starts it again.

        `alone` leaves the children of a web process, which answers requests in one, to notice by themselves.
        Returns when it was started, not when it is ready: see `wait`.
        """
        self.supervisor.kill_program(program, alone=alone)

    def halt(self, program: str) -> None:
        """Stop a process or server in good order, and leave it stopped."""
        self.supervisor.stop_program(program)

    def resume(self, program: str) -> None:
        """Start what was halted; returns at once."""
        self.supervisor.start_program(program)

    def restart(self, program: str) -> None:
        """Stop in good order and start again."""
        self.halt(program)
        self.resume(program)

    def environment(self, part: str) -> dict[str, str]:
        """The settings of one part, over those of this process."""
        values = settings.common_environment(self.config) | {
            settings.database_setting(part): self.layout.database_url(part),
            f"HOINGHI_{part.upper()}_AMQP_URL": self.layout.amqp_url(part),
        }
        if part == "gateway":
            for service in settings.SERVICES:
                values[f"HOINGHI_{service.upper()}_URL"] = f"http://{LOOPBACK}:{self.layout.ports[service]}"
        return settings.over(values)

    def _programs(self) -> list[Program]:
        programs = [self._server(name) for name in SERVERS]
        for part in settings.PARTS:
            address = self.config.port if part == "gateway" else self.layout.ports[part]
            environment = self.environment(part)
            stage = 2 if part == "gateway" else 1
            programs.append(Program(f"{part}-web", _command("web", part, "--port", str(address)), environment, stage))
            programs.append(Program(f"{part}-worker", _command("worker", part), environment, stage))
        return programs

    def _server(self, name: str) -> Program:
        command = _command("server", name, "--stack", str(self.layout.directory))
        # RabbitMQ's topology is made from what all parts handle, so its process puts all of them together.
        everything = {name: value for part in settings.PARTS for name, value in self.environment(part).items()}
        return Program(name, command, everything, autostart=True, seconds_to_stop=60)


def serve(config: RunConfig) -> None:
    """Start the stack with the demo, say where it is, and run until Ctrl-C."""
    stopping = stop_on_signals()
    stack = Stack(config)
    try:
        stack.start()
        demo.prepare(HttpTransport("gateway", stack.url), stack.environment("gateway"), config.directory)
        announce(config, broker="RabbitMQ", database="PostgreSQL")
        stopping.wait()
    finally:
        stack.stop()


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hoinghi", *arguments]

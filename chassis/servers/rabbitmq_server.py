"""A private RabbitMQ node: everything in one directory, everything on loopback, a user of its own making.

It needs Debian's `rabbitmq-server` package and no rights: the node is started through the library's own script,
because Debian's wrapper in /usr/sbin insists on root. It shares nothing with a node of the system: it has its own
Erlang port mapper, cookie, configuration and data.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

from chassis.servers.processes import LOOPBACK, ServerProcess, free_port, require_program

SCRIPTS = Path("/usr/lib/rabbitmq/bin")
NODE = "hoinghi@localhost"
ADMINISTRATOR = "administrator"
_AMQP_0_9_1 = b"AMQP\x00\x00\x09\x01"


class RabbitMQServer:
    """One node. Ports and password stay the same when it is stopped and started again, and so do durable queues."""

    def __init__(self, directory: Path, *, port: int | None = None) -> None:
        self.directory = directory
        self.port = port or free_port()
        self.management_port = free_port()
        self._port_mapper_port = free_port()
        self._distribution_port = free_port()
        self.password = ""
        self._node = ServerProcess("RabbitMQ", directory / "rabbitmq.log")
        self._port_mapper = ServerProcess("epmd", directory / "epmd.log")

    @property
    def url(self) -> str:
        """AMQP address of the default virtual host, as administrator."""
        return self.url_of("/")

    def url_of(self, vhost: str, user: str | None = None, password: str | None = None) -> str:
        """AMQP address of a virtual host, as administrator unless a user is given."""
        name, word = user or ADMINISTRATOR, self.password if user is None else password or ""
        return f"amqp://{quote(name, safe='')}:{quote(word, safe='')}@{LOOPBACK}:{self.port}/{quote(vhost, safe='')}"

    @property
    def running(self) -> bool:
        """Whether the node's process is alive."""
        return self._node.running

    @property
    def pid(self) -> int:
        """Process id of the node."""
        return self._node.pid

    def start(self) -> RabbitMQServer:
        """Start the node and return when it accepts clients. Raises `ServerUnavailable`."""
        self._prepare()
        environment = self._environment()
        if not self._port_mapper.running:
            mapper = str(require_program("epmd", "rabbitmq-server"))
            command = [mapper, "-address", LOOPBACK, "-port", str(self._port_mapper_port)]
            self._port_mapper.start(command, environment, self.directory)
            self._port_mapper.wait_until(lambda: _accepts(self._port_mapper_port))
        self._node.start([str(_script("rabbitmq-server"))], environment, self.directory)
        self._node.wait_until(self._answers)
        return self

    def stop(self) -> None:
        """Stop the node in good order."""
        self._node.signal(signal.SIGTERM)
        self._port_mapper.signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL, as in a power cut.

        RabbitMQ 3.10 registers a new quorum queue on disk some seconds late: one declared less than about
        five seconds before does not come back.
        """
        self._node.signal(signal.SIGKILL)

    def restart(self) -> None:
        """Stop in good order and start again: some ten seconds, of which the node takes six to stop."""
        self.stop()
        self.start()

    def discard(self) -> None:
        """Kill the node and remove its directory."""
        self.kill()
        self._port_mapper.signal(signal.SIGKILL)
        shutil.rmtree(self.directory, ignore_errors=True)

    def create_vhost(self, name: str) -> str:
        """Make a virtual host in which the administrator may do everything; returns its AMQP address."""
        self.manage("PUT", f"vhosts/{quote(name, safe='')}")
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        self.manage("PUT", f"permissions/{quote(name, safe='')}/{ADMINISTRATOR}", everything)
        return self.url_of(name)

    def delete_vhost(self, name: str) -> None:
        """Remove a virtual host with all its queues and connections."""
        self.manage("DELETE", f"vhosts/{quote(name, safe='')}")

    def import_definitions(self, definitions: dict[str, Any], vhost: str | None = None) -> None:
        """Take over exchanges, queues, bindings, policies (and users, permissions when no `vhost` is given)."""
        self.manage("POST", "definitions" if vhost is None else f"definitions/{quote(vhost, safe='')}", definitions)

    def manage(self, method: str, path: str, body: object = None) -> Any:
        """A request to the management API (`GET queues`, …); the decoded answer. Raises `urllib.error.HTTPError`."""
        token = base64.b64encode(f"{ADMINISTRATOR}:{self.password}".encode()).decode()
        request = urllib.request.Request(
            f"http://{LOOPBACK}:{self.management_port}/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (our own node)
            text = answer.read()
        return json.loads(text) if text else None

    def control(self, *arguments: str) -> str:
        """Run `rabbitmqctl` on this node (about a second) and return what it prints. Raises `CalledProcessError`."""
        command = [str(_script("rabbitmqctl")), *arguments]
        return subprocess.run(command, env=self._environment(), check=True, capture_output=True, text=True).stdout

    def _prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        secret = self.directory / "administrator-password"
        if not secret.exists():
            _write_private(secret, secrets.token_urlsafe(24))
            _write_private(self.directory / ".erlang.cookie", secrets.token_hex(20))
        self.password = secret.read_text()
        (self.directory / "enabled_plugins").write_text("[rabbitmq_management].\n")
        _write_private(self.directory / "rabbitmq.conf", self._configuration())

    def _configuration(self) -> str:
        settings = {
            "listeners.tcp.1": f"{LOOPBACK}:{self.port}",
            "management.tcp.ip": LOOPBACK,
            "management.tcp.port": self.management_port,
            "default_user": ADMINISTRATOR,
            "default_pass": self.password,
            "disk_free_limit.absolute": "50MB",
            "raft.wal_max_size_bytes": 64 * 1024 * 1024,
            "log.console": "true",
            "log.console.level": "warning",
            "log.file": "false",
        }
        return "".join(f"{name} = {value}\n" for name, value in settings.items())

    def _environment(self) -> dict[str, str]:
        folder = str(self.directory)
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin",
            "LANG": "C.UTF-8",
            "HOME": folder,
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "ERL_EPMD_PORT": str(self._port_mapper_port),
            "ERL_FLAGS": "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_NODENAME": NODE,
            "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
            "RABBITMQ_DIST_PORT": str(self._distribution_port),
            "RABBITMQ_CONF_ENV_FILE": f"{folder}/none",
            "RABBITMQ_CONFIG_FILE": f"{folder}/rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": f"{folder}/none",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder}/enabled_plugins",
            "RABBITMQ_MNESIA_BASE": f"{folder}/data",
            "RABBITMQ_LOG_BASE": f"{folder}/log",
            "RABBITMQ_GENERATED_CONFIG_DIR": f"{folder}/generated",
            # The script then replaces itself by the node, instead of standing between us and its signals.
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def _answers(self) -> bool:
        if not _accepts(self.port, _AMQP_0_9_1):
            return False
        try:
            self.manage("GET", "overview")
        except (urllib.error.URLError, OSError):
            return False
        return True


def _script(name: str) -> Path:
    return require_program(name, "rabbitmq-server", SCRIPTS)


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400 if path.name == ".erlang.cookie" else 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def _accepts(port: int, greeting: bytes = b"") -> bool:
    """Whether someone listens on a port and, when greeted, answers with something."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as connection:
            connection.sendall(greeting)
            return not greeting or connection.recv(1) == b"\x01"
    except OSError:
        return False

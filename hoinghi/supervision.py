"""Supervisor (supervisord) as the process manager of the stack: its configuration, and talking to it."""

from __future__ import annotations

import configparser
import os
import signal
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from supervisor.xmlrpc import SupervisorTransport

from chassis.servers.processes import require_program

RESTARTED_WITHIN = 60.0


@dataclass(frozen=True)
class Program:
    """One supervised process; restarted whenever it ends unasked."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    stage: int = 0
    """Those of a stage lean on those of the stages before it: they are stopped earlier, all of them at once."""
    autostart: bool = False
    seconds_to_stop: int = 20


class Supervisor:
    """A supervisord with everything it writes in one directory."""

    def __init__(self, directory: Path, programs: Sequence[Program]) -> None:
        self.directory = directory
        self.programs = tuple(programs)
        self._socket = directory / "supervisor.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start supervisord with the programs that start by themselves; returns when it answers."""
        self.directory.mkdir(parents=True, exist_ok=True)
        configuration = self.directory / "supervisord.conf"
        with configuration.open("w") as file:
            configuration.chmod(0o600)
            self._configuration().write(file)
        # It ends, with all programs and in good order, when its starter dies: nothing is left running unseen.
        guard = [str(require_program("setpriv", "util-linux")), "--pdeathsig", "TERM"]
        command = [*guard, sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(configuration)]
        # A session of its own: Ctrl-C reaches `hoinghi stack`, which then stops everything in order.
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
        )
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError(f"supervisord did not start; see {self.directory}/supervisord.log")
            time.sleep(0.05)

    def start_program(self, name: str) -> None:
        """Start one program, without waiting for what it does."""
        self._ask("startProcess", name, False)

    def stop_program(self, name: str) -> None:
        """Stop one program and leave it stopped."""
        self._ask("stopProcess", name, True)

    def pid(self, name: str) -> int:
        """Process id of a program; 0 while it is not running."""
        return int(cast(dict[str, Any], self._ask("getProcessInfo", name))["pid"])

    def kill_program(self, name: str, *, alone: bool = False) -> None:
        """SIGKILL a program with its children (`alone`: without them).

        Returns when another process runs in its place. Raises `TimeoutError`.
        """
        killed = self.pid(name)
        if killed:
            (os.kill if alone else kill_group)(killed, signal.SIGKILL)
        deadline = time.monotonic() + RESTARTED_WITHIN
        while self.pid(name) in (0, killed):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{name} was not started again; see {self.directory}/{name}.log")
            time.sleep(0.05)

    def wait(self) -> int:
        """Block until supervisord ends."""
        return self._process.wait() if self._process is not None else 0

    def stop(self) -> None:
        """Stop all programs, the last stage first, then supervisord."""
        if self._process is None:
            return
        for stage in sorted({program.stage for program in self.programs}, reverse=True):
            self._stop_together([program.name for program in self.programs if program.stage == stage])
        self._process.terminate()
        self._process.wait()
        self._process = None

    def _stop_together(self, names: Sequence[str]) -> None:
        for name in names:
            if self.pid(name):
                self._ask("stopProcess", name, False)
        # Supervisor kills whoever takes longer than it may.
        while any(self.pid(name) for name in names):
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return bool(self._ask("getState"))
        except (OSError, xmlrpc.client.Error):
            return False

    def _ask(self, method: str, *arguments: object) -> Any:
        transport = SupervisorTransport(None, None, serverurl=f"unix://{self._socket}")
        with xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport) as proxy:
            return getattr(proxy.supervisor, method)(*arguments)

    def _configuration(self) -> configparser.RawConfigParser:
        parser = configparser.RawConfigParser()
        parser["unix_http_server"] = {"file": str(self._socket), "chmod": "0600"}
        parser["supervisord"] = {
            "logfile": str(self.directory / "supervisord.log"),
            "pidfile": str(self.directory / "supervisord.pid"),
            "childlogdir": str(self.directory),
            "nodaemon": "true",
            "silent": "true",
        }
        parser["rpcinterface:supervisor"] = {
            "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
        }
        for number, program in enumerate(self.programs):
            parser[f"program:{program.name}"] = self._section(number, program)
        return parser

    def _section(self, number: int, program: Program) -> dict[str, str]:
        # The rest is inherited. It may hold what this format cannot write: quotes, lines, exported shell functions.
        own = {name: value for name, value in program.environment.items() if os.environ.get(name) != value}
        return {
            "command": " ".join(_escaped(argument) for argument in program.arguments),
            "environment": ",".join(f'{name}="{_escaped(value)}"' for name, value in own.items()),
            "autostart": "true" if program.autostart else "false",
            "autorestart": "true",
            "startsecs": "0",
            "startretries": "1000",
            "priority": str(number),
            "stopwaitsecs": str(program.seconds_to_stop),
            "stopasgroup": "false",
            "killasgroup": "true",
            "stdout_logfile": str(self.directory / f"{program.name}.log"),
            "redirect_stderr": "true",
        }


def kill_group(leader: int, number: signal.Signals) -> None:
    """Send a signal to a program that Supervisor started, and to its children.

    The program makes itself the leader of a process group. One that has not come to that yet has no children.
    """
    try:
        os.killpg(leader, number)
    except ProcessLookupError:
        os.kill(leader, number)


def _escaped(value: str) -> str:
    # Supervisor expands %(name)s in every value.
    return value.replace("%", "%%")

"""Server processes of our own: free ports, start, wait until they answer, stop, kill.

A server runs in a session of its own, so that Ctrl-C reaches only the one who started it, and the kernel ends it
when its starter dies (`setpriv --pdeathsig`): no test run leaves a server behind.
"""

from __future__ import annotations

import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LOOPBACK = "127.0.0.1"
READY_WITHIN = 120.0
STOPPED_WITHIN = 60.0
_FIRST_PORT, _LAST_PORT = 20000, 32700


class ServerUnavailable(RuntimeError):
    """A server is not installed or does not start; the text says what to do about it."""


def require_program(name: str, package: str, *folders: Path) -> Path:
    """Path of a program in `folders` or on the PATH. Raises `ServerUnavailable`, naming its Debian package."""
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    found = shutil.which(name)
    if found is None:
        raise ServerUnavailable(
            f"`{name}` is not installed. `make test` installs it on Debian when it may (root or sudo); "
            f"otherwise ask for: apt-get install {package}"
        )
    return Path(found)


def free_port() -> int:
    """A loopback port nobody listens on.

    It lies below the range the kernel gives to outgoing connections, so a server can be stopped and
    started again on the same port without a client having taken it in between. Until this process ends no other
    process of ours gets it, though the server may take seconds before it listens.
    """
    while True:
        port = _FIRST_PORT + secrets.randbelow(_LAST_PORT - _FIRST_PORT)
        if _reserve(port) and _bindable(port):
            return port


def _reserve(port: int) -> bool:
    # A name in Linux's abstract namespace of sockets: one owner on the machine, open until its process ends.
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0hoinghi-port-{port}")
    except OSError:
        name.close()
        return False
    name.detach()
    return True


def _bindable(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


class ServerProcess:
    """One server process with its log file."""

    def __init__(self, name: str, log: Path) -> None:
        self.name = name
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id; raises `ServerUnavailable` when it is not running."""
        if self._process is None or not self.running:
            raise ServerUnavailable(f"{self.name} is not running; its log: {self.log}")
        return self._process.pid

    def start(
        self, command: Sequence[str], environment: Mapping[str, str], folder: Path, *, run_as: Sequence[str] = ()
    ) -> None:
        """Start it; `run_as` are further options of setpriv (another user). Returns at once, see `wait_until`."""
        guarded = [str(require_program("setpriv", "util-linux")), *run_as, "--pdeathsig", "KILL", *command]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                guarded,
                env=dict(environment),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until(self, answers: Callable[[], bool], within: float = READY_WITHIN) -> None:
        """Wait until `answers()` holds. Raises `ServerUnavailable` with the end of the log when the process ends."""
        deadline = time.monotonic() + within
        while not answers():
            if not self.running:
                raise ServerUnavailable(f"{self.name} ended while starting:\n{self.end_of_log()}")
            if time.monotonic() > deadline:
                raise ServerUnavailable(f"{self.name} does not answer after {within:.0f} s:\n{self.end_of_log()}")
            time.sleep(0.05)

    def signal(self, number: signal.Signals, within: float = STOPPED_WITHIN) -> None:
        """Send a signal and wait for the end; what does not end in time is killed. Without a process: nothing."""
        if self._process is None:
            return
        self._process.send_signal(number)
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def end_of_log(self) -> str:
        """The last lines of its log, for error texts."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-30:])

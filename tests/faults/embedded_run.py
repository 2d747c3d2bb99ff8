"""`hoinghi run` as somebody starts it: one command, one group of processes, which can be killed in part or whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from chassis.servers.processes import free_port
from chassis.testing.messaging import wait_for
from hoinghi import settings
from hoinghi.server import LOOPBACK, wait_until_ready
from hoinghi.settings import RunConfig


class EmbeddedRun:
    """The embedded mode in `directory`, on the same port whenever it is started."""

    def __init__(self, directory: Path) -> None:
        self.config = RunConfig(port=free_port(), var=str(directory))
        self.url = f"http://{LOOPBACK}:{self.config.port}"
        self.environment = settings.embedded_environment(self.config)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns when it is ready."""
        own = {"HOINGHI_PORT": str(self.config.port), "HOINGHI_VAR": self.config.var}
        log = self.config.directory / "log.txt"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "hoinghi", "run"],
                env=os.environ | own,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Return when it is ready."""
        wait_until_ready(self.url)

    def kill_worker(self) -> None:
        """SIGKILL the process that does the work; the first one starts another. Returns when that has happened."""
        worker = self._worker()
        worker.kill()
        wait_for(lambda: any(child.pid != worker.pid for child in self._first().children()))

    def kill_all(self) -> None:
        """SIGKILL the whole group, as in a power cut."""
        process = self._started()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """Ctrl-C."""
        process = self._started()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait()

    def _worker(self) -> psutil.Process:
        return self._first().children()[0]

    def _first(self) -> psutil.Process:
        return psutil.Process(self._started().pid)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("not started")
        return self._process

"""The product as a person starts it: `hoinghi run` or `hoinghi stack`, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Literal

import psutil

from chassis.servers.processes import LOOPBACK, free_port
from chassis.testing.messaging import wait_for

Mode = Literal["run", "stack"]
READY_WITHIN = 240.0


class RunningProduct:
    """One running product with its demo; mail goes to a real SMTP server."""

    def __init__(self, mode: Mode, folder: Path, smtp_url: str) -> None:
        self.mode = mode
        self.url = f"http://localhost:{free_port()}"
        self._folder = folder
        self._log = folder / "output.log"
        self._environment = os.environ | {
            "HOINGHI_PORT": self.url.rsplit(":", 1)[1],
            "HOINGHI_VAR": str(folder / "var"),
            "SMTP_URL": smtp_url,
            "NO_PROXY": f"{LOOPBACK},localhost",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> RunningProduct:
        """Return when the product says that it is running."""
        with self._log.open("wb") as log:
            command = [sys.executable, "-m", "hoinghi", self.mode]
            process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._process = process
        wait_for(lambda: self._says_so() or process.poll() is not None, READY_WITHIN)
        assert process.poll() is None, self._log.read_text(errors="replace")[-4000:]
        return self

    def stop(self) -> None:
        """Ctrl-C; the product has to end by itself."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            assert self._process.wait(90) == 0, self._log.read_text(errors="replace")[-4000:]

    def priorities(self) -> dict[str, int]:
        """The niceness of the workers of its stack, by part; all processes under the one that was started."""
        assert self._process is not None
        commands = {child: child.cmdline() for child in psutil.Process(self._process.pid).children(recursive=True)}
        return {line[-1]: child.nice() for child, line in commands.items() if line[-2:-1] == ["worker"]}

    def account(self, role: str) -> dict[str, str]:
        """E-mail and password of the demo's account of a role."""
        accounts: dict[str, dict[str, str]] = json.loads((self._folder / "var" / "demo-accounts.json").read_text())
        return accounts[role]

    def _says_so(self) -> bool:
        return "Ctrl-C" in self._log.read_text(errors="replace")

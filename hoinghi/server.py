"""gunicorn with threads, started from Python: the same server for the embedded mode and each part of the stack."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from chassis.observability.logging import configure_logging

LOOPBACK = "127.0.0.1"


class ThreadedServer(BaseApplication):  # type: ignore[misc]
    """One worker with threads. `load` is called in the worker, after the fork: threads may start there."""

    def __init__(
        self, load: Callable[[], Flask], address: str, *, threads: int, stop: Callable[[], None] | None = None
    ) -> None:
        self._load = load
        self._address = address
        self._threads = threads
        self._stop = stop
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn, where they differ from its defaults."""
        settings: dict[str, Any] = {
            "bind": [self._address],
            "workers": 1,
            "worker_class": "gthread",
            "threads": self._threads,
            "timeout": 120,
            "graceful_timeout": 3,
            "keepalive": 75,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        if self._stop is not None:
            stop = self._stop
            settings["worker_exit"] = lambda _server, _worker: stop()
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, made in the worker."""
        return self._load()


def serve_part(part: str, port: int) -> None:
    """Serve one part of the stack until SIGTERM, on loopback unless `HOINGHI_BIND` says otherwise."""
    from hoinghi import parts

    address = f"{os.environ.get('HOINGHI_BIND', LOOPBACK)}:{port}"

    def load() -> Flask:
        configure_logging(part, os.environ.get("HOINGHI_LOG_LEVEL", "INFO"))
        return parts.web(part)

    ThreadedServer(load, address, threads=100 if part == "gateway" else 8).run()

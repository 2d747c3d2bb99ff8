"""gunicorn with threads, started from Python: the same server for the embedded mode and each part of the stack."""

from __future__ import annotations

import gc
import os
import socket
import time
from collections.abc import Callable
from typing import Any

import urllib3
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker
from typing_extensions import override

from chassis.observability.logging import configure_logging
from chassis.observability.tracing import start_tracing
from hoinghi import settings
from hoinghi.settings import RunConfig

LOOPBACK = "127.0.0.1"
GATEWAY_THREADS = 100
"""Each live page holds one (findings, Live pages)."""
SERVICE_THREADS = 16
PROCESSES = {"registration": 2}
"""Web processes of a part, where one is not enough: two stations that come back from a dead network at once bring a
thousand scans each, and reading them is work for the interpreter (`bench/check_ins.py`)."""
YIELD_SECONDS = 0.005
EMBEDDED_THREADS = 60
"""Live pages hold a thread each; the rest answers requests."""


class YieldingWorker(ThreadWorker):
    """One of several processes with threads. The one that is at work lets an idle one have the next connection."""

    @override
    def accept(self, listener: socket.socket) -> None:
        """Take a connection, if nobody else has by now: all are woken for it, and threads share an interpreter."""
        if self.nr_conns > len(self.keepalived_conns) + len(self.pending_conns):
            time.sleep(YIELD_SECONDS)
        super().accept(listener)


class ThreadedServer(BaseApplication):
    """Processes with threads, most often one. `load` is called in each, after the fork: threads may start there."""

    def __init__(
        self,
        load: Callable[[], Flask],
        address: str,
        *,
        threads: int,
        processes: int = 1,
        stop: Callable[[], None] | None = None,
    ) -> None:
        self._load = load
        self._address = address
        self._threads = threads
        self._processes = processes
        self._stop = stop
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn, where they differ from its defaults."""
        settings: dict[str, Any] = {
            "bind": [self._address],
            "workers": self._processes,
            "worker_class": YieldingWorker if self._processes > 1 else ThreadWorker,
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

    def load(self) -> Any:
        """The application, made in the worker. It stays, so the garbage collector need not look through it again."""
        application = self._load()
        gc.collect()
        gc.freeze()
        return application


def observe(name: str) -> None:
    """Logs and traces for this process, as `HOINGHI_LOG_LEVEL` says."""
    configure_logging(name, os.environ.get("HOINGHI_LOG_LEVEL") or "INFO")
    start_tracing()


def serve_embedded(config: RunConfig) -> None:
    """Run the embedded mode with the demo until Ctrl-C or SIGTERM.

    The code of the product is loaded in the worker only, so that the arbiter beside it stays small.
    """
    environment = settings.embedded_environment(config)
    stops: list[Callable[[], None]] = []

    def load() -> Flask:
        from gateway.clients.transport import WsgiTransport
        from hoinghi import demo
        from hoinghi.announcement import announce
        from hoinghi.embedded import EmbeddedProduct

        observe("hoinghi")
        product = EmbeddedProduct(environment)
        stops.append(product.stop)
        demo.prepare(WsgiTransport("gateway", product.web), environment, config.directory)
        announce(config, broker="in-process (kombu memory)", database="SQLite")
        return product.web

    def stop() -> None:
        for each in stops:
            each()

    ThreadedServer(load, f"{config.bind}:{config.port}", threads=EMBEDDED_THREADS, stop=stop).run()


def serve_part(part: str, port: int) -> None:
    """Serve one part of the stack until SIGTERM. Services listen on loopback, the gateway on `HOINGHI_BIND`."""
    from hoinghi import parts

    def load() -> Flask:
        observe(part)
        return parts.web(part)

    host = os.environ.get("HOINGHI_BIND") or LOOPBACK
    if part == "gateway":
        ThreadedServer(load, f"{host}:{port}", threads=GATEWAY_THREADS).run()
    else:
        processes = PROCESSES.get(part, 1)
        ThreadedServer(load, f"{LOOPBACK}:{port}", threads=SERVICE_THREADS, processes=processes).run()


def wait_until_ready(url: str, seconds: float = 180.0) -> None:
    """Return when the gateway and the services behind it are ready. Raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if urllib3.request("GET", f"{url}/readyz", retries=False, timeout=5).status == 200:
                return
        except urllib3.exceptions.HTTPError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"{url} is not ready after {seconds:.0f} s")
        time.sleep(0.05)

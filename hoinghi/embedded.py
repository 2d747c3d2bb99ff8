"""The embedded mode: the gateway, the services and their workers in one process, over SQLite and memory."""

from __future__ import annotations

import os

from flask import Flask

from chassis.messaging.embedded import Embedded
from chassis.observability.logging import configure_logging
from chassis.observability.tracing import start_tracing
from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.clients.transport import Transport, WsgiTransport
from gateway.config import GatewayConfig
from hoinghi import demo, parts, settings
from hoinghi.announcement import announce
from hoinghi.server import LOOPBACK, ThreadedServer

THREADS = 60
"""Live pages hold a thread each; the rest answers requests."""


class EmbeddedProduct:
    """Everything in this process. Make it after the fork: it starts threads."""

    def __init__(self) -> None:
        for part in settings.PARTS:
            parts.migrate(part)
        services = [parts.service(name) for name in settings.SERVICES]
        transports: dict[str, Transport] = {service.name: WsgiTransport(service.name, service.web) for service in services}
        messaging = parts.memory_messaging()
        gateway = bootstrap_gateway(GatewayConfig.from_environment(), transports=transports, messaging=messaging)
        self.web: Flask = gateway.web
        self._embedded = Embedded([*services, gateway])
        self._embedded.start()

    def stop(self) -> None:
        """Finish what is in hand."""
        self._embedded.stop()


def serve(port: int) -> None:
    """Run until Ctrl-C or SIGTERM."""
    running: list[EmbeddedProduct] = []
    var = settings.var_directory()

    def load() -> Flask:
        configure_logging("hoinghi", os.environ.get("HOINGHI_LOG_LEVEL", "WARNING"))
        start_tracing()
        product = EmbeddedProduct()
        running.append(product)
        demo.prepare(product.web, var)
        announce(settings.public_url(), var, broker="in-process (kombu memory)", database="SQLite")
        return product.web

    def stop() -> None:
        for product in running:
            product.stop()

    address = f"{os.environ.get('HOINGHI_BIND', LOOPBACK)}:{port}"
    ThreadedServer(load, address, threads=THREADS, stop=stop).run()

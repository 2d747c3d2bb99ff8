"""The embedded mode: the gateway, the services and their workers in one process, over SQLite and memory."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from chassis.messaging.embedded import Embedded
from chassis.messaging.memory import MemoryMessaging
from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.clients.transport import Transport, WsgiTransport
from gateway.config import GatewayConfig
from hoinghi import demo, parts, settings
from hoinghi.announcement import announce
from hoinghi.server import ThreadedServer, observe
from hoinghi.settings import RunConfig

THREADS = 60
"""Live pages hold a thread each; the rest answers requests."""


class EmbeddedProduct:
    """Everything in this process. Make it after the fork: it starts threads."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        for part in settings.PARTS:
            parts.migrate(part, environment)
        services = [parts.service(name, environment) for name in settings.SERVICES]
        transports: dict[str, Transport] = {
            service.name: WsgiTransport(service.name, service.web) for service in services
        }
        config = GatewayConfig.from_environment(environment)
        gateway = bootstrap_gateway(config, transports=transports, messaging=MemoryMessaging())
        self.web: Flask = gateway.web
        self._embedded = Embedded([*services, gateway])
        self._embedded.start()

    def stop(self) -> None:
        """Finish what is in hand."""
        self._embedded.stop()


def serve(config: RunConfig) -> None:
    """Run until Ctrl-C or SIGTERM."""
    environment = settings.embedded_environment(config)
    running: list[EmbeddedProduct] = []

    def load() -> Flask:
        observe("hoinghi")
        product = EmbeddedProduct(environment)
        running.append(product)
        demo.prepare(WsgiTransport("gateway", product.web), environment, config.directory)
        announce(config, broker="in-process (kombu memory)", database="SQLite")
        return product.web

    def stop() -> None:
        for product in running:
            product.stop()

    ThreadedServer(load, f"{config.bind}:{config.port}", threads=THREADS, stop=stop).run()

"""The embedded mode: the gateway, the services and their workers in one process, over SQLite and memory."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from flask import Flask

from chassis.messaging.embedded import Embedded
from chassis.messaging.memory import MemoryMessaging
from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.clients.transport import Transport, WsgiTransport
from gateway.config import GatewayConfig
from hoinghi import parts, settings


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
        messaging = MemoryMessaging(uuid4().hex)
        gateway = bootstrap_gateway(config, transports=transports, messaging=messaging)
        self.web: Flask = gateway.web
        self._embedded = Embedded([*services, gateway], messaging)
        self._embedded.start()

    def stop(self) -> None:
        """Finish what is in hand."""
        self._embedded.stop()

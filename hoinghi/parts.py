"""The parts of the product by name: their services, web applications, databases and queues.

Each part is put together by its own `bootstrap`; here is only the list of them.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from services.registration.bootstrap import bootstrap as bootstrap_registration

from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.messaging.rabbitmq import RabbitMQMessaging
from chassis.service import Service
from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.config import GatewayConfig
from hoinghi import settings
from services.documents.bootstrap import bootstrap as bootstrap_documents
from services.documents.config import DocumentsConfig
from services.notification.bootstrap import bootstrap as bootstrap_notification
from services.notification.config import NotificationConfig
from services.registration.config import RegistrationConfig

Environment = Mapping[str, str]
_PACKAGES = {service: f"services.{service}" for service in settings.SERVICES} | {"gateway": "gateway"}


def service(part: str, environment: Environment = os.environ) -> Service:
    """A part, put together from its settings. Raises `InvalidSettings`. Nothing connects yet."""
    if part == "registration":
        return bootstrap_registration(RegistrationConfig.from_environment(environment))
    if part == "documents":
        return bootstrap_documents(DocumentsConfig.from_environment(environment))
    if part == "notification":
        return bootstrap_notification(NotificationConfig.from_environment(environment))
    return bootstrap_gateway(GatewayConfig.from_environment(environment))


def migrate(part: str, environment: Environment = os.environ) -> None:
    """Bring the database of a part to the newest shape."""
    package = _PACKAGES[part]
    base: Any = importlib.import_module(f"{package}.models.base").Base
    database = Database(environment[f"HOINGHI_{part.upper()}_DATABASE_URL"])
    upgrade(database, Path(str(importlib.import_module(package).__file__)).parent / "migrations", base.metadata)
    database.dispose()


def rabbitmq(part: str, environment: Environment = os.environ) -> RabbitMQMessaging:
    """The broker, as the user of this part (`HOINGHI_<PART>_AMQP_URL`)."""
    return RabbitMQMessaging(environment[f"HOINGHI_{part.upper()}_AMQP_URL"])


def web(part: str, environment: Environment = os.environ) -> Flask:
    """The web application of a part in a process of its own; the gateway's listens for live pages."""
    if part != "gateway":
        return service(part, environment).web
    config = GatewayConfig.from_environment(environment)
    return bootstrap_gateway(config, messaging=rabbitmq(part, environment)).web


def bindings(environment: Environment) -> dict[str, list[str]]:
    """The event types that each part handles: what its queue is bound to."""
    return {part: sorted(service(part, environment).handlers) for part in settings.PARTS}

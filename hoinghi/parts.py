"""The parts of the product by name: their services, web applications, databases and queues.

Each part is put together by its own `bootstrap`; here is only the list of them.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.messaging.ports import Messaging
from chassis.messaging.rabbitmq import RabbitMQMessaging
from chassis.service import Service
from hoinghi import settings

Environment = Mapping[str, str]
_PACKAGES = {service: f"services.{service}" for service in settings.SERVICES} | {"gateway": "gateway"}


def service(part: str, environment: Environment = os.environ) -> Service:
    """A part, put together from its settings. Raises `InvalidSettings`. Nothing connects yet."""
    return _BOOTSTRAPS[part](environment)


# A process loads the code of its own part only: imports are most of its start-up and of its memory.


def _registration(environment: Environment) -> Service:
    from services.registration.bootstrap import bootstrap
    from services.registration.config import RegistrationConfig

    return bootstrap(RegistrationConfig.from_environment(environment))


def _documents(environment: Environment) -> Service:
    from services.documents.bootstrap import bootstrap
    from services.documents.config import DocumentsConfig

    return bootstrap(DocumentsConfig.from_environment(environment))


def _notification(environment: Environment) -> Service:
    from services.notification.bootstrap import bootstrap
    from services.notification.config import NotificationConfig

    return bootstrap(NotificationConfig.from_environment(environment))


def _gateway(environment: Environment, messaging: Messaging | None = None) -> Service:
    from gateway.bootstrap import bootstrap
    from gateway.config import GatewayConfig

    return bootstrap(GatewayConfig.from_environment(environment), messaging=messaging)


_BOOTSTRAPS: dict[str, Callable[[Environment], Service]] = {
    "registration": _registration,
    "documents": _documents,
    "notification": _notification,
    "gateway": _gateway,
}


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
    if part == "gateway":
        return _gateway(environment, rabbitmq(part, environment)).web
    return service(part, environment).web


def bindings(environment: Environment) -> dict[str, list[str]]:
    """The event types that each part handles: what its queue is bound to."""
    return {part: sorted(service(part, environment).handlers) for part in settings.PARTS}

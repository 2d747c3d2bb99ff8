"""The generated parts of the documentation: what the code says of its events, its API and its settings."""

from __future__ import annotations

import dataclasses
import inspect
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chassis.config import Config
from chassis.contracts.asyncapi import document as asyncapi_document
from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.clients.transport import Transport, WsgiTransport
from gateway.config import GatewayConfig
from hoinghi import parts, settings
from services.documents.config import DocumentsConfig
from services.notification.config import NotificationConfig
from services.registration.config import RegistrationConfig

DOCS = Path(__file__).parent.parent / "docs"
CONFIGS: tuple[tuple[str, type[Config]], ...] = (
    ("The product", settings.RunConfig),
    ("The gateway", GatewayConfig),
    ("Registration", RegistrationConfig),
    ("Documents", DocumentsConfig),
    ("Notification", NotificationConfig),
)
SETTINGS_HEAD = """# Settings

Read from the environment and checked at start; a wrong one stops the start and says why. `make run` and `make stack`
set what a mode needs and leave alone what you have set. In the stack each part also needs its broker address,
`HOINGHI_<PART>_AMQP_URL`; `hoinghi dead` reads dead letters with `HOINGHI_OPERATOR_AMQP_URL` (known by itself on a
stack that `make stack` started). This page is generated (`hoinghi reference`).
"""


def documents() -> dict[Path, str]:
    """Each generated file and what it has to hold."""
    with tempfile.TemporaryDirectory() as folder:
        environment = settings.embedded_environment(settings.RunConfig(var=folder))
        return {
            DOCS / "asyncapi.json": _json(asyncapi_document(parts.bindings(environment))),
            DOCS / "openapi.json": _json(openapi_document(environment)),
            DOCS / "settings.md": settings_page(),
        }


def openapi_document(environment: Mapping[str, str]) -> dict[str, Any]:
    """The merged description of the API, as the gateway serves it."""
    services = [parts.service(name, environment) for name in settings.SERVICES]
    ways: dict[str, Transport] = {service.name: WsgiTransport(service.name, service.web) for service in services}
    gateway = bootstrap_gateway(GatewayConfig.from_environment(environment), transports=ways)
    document: dict[str, Any] = gateway.web.test_client().get("/api/v1/openapi.json").get_json()
    return document


def settings_page() -> str:
    """Every setting, its default and its meaning: those that a part shares with others come after its own."""
    lines = [SETTINGS_HEAD]
    for title, config in CONFIGS:
        lines += [f"\n## {title}\n", "| setting | default | meaning |", "|---|---|---|"]
        own = inspect.get_annotations(config)
        lines += [_row(field) for field in sorted(dataclasses.fields(config), key=lambda field: field.name not in own)]
    return "\n".join(lines) + "\n"


def _row(field: dataclasses.Field[Any]) -> str:
    meaning = field.metadata["meaning"].replace("<", r"\<").replace("|", r"\|")
    return f"| `{field.metadata['name']}` | {_default(field.default)} | {meaning} |"


def _default(default: Any) -> str:
    """As it would be written in the environment."""
    if default is dataclasses.MISSING:
        return "(must be set)"
    if default in ("", None):
        return ""
    if isinstance(default, tuple):
        return f"`{','.join(str(int(each.total_seconds())) for each in default)}`"
    return f"`{str(default).replace(str(DOCS.parent) + '/', '')}`"


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

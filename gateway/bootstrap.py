"""All wiring of the gateway. Nothing connects here: everything else is reached with the first request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from chassis.auth.identity import IdentitySigner, IdentityVerifier
from chassis.auth.keys import load_private_key
from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.messaging.ports import Messaging
from chassis.service import Service
from chassis.web.context import WebContext
from gateway.application import create_gateway_application
from gateway.auth.attempts import AttemptLimits
from gateway.auth.links import LinkDirectory
from gateway.auth.stations import StationDirectory
from gateway.auth.tokens import TokenDirectory
from gateway.clients.transport import ServiceUnavailable, Transport, transports_from_urls
from gateway.config import GatewayConfig
from gateway.context import GatewayParts
from gateway.front.catalogue import Catalogue
from gateway.live.hub import LiveHub
from gateway.security.watching import may_watch

MIGRATIONS = Path(__file__).parent / "migrations"


def bootstrap(
    config: GatewayConfig,
    *,
    transports: Mapping[str, Transport] | None = None,
    messaging: Messaging | None = None,
    clock: Clock = system_clock,
) -> Service:
    """The gateway, put together.

    `transports` are the ways to the services (embedded: in process); without them, the settings name addresses.
    With `messaging`, live pages hear of events; without, they stay open and hear nothing.
    """
    database = Database(config.database_url)
    key = load_private_key(Path(config.identity_key))
    signer = IdentitySigner(key, clock)
    stations = StationDirectory(database, clock)
    ways = dict(transports if transports is not None else transports_from_urls(config.service_urls()))
    gateway = GatewayParts(
        config=config,
        database=database,
        clock=clock,
        signer=signer,
        transports=ways,
        tokens=TokenDirectory(database, clock, stations),
        stations=stations,
        links=LinkDirectory(ways, signer, clock),
        attempts=AttemptLimits(_limits(config)),
        catalogue=Catalogue(ways),
        hub=LiveHub(config.live_streams),
        secret=config.session_secret_text(),
    )
    context = WebContext(
        service="gateway",
        database=database,
        verifier=IdentityVerifier(key.public_key()),
        clock=clock,
        parts=gateway,
        ready=lambda: _reachable(ways),
        may_watch=lambda: may_watch(config),
    )
    return Service("gateway", database, create_gateway_application(context, gateway, messaging), clock=clock)


def create_web() -> Flask:
    """The application with settings from the environment, for a server that wants one by name."""
    return bootstrap(GatewayConfig.from_environment()).web


def _limits(config: GatewayConfig) -> dict[str, str]:
    return {
        "address": config.sign_in_limit,
        "email": config.sign_in_limit_per_email,
        "own_password": config.sign_in_limit_per_email,
        "private_link": config.private_link_limit,
        "pairing_code": config.pairing_code_limit,
    }


def _reachable(transports: Mapping[str, Transport]) -> dict[str, Any]:
    return {service: _answers(transport) for service, transport in transports.items()}


def _answers(transport: Transport) -> bool:
    try:
        response = transport.request("GET", "/healthz", {})
        response.read()
    except ServiceUnavailable:
        return False
    return response.status == 200

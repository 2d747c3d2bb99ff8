"""What bootstrap gives the gateway's web side, and how its code gets hold of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import current_app

from chassis.auth.identity import IdentitySigner
from chassis.clock import Clock
from chassis.db.database import Database
from chassis.web.context import WebContext
from gateway.auth.attempts import AttemptLimits
from gateway.auth.links import LinkDirectory
from gateway.auth.stations import StationDirectory
from gateway.auth.tokens import TokenDirectory
from gateway.clients.transport import Transport
from gateway.config import GatewayConfig
from gateway.front.catalogue import Catalogue
from gateway.live.hub import LiveHub


@dataclass(frozen=True)
class GatewayParts:
    """The gateway's own parts, one of each."""

    config: GatewayConfig
    database: Database
    clock: Clock
    signer: IdentitySigner
    transports: Mapping[str, Transport]
    tokens: TokenDirectory
    stations: StationDirectory
    links: LinkDirectory
    attempts: AttemptLimits
    catalogue: Catalogue
    hub: LiveHub
    secret: str


def parts() -> GatewayParts:
    """The parts of the application that answers the current request."""
    context: WebContext = current_app.extensions["hoinghi"]
    return cast(GatewayParts, context.parts)

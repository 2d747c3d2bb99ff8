"""A process that a film goes through: `python -m tests.faults.film_programs embedded|stack gateway|documents PORT`."""

from __future__ import annotations

import os
import sys

from flask import Flask

from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.clients.transport import HttpTransport, Transport, WsgiTransport
from gateway.config import GatewayConfig
from hoinghi import parts
from hoinghi.server import LOOPBACK, SERVICE_THREADS, ThreadedServer


def load(mode: str, name: str) -> Flask:
    """The application: as in the stack one that asks over HTTP, or the gateway with the service inside."""
    if name == "documents":
        return parts.web("documents")
    way: Transport = (
        HttpTransport("documents", os.environ["HOINGHI_DOCUMENTS_URL"])
        if mode == "stack"
        else WsgiTransport("documents", parts.web("documents"))
    )
    # Pages ask the other services, too, which have no part in the way of a film.
    ways = {each: WsgiTransport(each, parts.web(each)) for each in ("registration", "notification")}
    return bootstrap_gateway(GatewayConfig.from_environment(os.environ), transports={"documents": way, **ways}).web


if __name__ == "__main__":
    mode, name, port = sys.argv[1:]
    ThreadedServer(lambda: load(mode, name), f"{LOOPBACK}:{port}", threads=SERVICE_THREADS).run()

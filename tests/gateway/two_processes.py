"""A service in two processes: `python -m tests.gateway.two_processes PORT`. Its answers name the process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

from flask import Flask, Response, request

from hoinghi import server
from hoinghi.server import LOOPBACK, ThreadedServer

YIELD_SECONDS = 0.25
"""Longer than the product's: a busy machine, too, lets the idle process run in that time."""


def load() -> Flask:
    """An application that answers at once, or goes on for as long as somebody listens."""
    app = Flask(__name__)

    @app.post("/read")
    def read() -> str:
        request.get_data()
        return str(os.getpid())

    @app.post("/go-on")
    def go_on() -> Response:
        request.get_data()

        def pieces() -> Iterator[str]:
            yield str(os.getpid())
            while True:
                time.sleep(0.01)
                yield " "

        return Response(pieces())

    return app


if __name__ == "__main__":
    server.YIELD_SECONDS = YIELD_SECONDS
    ThreadedServer(load, f"{LOOPBACK}:{sys.argv[1]}", threads=4, processes=2).run()

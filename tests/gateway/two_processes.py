"""A service in two processes: `python -m tests.gateway.two_processes PORT`. Its answers name the process."""

from __future__ import annotations

import os
import sys
import time

from flask import Flask, request

from hoinghi.server import LOOPBACK, ThreadedServer


def load() -> Flask:
    """An application that thinks as long as it is told."""
    app = Flask(__name__)

    @app.post("/work/<int:milliseconds>")
    def work(milliseconds: int) -> str:
        request.get_data()
        ends = time.monotonic() + milliseconds / 1000
        while time.monotonic() < ends:
            pass
        return str(os.getpid())

    return app


if __name__ == "__main__":
    ThreadedServer(load, f"{LOOPBACK}:{sys.argv[1]}", threads=4, processes=2).run()

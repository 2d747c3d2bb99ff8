"""Bodies that arrive slowly: a peer that falls silent is given up, so that it holds neither a thread nor a lock.

with patient(request, SILENT_SECONDS):
    ...request.stream.read(…)...
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

from flask import Request

SILENT_SECONDS = 30.0


@contextlib.contextmanager
def patient(request: Request, seconds: float = SILENT_SECONDS) -> Iterator[None]:
    """Give up reading when nothing came for so long: the stream then raises as it does when the peer is gone.

    The server (gunicorn) lends the socket; under another one, and where a request is made without a network, the
    time limit is that of whoever reads the network.
    """
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    if connection is None:
        yield
        return
    before = connection.gettimeout()
    connection.settimeout(seconds)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            connection.settimeout(before)

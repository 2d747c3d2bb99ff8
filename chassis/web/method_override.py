"""For senders whose network lets only GET and POST through (tus 1.0.0, `X-HTTP-Method-Override`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MEANT = frozenset({"DELETE", "HEAD", "OPTIONS", "PATCH"})


class MethodOverride:
    """WSGI: lets a POST to an upload count as the method that its header names, and nothing else."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        meant = environ.get("HTTP_X_HTTP_METHOD_OVERRIDE")
        if meant in MEANT and environ["REQUEST_METHOD"] == "POST" and "/video-report/uploads" in environ["PATH_INFO"]:
            environ["REQUEST_METHOD"] = meant
        return self._application(environ, start_response)

"""The gate's own way through the gateway: check-ins with a known token go past Flask, straight to registration.

Three hundred people come through the door within half an hour, from several gates, and nothing else needs the
gateway so often. Here a request costs a dictionary lookup and one pooled connection. Whatever is not quite usual
(another method or address, no token, an unknown one, a long body) takes the ordinary way and gets its ordinary answer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from chassis.web.application import REQUESTS
from chassis.web.problems import Problem
from gateway.clients.transport import ServiceUnavailable

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from chassis.auth.identity import Identity
    from gateway.clients.transport import ServiceResponse
    from gateway.context import GatewayParts

CHECK_INS = re.compile(r"/api/v1(/conferences/[a-z0-9-]{1,64}/check-ins)")
LONGEST = 4096
"""Bytes of a check-in; a pass has 168 characters."""
PASSED_IN = {
    "HTTP_ACCEPT_LANGUAGE": "Accept-Language",
    "HTTP_IDEMPOTENCY_KEY": "Idempotency-Key",
    "HTTP_TRACEPARENT": "traceparent",
    "CONTENT_TYPE": "Content-Type",
}
PASSED_OUT = frozenset({"content-type", "idempotency-replayed", "retry-after"})
ANSWER_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
]
_REASONS = {200: "200 OK", 201: "201 Created"}


class GatePath:
    """WSGI: answers check-ins itself and leaves the rest to `ordinary`."""

    def __init__(self, ordinary: WSGIApplication, here: GatewayParts) -> None:
        self._ordinary = ordinary
        self._here = here

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        found = self._usual(environ)
        if found is None:
            return self._ordinary(environ, start_response)
        path, identity, length = found
        began = time.perf_counter()
        body = environ["wsgi.input"].read(length)
        try:
            answer = self._ask(environ, path, identity, body)
            content = answer.read()
        except ServiceUnavailable:
            # The ordinary way has the words for it; the scan's id makes asking twice harmless.
            environ["wsgi.input"] = BytesIO(body)
            return self._ordinary(environ, start_response)
        REQUESTS.labels("gateway", "check-ins", "POST", answer.status).observe(time.perf_counter() - began)
        return _answered(answer, content, start_response)

    def _usual(self, environ: WSGIEnvironment) -> tuple[str, Identity, int] | None:
        if environ["REQUEST_METHOD"] != "POST" or environ.get("QUERY_STRING"):
            return None
        match = CHECK_INS.fullmatch(environ["PATH_INFO"])
        length = str(environ.get("CONTENT_LENGTH") or "")
        if match is None or not length.isdecimal() or int(length) > LONGEST:
            return None
        identity = self._bearer(str(environ.get("HTTP_AUTHORIZATION", "")))
        return None if identity is None else (match[1], identity, int(length))

    def _bearer(self, authorization: str) -> Identity | None:
        scheme, _, token = authorization.partition(" ")
        try:
            return self._here.tokens.identity_of(token) if scheme.lower() == "bearer" and token else None
        except Problem:
            return None

    def _ask(self, environ: WSGIEnvironment, path: str, identity: Identity, body: bytes) -> ServiceResponse:
        headers = {name: str(environ[key]) for key, name in PASSED_IN.items() if environ.get(key)}
        headers["Authorization"] = f"Bearer {self._here.signer.sign(identity)}"
        return self._here.transports["registration"].request("POST", path, headers, body)


def _answered(answer: ServiceResponse, content: bytes, start_response: StartResponse) -> Iterable[bytes]:
    headers = [(name, value) for name, value in answer.headers if name.lower() in PASSED_OUT]
    headers += [*ANSWER_HEADERS, ("Content-Length", str(len(content)))]
    start_response(_REASONS.get(answer.status, f"{answer.status} Status"), headers)
    return [content]

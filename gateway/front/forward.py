"""Forwards API requests to the services: the way of every check-in, so it does next to nothing.

Only named headers pass in either direction. Whatever a request says about identity is dropped; the services
get the identity that the gateway signed.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from flask import Blueprint, Response, g, request

from chassis.auth.identity import Identity
from chassis.observability.tracing import current_traceparent
from chassis.web.problems import NOT_FOUND, NOT_SIGNED_IN, Problem
from gateway.clients.services import OCTETS, PATH_SAFE
from gateway.clients.transport import Body, ServiceResponse
from gateway.context import parts
from gateway.security.long_bodies import long_body

blueprint = Blueprint("front", __name__)

PASSED_IN = (
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Range",
)
NOT_PASSED_OUT = frozenset(
    {
        # Hop by hop (RFC 9110 section 7.6.1).
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
        "te", "trailer", "transfer-encoding", "upgrade",
        # The gateway's own to say.
        "date", "server", "set-cookie", "strict-transport-security", "content-security-policy",
    }
)  # fmt: skip
READ_WHOLE = 256 * 1024
"""Bytes up to which an answer is read at once, which gives its connection back soonest."""


@blueprint.route("/api/v1/<path:path>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def forward(path: str) -> Response:
    """Ask the owner of `path` on behalf of the bearer of the token."""
    here = parts()
    identity = bearer_identity()
    target = here.catalogue.target("/" + path)
    if target is None:
        raise Problem(NOT_FOUND)
    headers = {name: request.headers[name] for name in PASSED_IN if name in request.headers}
    headers["Authorization"] = f"Bearer {here.signer.sign(identity)}"
    traceparent = current_traceparent()
    if traceparent:
        headers["traceparent"] = traceparent
    address = quote(target.path, safe=PATH_SAFE)
    if request.query_string:
        address += "?" + request.query_string.decode("latin-1")
    return passed_on(here.transports[target.service].request(request.method, address, headers, _body()))


def _body() -> Body:
    """What was sent: read whole, which gives the connection to the service back soonest; a file in pieces."""
    if request.method in ("GET", "HEAD"):
        return None
    return long_body() if request.mimetype == OCTETS else request.get_data(cache=False)


def bearer_identity() -> Identity:
    """Who shows the API token in `Authorization`. A session cookie counts for nothing here. Raises `not-signed-in`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    identity = parts().tokens.identity_of(token) if scheme.lower() == "bearer" and token else None
    if identity is None:
        raise Problem(NOT_SIGNED_IN)
    g.audit_identity = identity
    return identity


def passed_on(answer: ServiceResponse) -> Response:
    """A service's answer as the gateway's own; long bodies are streamed."""
    length = answer.header("Content-Length")
    body: bytes | Iterable[bytes]
    body = answer.read() if length is not None and int(length) <= READ_WHOLE else answer.stream()
    response = Response(body, answer.status)
    response.headers.clear()
    for name, value in answer.headers:
        if name.lower() not in NOT_PASSED_OUT:
            response.headers.add(name, value)
    return response

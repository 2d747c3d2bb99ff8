"""One request to a service: the port, and its two adapters.

HttpTransport   over the network, pooled connections (stack)
WsgiTransport   straight into the service's Flask application (embedded)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes, urlsplit

import urllib3
from flask import Flask
from urllib3.util import Retry, Timeout
from werkzeug.exceptions import ClientDisconnected
from werkzeug.test import run_wsgi_app

CHUNK = 64 * 1024
LARGE = 64 * 1024
"""Bytes of a body that takes the service a while."""
CONNECT_SECONDS = 2.0
READ_SECONDS = 30.0
REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE"})
"""Methods that may be sent twice (RFC 9110 section 9.2.2)."""


class ServiceUnavailable(Exception):
    """A service could not be reached, or broke off. What was asked may or may not have happened."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


def _nothing() -> None:
    return None


@dataclass
class ServiceResponse:
    """An answer whose body is read either whole (`read`) or in pieces (`stream`), once."""

    status: int
    headers: list[tuple[str, str]]
    chunks: Iterable[bytes]
    close: Callable[[], None] = field(default=_nothing)

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def read(self) -> bytes:
        """The whole body; the connection is given back."""
        try:
            return b"".join(self.chunks)
        finally:
            self.close()

    def stream(self) -> Iterator[bytes]:
        """The body in pieces as they arrive; the connection is given back at the end or when nobody listens."""
        try:
            yield from self.chunks
        finally:
            self.close()


class Readable(Protocol):
    """Where a long body comes from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


@dataclass(frozen=True)
class LongBody:
    """A body that is passed on in pieces as it arrives; `length` in bytes, None where nobody knows before its end."""

    stream: Readable
    length: int | None

    def pieces(self) -> Iterator[bytes]:
        """The body, a piece at a time. Raises `ClientDisconnected` when it ends too soon.

        A server that ends its streams itself (gunicorn) says nothing of that. Without the exception the service would
        go on waiting for the rest of what was promised, and keep locked what it writes to.
        """
        passed = 0
        while piece := self.stream.read(CHUNK):
            passed += len(piece)
            yield piece
        if self.length is not None and passed < self.length:
            raise ClientDisconnected


Body = bytes | LongBody | None


class Transport(Protocol):
    """A way to one service."""

    def request(self, method: str, path: str, headers: Mapping[str, str], body: Body = None) -> ServiceResponse:
        """Ask. `path` is percent-encoded and may have a query. Raises `ServiceUnavailable`."""
        ...


class HttpTransport:
    """A pool of kept connections to a service's address. Nothing connects before the first request.

    A kept connection stays with one process of the service. What takes long goes on a connection of its own, which the
    process that has nothing to do takes up first: two large batches are not read by one process, one after the other.
    """

    def __init__(self, service: str, url: str, *, connections: int = 64) -> None:
        self.service = service
        self._prefix = urlsplit(url).path.rstrip("/")
        timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        self._pool, self._single_use = (
            urllib3.connectionpool.connection_from_url(url, maxsize=connections, timeout=timeout) for _ in range(2)
        )

    def request(self, method: str, path: str, headers: Mapping[str, str], body: Body = None) -> ServiceResponse:
        """Ask over HTTP; what may be sent twice is, when a kept connection turns out to be dead."""
        long = isinstance(body, LongBody)
        twice = not long and (method in REPEATABLE or "Idempotency-Key" in headers)
        retries = Retry(1, connect=0, redirect=False, status=False, allowed_methods=None) if twice else False
        alone = {"Connection": "close"} if _is_large(body) else {}
        pool = self._single_use if alone else self._pool
        try:
            response = pool.urlopen(
                method,
                self._prefix + path,
                body=body.pieces() if isinstance(body, LongBody) else body,
                headers=_with_length(headers, body) | alone,
                retries=retries,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
        except urllib3.exceptions.HTTPError as error:
            raise ServiceUnavailable(self.service) from error
        return ServiceResponse(
            response.status, list(response.headers.items()), self._chunks(response), _closer(response)
        )

    def _chunks(self, response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        try:
            yield from response.stream(CHUNK, decode_content=False)
        except urllib3.exceptions.HTTPError as error:
            raise ServiceUnavailable(self.service) from error


def _is_large(body: Body) -> bool:
    return isinstance(body, LongBody) or len(body or b"") >= LARGE


def _with_length(headers: Mapping[str, str], body: Body) -> dict[str, str]:
    """Without a length a long body goes in chunks (RFC 9112 section 7.1)."""
    known = isinstance(body, LongBody) and body.length is not None
    return dict(headers) | ({"Content-Length": str(body.length)} if known else {})  # type: ignore[union-attr]


def _closer(response: urllib3.BaseHTTPResponse) -> Callable[[], None]:
    def close() -> None:
        # A body that was not read to its end would be taken for the next answer on this connection.
        if not getattr(response, "closed", True):
            response.close()
        response.release_conn()

    return close


class WsgiTransport:
    """Calls a service's Flask application in this process and this thread."""

    def __init__(self, service: str, app: Flask) -> None:
        self.service = service
        self._app = app

    def request(self, method: str, path: str, headers: Mapping[str, str], body: Body = None) -> ServiceResponse:
        """Ask without a network. Pieces of the body are made while they are read."""
        environ = _environ(method, path, headers, body)
        chunks, status, answered = run_wsgi_app(self._app.wsgi_app, environ, buffered=False)
        close = getattr(chunks, "close", _nothing)
        return ServiceResponse(int(status.split(" ", 1)[0]), list(answered.items()), chunks, close)


def _environ(method: str, path: str, headers: Mapping[str, str], body: Body) -> dict[str, Any]:
    encoded, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(encoded).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": body.stream if isinstance(body, LongBody) else BytesIO(body or b""),
        "wsgi.errors": _Discard(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if isinstance(body, LongBody) and body.length is None:
        environ["wsgi.input_terminated"] = True
    else:
        environ["CONTENT_LENGTH"] = str(body.length if isinstance(body, LongBody) else len(body or b""))
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ


class _Discard:
    """Where WSGI's own error text goes: the service logs by itself."""

    def write(self, _text: str) -> int:
        return 0

    def writelines(self, _lines: Iterable[str]) -> None:
        return None

    def flush(self) -> None:
        return None


def transports_from_urls(urls: Mapping[str, str]) -> dict[str, Transport]:
    """A way to each service that has an address."""
    return {service: HttpTransport(service, url) for service, url in urls.items() if url}

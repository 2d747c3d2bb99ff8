"""What pages use to ask the services, on behalf of the person at the page.

    services().registration.get("/conferences/thai-nguyen-2024/delegates", q="lan")
    services().registration.post("/conferences/…/delegates", {"full_name": …})

A refusal raises `ServiceProblem`, which the form shows at its fields or the error page in words; a service
that is not there raises `ServiceUnavailable`, which becomes the 503 page. What is only on its way is `NotThereYet`,
and its page asks again by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from chassis.auth.identity import Identity, IdentitySigner
from chassis.language import Language
from chassis.observability.tracing import current_traceparent
from gateway.clients.transport import Body, LongBody, ServiceResponse, ServiceUnavailable, Transport

OCTETS = "application/octet-stream"
"""A file as it is: a body of this kind is passed on in pieces."""
BEING_MADE = "/problems/being-made"
PATH_SAFE = "/:@!$&'()*+,;=~-._"


class ServiceProblem(Exception):
    """A service refused, with problem details (RFC 9457) in the reader's language."""

    def __init__(self, service: str, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(f"{service} answered {status}: {body.get('title', '')}")
        self.service = service
        self.status = status
        self.body = dict(body)
        self.title = str(body.get("title") or "")
        self.detail = str(body.get("detail") or "")

    @property
    def slug(self) -> str:
        """The kind of problem, such as `changed-meanwhile`; empty for plain HTTP errors."""
        kind = str(self.body.get("type") or "")
        return kind.rsplit("/", 1)[-1] if kind.startswith("/problems/") else ""

    def field_faults(self) -> dict[str, str]:
        """What is wrong with which field, by the field's name (the last part of the JSON pointer)."""
        faults: dict[str, str] = {}
        for fault in self.body.get("errors") or ():
            name = str(fault.get("pointer", "")).rsplit("/", 1)[-1]
            faults[name] = (faults[name] + " " if name in faults else "") + str(fault.get("detail", ""))
        return faults


class NotThereYet(ServiceProblem):
    """What is asked for is on its way: `retry_after` seconds and it is likely to be there."""

    retry_after = 2


@dataclass(frozen=True)
class Caller:
    """On whose behalf, and in which language they read."""

    identity: Identity
    language: Language


class ServiceClient:
    """One service, asked on behalf of one caller."""

    def __init__(self, service: str, transport: Transport | None, signer: IdentitySigner, caller: Caller) -> None:
        self._service = service
        self._transport = transport
        self._signer = signer
        self._caller = caller

    def get(self, path: str, **query: Any) -> Any:
        """The JSON at `path`. Query values that are None or empty are left out."""
        return self._json("GET", path + _query(query))

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """POST JSON and return the answer's JSON (None for an empty one). `key` is the Idempotency-Key."""
        return self._json("POST", path, body if body is not None else {}, key)

    def post_file(self, path: str, content: bytes, media_type: str, *, key: str | None = None, **query: Any) -> Any:
        """POST a file as it is, and return the answer's JSON."""
        return self._answer(self._send("POST", path + _query(query), content, key, media_type))

    def post_long(self, path: str, body: LongBody, *, key: str | None = None, **query: Any) -> Any:
        """POST a file in pieces as it arrives, however long it is, and return the answer's JSON."""
        return self._answer(self._send("POST", path + _query(query), body, key, OCTETS))

    def put(self, path: str, body: Any, *, key: str | None = None) -> Any:
        """PUT JSON."""
        return self._json("PUT", path, body, key)

    def patch(self, path: str, body: Any, *, key: str | None = None) -> Any:
        """PATCH JSON."""
        return self._json("PATCH", path, body, key)

    def delete(self, path: str, *, key: str | None = None, more: Mapping[str, str] | None = None) -> Any:
        """DELETE. `more`: further headers."""
        return self._answer(self._send("DELETE", path, None, key, more=more))

    def open(self, path: str, **query: Any) -> ServiceResponse:
        """A file, to be streamed on. Raises `ServiceProblem` when it is refused."""
        return self.open_as(path + _query(query), {})

    def open_as(self, path: str, headers: Mapping[str, str]) -> ServiceResponse:
        """A file, asked for with further headers: a range of it, or only if it changed."""
        response = self._send("GET", path, None, None, more=headers)
        if response.status >= 400:
            raise self._problem(response)
        return response

    def post_answered(self, path: str, body: Any, *, key: str | None = None) -> tuple[int, Any]:
        """POST JSON; status and JSON of the answer, whatever it is (the gate shows refusals as results)."""
        response = self._send("POST", path, body, key)
        return response.status, _decoded(response.read())

    def _json(self, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        return self._answer(self._send(method, path, body, key))

    def _answer(self, response: ServiceResponse) -> Any:
        if response.status >= 400:
            raise self._problem(response)
        return _decoded(response.read())

    def _send(
        self,
        method: str,
        path: str,
        body: Any,
        key: str | None,
        media_type: str = "application/json",
        more: Mapping[str, str] | None = None,
    ) -> ServiceResponse:
        if self._transport is None:
            raise ServiceUnavailable(self._service)
        headers = {
            "Authorization": f"Bearer {self._signer.sign(self._caller.identity)}",
            "Accept-Language": self._caller.language,
            "Accept": "application/json",
            **(more or {}),
        }
        traceparent = current_traceparent()
        if traceparent:
            headers["traceparent"] = traceparent
        if key:
            headers["Idempotency-Key"] = key
        encoded: Body = None
        if body is not None:
            headers["Content-Type"] = media_type
            encoded = body if isinstance(body, bytes | LongBody) else json.dumps(body, ensure_ascii=False).encode()
        return self._transport.request(method, _encoded_path(path), headers, encoded)

    def _problem(self, response: ServiceResponse) -> Exception:
        decoded = _decoded(response.read())
        body = decoded if isinstance(decoded, dict) else {}
        if body.get("type") == BEING_MADE:
            return NotThereYet(self._service, response.status, body)
        if response.status in (502, 503, 504):
            return ServiceUnavailable(self._service)
        return ServiceProblem(self._service, response.status, body)


class Services:
    """The three services, asked on behalf of one caller."""

    def __init__(self, transports: Mapping[str, Transport], signer: IdentitySigner, caller: Caller) -> None:
        def client(service: str) -> ServiceClient:
            return ServiceClient(service, transports.get(service), signer, caller)

        self.registration = client("registration")
        self.documents = client("documents")
        self.notification = client("notification")

    def named(self, service: str) -> ServiceClient:
        """The client of a service by its name. Raises `KeyError` for an unknown one."""
        clients = {
            "registration": self.registration,
            "documents": self.documents,
            "notification": self.notification,
        }
        return clients[service]


def path(*segments: object) -> str:
    """A path of these segments, each percent-encoded: `path("conferences", slug, "delegates", id)`."""
    return "/" + "/".join(quote(str(segment), safe="") for segment in segments)


def _query(values: Mapping[str, Any]) -> str:
    kept = {name: _query_value(value) for name, value in values.items() if value is not None and value != ""}
    return "?" + urlencode(kept, doseq=True) if kept else ""


def _query_value(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _encoded_path(path_and_query: str) -> str:
    encoded, mark, query = path_and_query.partition("?")
    return quote(encoded, safe=PATH_SAFE + "%") + mark + query


def _decoded(body: bytes) -> Any:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return None

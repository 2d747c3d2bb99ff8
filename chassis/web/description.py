"""What is true of every address, said once: the answers that the chassis gives by itself, and `Idempotency-Key`.

    names its roles (`permit`)   401 not signed in, 403 another role
    has a place in its path      404
    changes something            the header Idempotency-Key; 400 for a bad key, 409 for a key used before
    takes a body                 400, 413, 415, 422
    takes a query                422

Resources document only what is theirs beyond that (`Blueprint.problems`).
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

METHODS = ("get", "put", "post", "patch", "delete", "head", "options")
SAFE = ("get", "head", "options")
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "description": "The same key and request again give the same answer and change nothing.",
}
REFERENCE = {"$ref": "#/components/parameters/IdempotencyKey"}

Document = dict[str, Any]


def complete(document: Document) -> Document:
    """The document with what every operation shares; what a resource documents itself is left as it is.

    An answer that is not named is not given: the catch-all `default` is taken away.
    """
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                _complete(operation, method, in_place="{" in path, shared=item.get("parameters", []))
    components = document.setdefault("components", {})
    components.setdefault("parameters", {})["IdempotencyKey"] = IDEMPOTENCY_KEY
    components.get("responses", {}).pop("DEFAULT_ERROR", None)
    return document


def _complete(operation: Document, method: str, *, in_place: bool, shared: list[Document]) -> None:
    known = "x-roles" in operation
    if known and method not in SAFE:
        operation.setdefault("parameters", []).append(REFERENCE)
    takes_query = any(each.get("in") == "query" for each in [*shared, *operation.get("parameters", [])])
    responses = operation["responses"]
    responses.pop("default", None)
    for status in _statuses(known, method, in_place, takes_query, "requestBody" in operation):
        responses.setdefault(str(status), _problem(status))
    operation["responses"] = dict(sorted(responses.items()))


def _problem(status: int) -> Document:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": HTTPStatus(status).phrase, "content": content}


def _statuses(known: bool, method: str, in_place: bool, takes_query: bool, takes_body: bool) -> Iterator[int]:
    if known:
        yield from (401, 403)
    if in_place:
        yield 404
    if known and method not in SAFE:
        yield from (400, 409)
    if takes_body:
        yield from (400, 413, 415, 422)
    if takes_query:
        yield 422

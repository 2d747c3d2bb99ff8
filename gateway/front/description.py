"""The API's one description: the services' OpenAPI documents merged with the gateway's own."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from gateway.front.catalogue import FAILED_EVENTS, METHODS

PREFIX = "/api/v1"
Document = dict[str, Any]


def merge(own: Document, services: Mapping[str, Document], *, version: str = "v1") -> Document:
    """One valid OpenAPI 3.1 document of all of them.

    A component whose name two documents use for different things gets its service's name in front. Operation ids are
    made unique the same way. Paths are relative to `/api/v1`.
    """
    merged: Document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Hội nghị",
            "version": version,
            "description": "Everything of a conference, from the plan to a scanned pass. "
            "Get a token at `POST /tokens` and send it as `Authorization: Bearer …`.",
        },
        "servers": [{"url": PREFIX}],
        "security": [{"bearer": []}],
        "paths": {},
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": "An API token from `POST /tokens`."}
            }
        },
        "tags": [],
    }
    seen_ids: set[str] = set()
    for service, document in {"gateway": _relative(own), **services}.items():
        _add(merged, service, copy.deepcopy(document), seen_ids)
    return merged


def _relative(own: Document) -> Document:
    paths = {path.removeprefix(PREFIX): item for path, item in own.get("paths", {}).items() if path.startswith(PREFIX)}
    return own | {"paths": paths}


def _add(merged: Document, service: str, document: Document, seen_ids: set[str]) -> None:
    renamed = _clashes(merged["components"], document.get("components", {}), service)
    document = _with_references(document, renamed)
    for kind, components in document.get("components", {}).items():
        if kind == "securitySchemes":
            continue
        target = merged["components"].setdefault(kind, {})
        for name, component in components.items():
            target[renamed.get((kind, name), name)] = component
    for path, item in document["paths"].items():
        merged["paths"][_outside(path, service)] = _with_unique_ids(item, service, path, seen_ids)
    used = {tag for item in document["paths"].values() for tag in _tags(item)}
    known = {tag["name"] for tag in merged["tags"]}
    merged["tags"] += [{"name": tag} for tag in sorted(used - known)]


def _tags(item: Document) -> list[str]:
    return [tag for method in METHODS for tag in item.get(method, {}).get("tags", [])]


def _outside(path: str, service: str) -> str:
    prefix = f"/{FAILED_EVENTS}"
    if path == prefix or path.startswith(prefix + "/"):
        return f"{prefix}/{service}{path.removeprefix(prefix)}"
    return path


def _clashes(known: Document, added: Document, service: str) -> dict[tuple[str, str], str]:
    """New names for components that are already there with another meaning.

    What refers to a renamed component changes with it, so the comparison is repeated until nothing more clashes.
    """
    renamed: dict[tuple[str, str], str] = {}
    while True:
        referring = _with_references(added, renamed)
        found = {
            (kind, name): f"{service.capitalize()}{name}"
            for kind, components in referring.items()
            for name, component in components.items()
            if (kind, name) not in renamed and known.get(kind, {}).get(name, component) != component
        }
        if not found:
            return renamed
        renamed |= found


def _with_references(value: Any, renamed: Mapping[tuple[str, str], str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _reference(inner, renamed)
            if name == "$ref" and isinstance(inner, str)
            else _with_references(inner, renamed)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_references(inner, renamed) for inner in value]
    return value


def _reference(reference: str, renamed: Mapping[tuple[str, str], str]) -> str:
    start, _, name = reference.rpartition("/")
    kind = start.rpartition("/")[2]
    return f"{start}/{renamed.get((kind, name), name)}"


def _with_unique_ids(item: Document, service: str, path: str, seen: set[str]) -> Document:
    for method in METHODS:
        operation = item.get(method)
        if operation is None:
            continue
        name = operation.get("operationId") or _operation_name(method, path)
        while name in seen:
            name = f"{service}_{name}"
        seen.add(name)
        operation["operationId"] = name
    return item


def _operation_name(method: str, path: str) -> str:
    words = [segment.strip("{}").replace("-", "_").replace(".", "_") for segment in path.strip("/").split("/")]
    return "_".join([method, *words])

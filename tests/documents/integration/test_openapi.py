"""The description of the API is complete, and odd addresses do not break it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.world import SLUG, Documents


def _operations(documents: Documents) -> list[dict[str, Any]]:
    paths = documents.client.get("/openapi.json").get_json()["paths"]
    return [operation for path in paths.values() for verb, operation in path.items() if verb in ("get", "post")]


def test_every_operation_has_a_name_of_its_own_and_a_summary(documents: Documents) -> None:
    operations = _operations(documents)
    names = [operation["operationId"] for operation in operations]
    assert sorted(set(names)) == sorted(names)
    assert [operation["operationId"] for operation in operations if not operation["summary"]] == []


def test_every_operation_names_its_roles(documents: Documents) -> None:
    assert [each["operationId"] for each in _operations(documents) if not each["x-roles"]] == []


ODD = (
    "/conferences/a%00b/plan",
    "/conferences/a%00b/papers",
    f"/conferences/{SLUG}/obligations?q=a%00b",
    f"/conferences/{SLUG}/obligations?q=%ED%A0%80",
    f"/conferences/{SLUG}/papers?page=1000000&page_size=500",
)


@pytest.mark.parametrize("path", ODD)
def test_odd_address_is_answered_without_a_failure(planned: Documents, path: str) -> None:
    assert planned.call("GET", path).status_code in (200, 404, 422)

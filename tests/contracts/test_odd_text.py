"""Text that a database or an encoding cannot hold is refused or ignored, and never a failure of ours.

PostgreSQL knows no NUL, UTF-8 no lone surrogate; columns end somewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hoinghi import settings
from hoinghi.reference import DOCS
from tests.contracts.calls import Things, body_of, things_of
from tests.contracts.journey import sign_everybody_up, travel
from tests.contracts.permission_table import FORBIDDEN, permissions
from tests.contracts.world import Product, start

DOCUMENT: dict[str, Any] = json.loads((DOCS / "openapi.json").read_text("utf-8"))
OPERATIONS = {
    operation["operationId"]: (method.upper(), path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method in ("get", "put", "post", "patch", "delete")
}
ODD = {"NUL": "a\0b", "surrogate": "a\ud800b", "control": "a\x01\x7fb", "long": "a" * 5000, "NFD": "a\u0302\u0301" * 90}
TABLE = permissions()


def takes_json(operation: dict[str, Any]) -> bool:
    """Whether there are fields to put text into; a spreadsheet is judged by the tests of imports."""
    return "application/json" in operation.get("requestBody", {}).get("content", {})


@pytest.fixture(scope="module")
def world(postgresql: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, Things]]:
    """A product over PostgreSQL that has gone the whole path."""
    urls = {settings.database_setting(part): postgresql.create_database(f"odd-{part}") for part in settings.PARTS}
    for product in start(tmp_path_factory.mktemp("product"), urls):
        traces = travel(product)
        sign_everybody_up(product, traces)
        yield product, things_of(product, traces)["other"]


@pytest.mark.parametrize("oddity", ODD)
@pytest.mark.parametrize("name", [name for name, (_, _, each) in OPERATIONS.items() if takes_json(each)])
def test_odd_text_in_a_body_is_no_failure(world: tuple[Product, Things], name: str, oddity: str) -> None:
    product, things = world
    method, template, _ = OPERATIONS[name]
    body = body_of(name, things)
    path = template.format_map({**things.values, "event_id": things.values["delegate_id"]})
    for field in [field for field, value in body.items() if isinstance(value, str)]:
        # Encoded with escapes: a lone surrogate can travel no other way.
        sent = json.dumps(body | {field: ODD[oddity]}, ensure_ascii=True)
        answer = _caller(product, name).call(method, path, data=sent, content_type="application/json")
        assert answer.status_code < 500, f"{field}: {answer.text}"


@pytest.mark.parametrize("oddity", ["%00", "a%00b", "%ED%A0%80", "%FF", "a" * 5000, "-1", "9" * 40, "1e9"])
@pytest.mark.parametrize("name", [name for name, (method, _, _) in OPERATIONS.items() if method == "GET"])
def test_odd_text_in_an_address_is_no_failure(world: tuple[Product, Things], name: str, oddity: str) -> None:
    product, things = world
    method, template, operation = OPERATIONS[name]
    values = dict(things.values)
    arguments = [each["name"] for each in operation.get("parameters", []) if each.get("in") == "query"]
    paths = [f"{template.format_map(values)}?{argument}={oddity}" for argument in arguments]
    paths += [template.format_map(values | {place: oddity}) for place in values if f"{{{place}}}" in template]
    for path in paths:
        answer = _caller(product, name).call(method, path)
        assert answer.status_code < 500, f"{path}: {answer.text}"


def _caller(product: Product, name: str) -> Any:
    allowed = [role for role in ("organizer", "administrator", "unit") if TABLE[name][role] != FORBIDDEN]
    return product.callers[allowed[0]] if allowed else product.stranger()

"""Odd and good requests to every operation, generated from the API's description: the answers are as described.

No 5xx, no status, content type, header or body that the description does not name. Off are the checks that expect
every request within the schema to succeed (positive data acceptance): whether a version is fresh, a code known or a
step possible now is not in a schema. `make test` asks the stricter database, PostgreSQL; `make soak` runs the same on
both, and with many more requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hoinghi import settings as product_settings
from tests.contracts.calls import Things, failed_event, things_of
from tests.contracts.journey import sign_everybody_up, travel
from tests.contracts.permission_table import FORBIDDEN, permissions
from tests.contracts.world import Product, start

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ROLES = ("organizer", "unit", "receptionist", "administrator")
TABLE = permissions()
CASES = [
    (operation, role)
    for operation, row in TABLE.items()
    for role in ROLES
    if row[role] != FORBIDDEN or (role == "organizer" and operation == "create_token")
]
FEW, MANY = 6, 40
World = tuple[Product, dict[str, Things], Any]
# The product runs in this process, and its sender draws from Python's shared chance for the boundaries of a letter
# (email.generator). Hypothesis takes that for a strategy's doing when it falls into the making of a request.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Do not use the `random` module inside strategies:hypothesis.errors.HypothesisDeprecationWarning"
)


@schemathesis.serializer("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
def spreadsheet(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """Whatever was generated, as it is: hardly ever a spreadsheet."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@schemathesis.serializer("application/offset+octet-stream")
def bytes_of_a_film(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """Whatever was generated, as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.fixture(scope="module", params=[pytest.param("sqlite", marks=pytest.mark.soak), "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A product that has gone the whole path, what can be asked about in it, and its description."""
    databases: dict[str, str] = {}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        databases = {
            product_settings.database_setting(part): server.create_database(f"conformance-{part}")
            for part in product_settings.PARTS
        }
    for product in start(tmp_path_factory.mktemp("product"), databases):
        traces = travel(product)
        sign_everybody_up(product, traces)
        yield (
            product,
            things_of(product, traces),
            schemathesis.openapi.from_wsgi("/api/v1/openapi.json", product.running.web),
        )


@pytest.mark.parametrize(("operation", "role"), CASES)
def test_answers_are_as_described(world: World, operation: str, role: str) -> None:
    _ask(world, operation, role, FEW)


@pytest.mark.soak
@pytest.mark.parametrize(("operation", "role"), CASES)
def test_answers_to_very_many_requests_are_as_described(world: World, operation: str, role: str) -> None:
    _ask(world, operation, role, MANY)


def _ask(world: World, name: str, role: str, number: int) -> None:
    product, things, schema = world
    operation = schema.find_operation_by_id(name)
    if not operation.body and not any(operation.iter_parameters()):
        # One request is like another.
        number = FEW
    cases = st.one_of(*[operation.as_strategy(generation_mode=mode) for mode in GenerationMode])

    @seed(20240705)
    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases, about=st.sampled_from(["unit", "other", "nothing"]))
    def ask(case: Any, about: str) -> None:
        if about != "nothing":
            _put_in(case, things[about], product)
        caller = product.again(role) if name == "revoke_current_token" else product.callers[role]
        case.call_and_validate(headers=caller.headers, checks=CHECKS)

    ask()


def _put_in(case: Any, things: Things, product: Product) -> None:
    """Let a generated request be about things that exist."""
    for place in case.path_parameters or {}:
        if place == "event_id":
            case.path_parameters[place] = failed_event(product, case.path.split("/")[2])
        else:
            case.path_parameters[place] = things.values[place]

"""The merged OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from chassis.web.application import openapi_of
from gateway.front.catalogue import METHODS, AddressClaimedTwice, Catalogue
from tests.gateway.conftest import World


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    answer = world.client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return dict(answer.get_json())


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def test_document_is_valid(document: dict[str, Any]) -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_document_names_its_server_and_how_to_get_in(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "/api/v1"}]
    assert document["security"] == [{"bearer": []}]
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_document_has_every_public_operation_of_every_part(document: dict[str, Any], world: World) -> None:
    found = {(path, method) for path, method, _ in operations(document)}
    assert ("/tokens", "post") in found
    assert ("/conferences/{slug}/delegates", "post") in found
    assert ("/conferences/{slug}/papers", "get") in found
    assert {path for path, _ in found if "failed-events" in path and path.count("/") == 2} == {
        "/failed-events/registration",
        "/failed-events/documents",
        "/failed-events/notification",
    }
    expected = sum(len(list(operations(openapi_of(app)))) for app in (*world.apps.values(), world.web))
    assert len(found) == expected - 1


def test_operation_of_the_gateway_itself_is_not_shown(document: dict[str, Any]) -> None:
    assert "/private-links" not in document["paths"]


def test_operation_ids_are_unique(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))


def test_schemas_with_one_name_and_two_meanings_are_told_apart(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert list(schemas["Thing"]["properties"]) == ["documents"]
    assert list(schemas["NotificationThing"]["properties"]) == ["notification"]
    page = document["paths"]["/conferences/{slug}/messages"]["get"]["responses"]["200"]["content"]
    reference = page["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert schemas[reference]["properties"]["items"]["items"]["$ref"] == "#/components/schemas/NotificationThing"


def test_schemas_that_mean_the_same_are_there_once(document: dict[str, Any]) -> None:
    assert [name for name in document["components"]["schemas"] if name.endswith("FieldFault")] == ["FieldFault"]


def test_two_services_cannot_claim_one_address(world: World) -> None:
    registration = world.parts.transports["registration"]
    catalogue = Catalogue({"registration": registration, "copy": registration})
    with pytest.raises(AddressClaimedTwice):
        catalogue.documents()


def test_try_out_page_loads_nothing_from_elsewhere(world: World) -> None:
    page = world.client().get("/api/docs")
    assert page.status_code == 200
    assert "//" not in page.text.replace("<!doctype", "")
    assert 'data-document="/api/v1/openapi.json"' in page.text

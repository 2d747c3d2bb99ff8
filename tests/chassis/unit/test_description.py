"""What is true of every address is said by the chassis, once."""

from __future__ import annotations

from typing import Any

from chassis.web.description import IDEMPOTENCY_KEY, complete


def _described(method: str, path: str = "/things", /, **operation: Any) -> dict[str, Any]:
    document = {"paths": {path: {method: {"responses": {"200": {}, "default": {}}} | operation}}}
    described: dict[str, Any] = complete(document)["paths"][path][method]
    return described


def test_reading_names_its_answers_and_no_others() -> None:
    described = _described("get", **{"x-roles": ["organizer"]})
    assert list(described["responses"]) == ["200", "401", "403"]


def test_place_in_the_path_may_be_unknown() -> None:
    described = _described("get", "/things/{id}", **{"x-roles": ["organizer"]})
    assert list(described["responses"]) == ["200", "401", "403", "404"]


def test_query_may_be_wrong() -> None:
    described = _described("get", parameters=[{"in": "query", "name": "q"}], **{"x-roles": ["organizer"]})
    assert list(described["responses"]) == ["200", "401", "403", "422"]


def test_change_takes_an_idempotency_key() -> None:
    described = _described("post", **{"x-roles": ["organizer"]})
    assert described["parameters"] == [{"$ref": "#/components/parameters/IdempotencyKey"}]
    assert list(described["responses"]) == ["200", "400", "401", "403", "409"]


def test_body_may_be_unreadable() -> None:
    described = _described("post", requestBody={}, **{"x-roles": ["organizer"]})
    assert list(described["responses"]) == ["200", "400", "401", "403", "409", "413", "415", "422"]


def test_address_for_strangers_neither_takes_a_key_nor_asks_who_comes() -> None:
    described = _described("post", requestBody={})
    assert "parameters" not in described
    assert list(described["responses"]) == ["200", "400", "413", "415", "422"]


def test_answer_that_a_resource_documents_itself_stays() -> None:
    own = {"description": "the resource's own"}
    described = _described("post", requestBody={}, responses={"200": {}, "422": own})
    assert described["responses"]["422"] == own


def test_idempotency_key_is_described_once() -> None:
    document = complete({"paths": {}})
    assert document["components"]["parameters"] == {"IdempotencyKey": IDEMPOTENCY_KEY}

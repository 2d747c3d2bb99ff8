"""The definitions name a queue for every event type, and refuse a service without a password."""

from __future__ import annotations

import pytest

from chassis.contracts import CONTRACTS
from chassis.messaging.names import EXCHANGE, UNHEARD
from chassis.messaging.topology import definitions

ACCOUNT_CREATED = "gateway.account_created.v1"


def test_every_event_type_has_a_queue() -> None:
    document = definitions({"registration": [ACCOUNT_CREATED]}, {"registration": "x"})
    bound = {each["routing_key"]: each["destination"] for each in document["bindings"] if each["source"] == EXCHANGE}
    assert bound == dict.fromkeys(CONTRACTS, UNHEARD) | {ACCOUNT_CREATED: "registration"}


def test_service_without_a_password_is_refused() -> None:
    with pytest.raises(KeyError, match="registration"):
        definitions({"registration": []}, {})


def test_passwords_are_not_in_the_document() -> None:
    assert "s3cret-word" not in str(definitions({"registration": []}, {"registration": "s3cret-word"}))


def test_operator_is_there_only_with_a_password() -> None:
    without = definitions({"registration": []}, {"registration": "x"})
    with_operator = definitions({"registration": []}, {"registration": "x", "operator": "y"})
    assert [user["name"] for user in without["users"]] == ["registration"]
    assert [user["name"] for user in with_operator["users"]] == ["registration", "operator"]

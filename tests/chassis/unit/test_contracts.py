"""A contract checks what is published and ignores what it does not know."""

from __future__ import annotations

from uuid import UUID

import pytest

from chassis.contracts import CONTRACTS, InvalidEvent, UnknownEvent, contract_of
from chassis.contracts.base import EVENT_TYPE, EventData, event

REVOKED = {
    "conference": "hoi-nghi",
    "pass_id": UUID(int=1),
    "delegate_id": UUID(int=2),
    "reason": "substituted",
}


def test_data_survive_encoding_and_decoding() -> None:
    contract = contract_of("registration.pass_revoked.v1")
    assert contract.load(contract.dump(REVOKED)) == REVOKED


def test_a_missing_field_is_refused_when_published() -> None:
    with pytest.raises(InvalidEvent) as fault:
        contract_of("registration.pass_revoked.v1").dump({"conference": "hoi-nghi"})
    assert sorted(fault.value.errors) == ["delegate_id", "pass_id", "reason"]


def test_a_field_outside_the_contract_is_refused_when_published() -> None:
    with pytest.raises(InvalidEvent) as fault:
        contract_of("registration.pass_revoked.v1").dump(REVOKED | {"phone": "+84900000001"})
    assert fault.value.errors == {"phone": ["Not in the contract."]}


def test_a_reader_ignores_fields_added_later() -> None:
    contract = contract_of("registration.pass_revoked.v1")
    assert contract.load(contract.dump(REVOKED) | {"added_in_2027": 1}) == REVOKED


def test_a_code_ends_where_its_line_ends() -> None:
    with pytest.raises(InvalidEvent):
        contract_of("registration.pass_revoked.v1").dump(REVOKED | {"conference": "hoi-nghi\n"})


def test_an_unknown_type_has_no_contract() -> None:
    with pytest.raises(UnknownEvent):
        contract_of("registration.nothing_happened.v1")


def test_two_contracts_for_one_type_are_refused() -> None:
    with pytest.raises(ValueError, match="already has a contract"):
        event("registration.pass_revoked.v1", subject="pass")(EventData)


def test_a_malformed_type_is_refused() -> None:
    with pytest.raises(ValueError, match="not an event type"):
        event("RevokePass", subject="pass")


@pytest.mark.parametrize("event_type", sorted(CONTRACTS))
def test_every_type_names_its_service_and_version(event_type: str) -> None:
    match = EVENT_TYPE.match(event_type)
    assert match is not None
    assert match["service"] in {"registration", "documents", "notification", "gateway"}


@pytest.mark.parametrize("event_type", sorted(CONTRACTS))
def test_every_contract_says_what_happened(event_type: str) -> None:
    assert CONTRACTS[event_type].description


@pytest.mark.parametrize("event_type", sorted(set(CONTRACTS) - {"documents.plan_published.v1"}))
def test_phone_of_a_person_travels_only_beside_the_address_that_it_stands_in_for(event_type: str) -> None:
    """Nobody but who writes to people needs it (docs/adr/0039)."""
    told = set(CONTRACTS[event_type].schema.fields)
    phones = {name for name in told if "phone" in name}
    assert {name.replace("phone", "email") for name in phones} <= told
    assert phones <= {"phone", "recipient_phone", "focal_point_phone"}

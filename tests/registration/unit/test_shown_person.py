"""Whom a batch's verdict shows, as the schema of a single scan does."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from uuid import UUID

from services.registration.queries.holders import Person
from services.registration.schemas.check_in import ScannedDelegateSchema
from services.registration.schemas.check_in_batch import shown_person

PERSON: dict[str, Any] = {"delegate_id": UUID(int=1), "kind": "delegate", "state": "confirmed"}


def test_person_in_a_batch_is_shown_as_by_a_single_scan() -> None:
    person = Person(**{field.name: PERSON.get(field.name, field.name) for field in fields(Person)})
    shown = shown_person(person)
    # The schema takes the kind as an enumeration or as its word.
    assert shown == ScannedDelegateSchema(exclude=["kind"]).dump(person) | {"kind": "delegate"}

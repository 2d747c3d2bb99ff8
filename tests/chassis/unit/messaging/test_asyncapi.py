"""The AsyncAPI document holds every contract, refers to nothing that is not there, and shows drift."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chassis.contracts import CONTRACTS
from chassis.contracts.asyncapi import document, main, text

SUBSCRIPTIONS = {"registration": ["gateway.account_created.v1"]}


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_event_has_a_channel_and_a_sender() -> None:
    made = document(SUBSCRIPTIONS)
    assert sorted(made["channels"]) == sorted(CONTRACTS)
    assert sorted(made["operations"]) == sorted(
        [f"{contract.service}.send.{name}" for name, contract in CONTRACTS.items()]
        + ["registration.receive.gateway.account_created.v1"]
    )


def test_every_reference_leads_somewhere() -> None:
    made = document(SUBSCRIPTIONS)
    for reference in references(made):
        node = made
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_document_is_the_same_each_time() -> None:
    assert text(SUBSCRIPTIONS) == text(SUBSCRIPTIONS)


def test_check_passes_for_what_was_written_and_fails_for_anything_else(tmp_path: Path) -> None:
    file = tmp_path / "asyncapi.json"
    assert main([str(file), "--check"]) == 1
    assert main([str(file)]) == 0
    assert main([str(file), "--check"]) == 0
    file.write_text(file.read_text() + " ")
    assert main([str(file), "--check"]) == 1

"""The generated pages of the documentation are what the code says now."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from chassis.contracts import CONTRACTS
from hoinghi import reference

UNHEARD_BY_SERVICES = {
    "documents.activity_changed.v1",
    "documents.activity_reported.v1",
    "documents.agenda_item_finished.v1",
    "documents.agenda_item_started.v1",
    "documents.agenda_item_taken_back.v1",
    "documents.medal_nominated.v1",
    "documents.medal_nomination_updated.v1",
    "documents.petition_forwarded.v1",
    "documents.petition_received.v1",
    "documents.petition_updated.v1",
    "documents.topic_changed.v1",
    "documents.topic_proposed.v1",
    "documents.topic_scheduled.v1",
    "documents.topic_set_aside.v1",
    "documents.topic_withdrawn.v1",
    "documents.video_comment_changed.v1",
    "documents.video_commented.v1",
    "documents.video_showing_taken_back.v1",
    "documents.video_uploaded.v1",
    "gateway.account_created.v1",
    "registration.check_in_conflict_opened.v1",
    "registration.check_in_conflict_resolved.v1",
}
"""The live pages or other systems hear them, and nobody's queue."""
ROOT = Path(__file__).parents[2]
SETTING = re.compile(r"\b(?:HOINGHI_[A-Z]+(?:_[A-Z]+)*|SMTP_URL)\b")
PART = re.compile(r"HOINGHI_(REGISTRATION|DOCUMENTS|NOTIFICATION|GATEWAY)_AMQP_URL")


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return {path.name: text for path, text in reference.documents().items()}


@pytest.mark.parametrize("name", ["asyncapi.json", "openapi.json", "settings.md"])
def test_page_is_what_the_code_says(generated: dict[str, str], name: str) -> None:
    """When this fails: `hoinghi reference`, look at what changed, commit it."""
    assert (reference.DOCS / name).read_text("utf-8") == generated[name]


def test_generating_twice_gives_the_same(generated: dict[str, str]) -> None:
    assert {path.name: text for path, text in reference.documents().items()} == generated


def test_openapi_document_is_valid(generated: dict[str, str]) -> None:
    validate(json.loads(generated["openapi.json"]))


def test_asyncapi_document_names_every_event(generated: dict[str, str]) -> None:
    assert sorted(json.loads(generated["asyncapi.json"])["channels"]) == sorted(CONTRACTS)


def test_every_event_has_a_reader_but_those_of_live_pages_and_other_systems(generated: dict[str, str]) -> None:
    operations = json.loads(generated["asyncapi.json"])["operations"].values()
    read = {each["channel"]["$ref"].split("/")[-1] for each in operations if each["action"] == "receive"}
    assert sorted(set(CONTRACTS) - read) == sorted(UNHEARD_BY_SERVICES)


def test_every_setting_that_the_code_reads_is_documented() -> None:
    sources = (path for top in ("chassis", "services", "gateway", "hoinghi") for path in (ROOT / top).rglob("*.py"))
    read = {name for path in sources for name in SETTING.findall(path.read_text("utf-8"))}
    page = (reference.DOCS / "settings.md").read_text("utf-8")
    assert [name for name in sorted(read) if not PART.fullmatch(name) and f"`{name}`" not in page] == []

"""What other services learn of a plan fits the contract and says who is meant, unit by unit."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from chassis.contracts import contract_of
from services.documents.plan import load_plan, plan_published_data

VIETNAM = timezone(timedelta(hours=7))
CONTRACT = contract_of("documents.plan_published.v1")


def published(text: str) -> dict[str, Any]:
    """The data as a reader decodes it."""
    return CONTRACT.load(CONTRACT.dump(plan_published_data(load_plan(text), plan_version=3)))


def by_code(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry["code"]: entry for entry in entries}


@pytest.mark.parametrize("plan", ["district_plan", "province_plan"])
def test_data_survives_its_contract(plan: str, request: pytest.FixtureRequest) -> None:
    text = request.getfixturevalue(plan)
    assert published(text) == plan_published_data(load_plan(text), plan_version=3)


def test_conference_begins_and_ends_in_its_zone(province_plan: str) -> None:
    facts = published(province_plan)["facts"]
    assert facts["starts_at"] == datetime(2024, 7, 4, 7, 30, tzinfo=VIETNAM)
    assert facts["ends_at"] == datetime(2024, 7, 4, 11, 30, tzinfo=VIETNAM)


def test_what_the_plan_lacks_is_none(province_plan: str) -> None:
    facts = published(province_plan)["facts"]
    assert (facts["chair"], facts["signer_title"]) == (None, None)


def test_obligation_of_categories_names_units_one_by_one(province_plan: str) -> None:
    data = published(province_plan)
    units = [unit["code"] for unit in data["units"] if unit["category"] in ("khoi-khoa-giao", "khoi-noi-chinh")]
    assert by_code(data["obligations"])["bao-cao-quy-che-phoi-hop"]["owed_by"] == units


def test_obligation_of_a_group_names_its_units(district_plan: str) -> None:
    obligation = by_code(published(district_plan)["obligations"])["two-session-review"]
    assert obligation == {
        "code": "two-session-review",
        "title": "Đánh giá việc dạy hai buổi mỗi ngày",
        "kind": "report",
        "due_date": date(2025, 5, 16),
        "policy": "by_end_of",
        "owed_by": ["cs-huong-son", "cs-ha-chau", "cs-tan-kim", "cs-bao-ly"],
    }


def test_unit_is_invited_only_by_the_invitation_list(province_plan: str) -> None:
    uninvited = [unit["code"] for unit in published(province_plan)["units"] if not unit["invited"]]
    assert uninvited == ["cum-thi-dua-1", "cum-thi-dua-2", "cum-thi-dua-3", "cum-thi-dua-4"]


def test_only_invited_guests_are_named(district_plan: str) -> None:
    assert [guest["code"] for guest in published(district_plan)["guests"]] == ["vice-chair"]
    assert published(district_plan.replace("to: [vice-chair]", "to: [primary]"))["guests"] == []

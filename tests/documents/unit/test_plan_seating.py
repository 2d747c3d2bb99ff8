"""The hall in a plan: what is wrong with it in words, what a new one changes, what others learn of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chassis.contracts import contract_of
from services.documents.plan import check_plan, diff, load_plan, plan_data, plan_of_data, plan_published_data

HALL = """
seating:
  platform: {name: CT, seats: 3, reserved_for: [lanh-dao]}
  blocks:
    - {code: trai, name: Khối trái}
    - {code: phai, name: Khối phải}
  rows:
    - {name: A, seats: [5, 5], reserved_for: [lanh-dao]}
    - {name: B, seats: [20, 20]}
    - {name: C, seats: [5, 6]}
  unusable: [B-07]
"""


@pytest.fixture
def small_plan() -> str:
    """Without its own hall."""
    text = (Path(__file__).parents[1] / "small-plan.yaml").read_text(encoding="utf-8")
    return text.partition("\nseating:")[0]


@pytest.fixture
def text(small_plan: str) -> str:
    return small_plan.rstrip() + HALL


def findings(text: str) -> list[tuple[str, str, str, str]]:
    """Severity, the line's own text, the path, and the Vietnamese words."""
    lines = text.splitlines()
    return [
        (one.severity, lines[one.line - 1].strip(), one.path, one.message_vi)
        for one in check_plan(text)
        if one.path.startswith("seating")
    ]


def test_hall_that_seats_its_capacity_has_no_flaw(text: str) -> None:
    assert findings(text) == []


def test_plan_without_a_hall_has_no_flaw(small_plan: str) -> None:
    assert findings(small_plan) == []
    assert load_plan(small_plan).seating is None


@pytest.mark.parametrize(
    ("old", "new", "severity", "line", "path", "words"),
    [
        (
            "name: C, seats",
            "name: A, seats",
            "error",
            "- {name: A, seats: [5, 6]}",
            "seating.rows[2].name",
            "hàng ghế “A” đã có ở dòng {first}",
        ),
        (
            "[5, 6]",
            "[5, 6, 7]",
            "error",
            "- {name: C, seats: [5, 6, 7]}",
            "seating.rows[2].seats",
            "hàng “C” ghi 3 số ghế, hội trường có 2 khối: cần mỗi khối một số",
        ),
        (
            "[5, 5], reserved_for: [lanh-dao]",
            "[5, 5], reserved_for: [lanh-da]",
            "error",
            "- {name: A, seats: [5, 5], reserved_for: [lanh-da]}",
            "seating.rows[0].reserved_for[0]",
            "không có thành phần “lanh-da” trong kế hoạch; có phải là “lanh-dao”?",
        ),
        (
            "[B-07]",
            "[B-41]",
            "error",
            "unusable: [B-41]",
            "seating.unusable[0]",
            "hội trường không có ghế B-41",
        ),
        (
            "[B-07]",
            "[B-7, B-07]",
            "warning",
            "unusable: [B-7, B-07]",
            "seating.unusable[1]",
            "ghế B-07 ghi hai lần",
        ),
        (
            "[B-07]",
            "[ghế bảy]",
            "error",
            "unusable: [ghế bảy]",
            "seating.unusable[0]",
            "“ghế bảy” không đúng; phải là ghế viết bằng tên hàng và số, ví dụ A-05",
        ),
        (
            "name: C, seats",
            "name: hàng c, seats",
            "error",
            "- {name: hàng c, seats: [5, 6]}",
            "seating.rows[2].name",
            "“hàng c” không đúng; phải là tên hàng ghế từ 1 đến 4 chữ in hoa không dấu hoặc số, ví dụ A",
        ),
        (
            "[20, 20]",
            "[20, 18]",
            "warning",
            "seating:",
            "seating",
            "sơ đồ có 58 ghế dùng được, ít hơn sức chứa 60 của hội trường",
        ),
        (
            "code: phai",
            "code: trai",
            "error",
            "- {code: trai, name: Khối phải}",
            "seating.blocks[1].code",
            "mã “trai” đã dùng ở dòng {block}",
        ),
    ],
)
def test_flaw_is_told_with_its_line(
    text: str, old: str, new: str, severity: str, line: str, path: str, words: str
) -> None:
    lines = text.splitlines()
    first = next(number for number, each in enumerate(lines, 1) if "name: A, seats: [5, 5]" in each)
    block = next(number for number, each in enumerate(lines, 1) if "code: trai, name: Khối trái" in each)
    assert findings(text.replace(old, new)) == [(severity, line, path, words.format(first=first, block=block))]


def test_hall_without_rows_is_an_error(small_plan: str) -> None:
    told = findings(small_plan.rstrip() + "\nseating: {blocks: [], rows: []}\n")
    assert sorted((severity, path) for severity, _, path, _ in told) == [
        ("error", "seating.blocks"),
        ("error", "seating.rows"),
        ("warning", "seating"),
    ]


def test_hall_too_large_to_draw_is_an_error(text: str) -> None:
    rows = "\n".join(f"    - {{name: R{number}, seats: [200, 200]}}" for number in range(13))
    assert [one[3] for one in findings(text.replace("    - {name: C, seats: [5, 6]}", rows))] == [
        "sơ đồ có 5253 ghế, tối đa là 5000"
    ]


def test_survives_being_stored(text: str) -> None:
    plan = load_plan(text)
    assert plan_of_data(plan_data(plan)) == plan


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("[20, 20]", "[20, 18]", ["Sơ đồ chỗ ngồi: hàng ghế B từ 20+20 thành 20+18."]),
        (
            "[5, 5], reserved_for: [lanh-dao]",
            "[5, 5]",
            ["Sơ đồ chỗ ngồi: hàng ghế A từ 5+5 (lanh-dao) thành 5+5."],
        ),
        (
            "    - {name: C, seats: [5, 6]}\n",
            "",
            [
                "Sơ đồ chỗ ngồi: hàng ghế từ “A”, “B”, “C” thành “A”, “B”.",
                "Sơ đồ chỗ ngồi: hàng ghế C từ 5+6 thành (chưa có).",
            ],
        ),
        ("[B-07]", "[B-08]", ["Sơ đồ chỗ ngồi: ghế không dùng từ “B-07” thành “B-08”."]),
        ("seats: 3", "seats: 5", ["Sơ đồ chỗ ngồi: số ghế của đoàn chủ tịch từ 3 thành 5."]),
    ],
)
def test_difference_names_the_row(text: str, old: str, new: str, sentences: list[str]) -> None:
    changes = diff(load_plan(text), load_plan(text.replace(old, new)))
    assert [change.sentence_vi for change in changes] == sentences


def test_hall_that_comes_is_one_sentence(small_plan: str, text: str) -> None:
    assert [change.sentence_vi for change in diff(load_plan(small_plan), load_plan(text))] == ["Thêm sơ đồ chỗ ngồi."]


def test_hall_is_published(text: str) -> None:
    assert published(text)["seating"] == {
        "platform": {"name": "CT", "seats": [3], "reserved_for": ["lanh-dao"]},
        "blocks": [{"code": "trai", "name": "Khối trái"}, {"code": "phai", "name": "Khối phải"}],
        "rows": [
            {"name": "A", "seats": [5, 5], "reserved_for": ["lanh-dao"]},
            {"name": "B", "seats": [20, 20], "reserved_for": []},
            {"name": "C", "seats": [5, 6], "reserved_for": []},
        ],
        "unusable": ["B-07"],
    }


def test_event_of_an_earlier_release_means_no_seating(text: str) -> None:
    contract = contract_of("documents.plan_published.v1")
    data = contract.dump(plan_published_data(load_plan(text), plan_version=1))
    del data["seating"]
    assert contract.load(data)["seating"] is None


def published(text: str) -> dict[str, Any]:
    contract = contract_of("documents.plan_published.v1")
    return contract.load(contract.dump(plan_published_data(load_plan(text), plan_version=1)))

"""Whatever stands in a plan file, it is answered with findings and never with a failure."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.documents.plan import check_plan, diff, examine_plan, plan_data, plan_of_data
from services.documents.plan.hints import keys_of
from services.documents.plan.model import Conference, Obligation, Plan, Unit

DISTRICT = (Path(__file__).parents[3] / "plans" / "phu-binh-2025.yaml").read_text(encoding="utf-8")
LINES = DISTRICT.splitlines()

KEYS = st.sampled_from([*keys_of(Plan), *keys_of(Conference), *keys_of(Unit), *keys_of(Obligation)]) | st.text(
    max_size=8
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)
PLANS = st.fixed_dictionaries(dict.fromkeys(keys_of(Plan), VALUES))
YAML_MARKS = st.text(alphabet="[]{}:,-?*&!|>%@`'\"#\n\t ~<=.ab01\\xu\0", max_size=60)
UNHURRIED = settings(deadline=None)
"""How long an answer takes says nothing on a busy machine."""


@UNHURRIED
@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert check_plan(text)


@UNHURRIED
@given(YAML_MARKS)
def test_any_heap_of_yaml_marks_is_answered(text: str) -> None:
    assert check_plan(text)


@UNHURRIED
@given(st.binary())
def test_any_bytes_are_answered(data: bytes) -> None:
    assert check_plan(data)


@UNHURRIED
@given(VALUES | PLANS)
def test_any_structure_is_answered(data: Any) -> None:
    assert check_plan(json.dumps(data))


@UNHURRIED
@given(st.integers(0, len(DISTRICT)), YAML_MARKS)
def test_a_plan_with_anything_put_in_is_answered(place: int, text: str) -> None:
    examination = examine_plan(DISTRICT[:place] + text + DISTRICT[place:])
    refused = any(finding.severity == "error" for finding in examination.findings)
    assert (examination.plan is None) is refused


@UNHURRIED
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_a_plan_with_lines_lost_or_doubled_is_answered(chance: random.Random, slips: int) -> None:
    lines = list(LINES)
    for _ in range(slips):
        place = chance.randrange(len(lines))
        lines[place : place + 1] = chance.choice([[], [lines[place]] * 2])
    plan = examine_plan("\n".join(lines)).plan
    assert plan is None or (plan_of_data(plan_data(plan)) == plan and diff(plan, plan) == [])

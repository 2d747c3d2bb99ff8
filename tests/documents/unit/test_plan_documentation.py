"""docs/plan-format.md describes the plan as it is."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

from services.documents.plan import check_plan
from services.documents.plan.hints import Kind, keys_of
from services.documents.plan.model import Plan
from services.documents.plan.words import FIELDS, NOUNS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "plan-format.md").read_text(encoding="utf-8")


def tables(table: type, seen: set[type]) -> list[type]:
    """The dataclasses of the model below one of them, itself included."""
    seen.add(table)
    inner = (key.kind.item or key.kind for key in keys_of(table).values())
    below = [kind.inner for kind in inner if kind.form == "table"]
    return [table, *(each for one in below if one not in seen for each in tables(one, seen))]


TABLES = tables(Plan, set())


def choices(kind: Kind) -> list[str]:
    inner: type = kind.inner
    return [str(member.value) for member in inner] if issubclass(inner, Enum) else []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_is_described(table: type) -> None:
    assert [name for name in keys_of(table) if f"`{name}`" not in DOCUMENT] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_choice_is_described(table: type) -> None:
    every = [choice for key in keys_of(table).values() for choice in choices(key.kind)]
    assert [choice for choice in every if f"`{choice}`" not in DOCUMENT] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_has_its_words(table: type) -> None:
    words = NOUNS if table is Plan else FIELDS
    assert [name for name in keys_of(table) if name not in words] == []


def test_example_is_a_plan_without_a_flaw() -> None:
    example = re.search(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert example is not None
    assert check_plan(example[1]) == []

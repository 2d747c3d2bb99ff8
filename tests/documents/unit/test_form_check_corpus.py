"""Every document of the corpus gives its findings, and no others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from services.documents.form_check.engine import check
from services.documents.form_check.from_plan import task_of
from services.documents.form_check.rule import Task
from services.documents.plan import load_plan
from tests.documents.form_corpus.cases import Case, all_cases

PLAN = Path(__file__).parents[3] / "plans" / "thai-nguyen-2024.yaml"


@pytest.fixture(scope="module")
def task() -> Task:
    """The province's report: A4, Times New Roman 15, 8 to 12 pages, its outline, two or three models."""
    found = task_of(load_plan(PLAN.read_text(encoding="utf-8")), "bao-cao-so-ket")
    assert found is not None
    return found


@pytest.mark.parametrize("case", [pytest.param(each, id=each.name) for each in all_cases()])
def test_findings_are_exactly_those_of_the_document(case: Case, task: Task, tmp_path: Path) -> None:
    file = tmp_path / case.file_name
    file.write_bytes(case.make())

    report = check(file, task)

    assert Counter(finding.code for finding in report.findings) == case.expected, [
        (each.code, each.message_vi) for each in report.findings
    ]


def test_the_corpus_is_large_enough_and_no_name_comes_twice() -> None:
    names = [case.name for case in all_cases()]

    assert len(names) >= 40
    assert len(set(names)) == len(names)

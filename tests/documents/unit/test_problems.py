"""What the documents service refuses: each refusal by a name of its own, in both languages."""

from __future__ import annotations

from collections import Counter

import pytest

from chassis.web.problems import CHASSIS_PROBLEMS, ProblemType
from services.documents import (
    problems,
    problems_agenda,
    problems_film,
    problems_form_check,
    problems_printing,
    problems_submissions,
    problems_topics,
)

MODULES = (
    problems,
    problems_agenda,
    problems_film,
    problems_form_check,
    problems_printing,
    problems_submissions,
    problems_topics,
)
PROBLEMS = [each for module in MODULES for each in vars(module).values() if isinstance(each, ProblemType)]


def test_no_two_refusals_have_one_name() -> None:
    names = Counter(problem.slug for problem in {*PROBLEMS, *CHASSIS_PROBLEMS})
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: str(problem.slug))
def test_refusal_is_worded_in_both_languages(problem: ProblemType) -> None:
    assert all((problem.title.vi, problem.title.en, problem.detail.vi, problem.detail.en))

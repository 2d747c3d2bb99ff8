"""What the documents service refuses: each refusal by a name of its own, in both languages."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

import pytest

from chassis.web.problems import CHASSIS_PROBLEMS, ProblemType
from services.documents import problems

MODULES = [problems, *(import_module(each.name) for each in iter_modules(problems.__path__, f"{problems.__name__}."))]
PROBLEMS = [each for module in MODULES for each in vars(module).values() if isinstance(each, ProblemType)]


def test_no_two_refusals_have_one_name() -> None:
    names = Counter(problem.slug for problem in {*PROBLEMS, *CHASSIS_PROBLEMS})
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: str(problem.slug))
def test_refusal_is_worded_in_both_languages(problem: ProblemType) -> None:
    assert all((problem.title.vi, problem.title.en, problem.detail.vi, problem.detail.en))

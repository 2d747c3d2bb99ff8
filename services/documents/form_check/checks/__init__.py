"""The checks, in the order in which people would make them. Each gives the findings of its matter, good ones too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.documents.form_check.checks.leftovers import check_leftovers
from services.documents.form_check.checks.length import check_length
from services.documents.form_check.checks.models import check_models
from services.documents.form_check.checks.outline import check_outline
from services.documents.form_check.checks.sheets import check_margins, check_paper
from services.documents.form_check.checks.type import check_font, check_size
from services.documents.form_check.facts import Facts
from services.documents.form_check.report import Finding
from services.documents.form_check.rule import Task

Check = Callable[[Facts, Task], Sequence[Finding]]
CHECKS: tuple[Check, ...] = (
    check_paper,
    check_margins,
    check_font,
    check_size,
    check_length,
    check_outline,
    check_models,
    check_leftovers,
)

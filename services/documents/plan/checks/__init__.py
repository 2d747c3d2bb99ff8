"""What a plan that can be read may still have wrong, one topic a file; `CHECKS` lists them all.

A check is a function from a draft to its findings. Blanks (empty text, zero, the first day of all) stand where
something could not be read and was reported: a check passes over them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from services.documents.plan.checks import (
    agenda,
    codes,
    dates,
    departments,
    film,
    invitations,
    medals,
    papers,
    references,
    seating,
)
from services.documents.plan.finding import Finding
from services.documents.plan.load import Draft
from services.documents.plan.model import Plan

Check = Callable[[Draft, Plan], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    *codes.CHECKS,
    *references.CHECKS,
    *dates.CHECKS,
    *invitations.CHECKS,
    *seating.CHECKS,
    *papers.CHECKS,
    *departments.CHECKS,
    *film.CHECKS,
    *agenda.CHECKS,
    *medals.CHECKS,
)

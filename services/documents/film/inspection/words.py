"""What a finding of one code says."""

from __future__ import annotations

from dataclasses import dataclass

from chassis.language import Text
from services.documents.film.inspection.report import Rule, Severity

NOTHING = Text("", "")


@dataclass(frozen=True)
class Words:
    """The verdict, its reason, and how to mend it."""

    rule: Rule
    severity: Severity
    message: Text
    mend: Text = NOTHING

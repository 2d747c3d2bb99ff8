"""What a form check says: findings with their place, in both languages, as types and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters. None of them refuses a text: people decide."""

    OK = "ok"
    ADVICE = "advice"
    WARNING = "warning"
    CANNOT_TELL = "cannot_tell"


class Outcome(StrEnum):
    """Whether the file could be looked into at all."""

    CHECKED = "checked"
    COULD_NOT = "could_not"


@dataclass(frozen=True)
class Place:
    """Where a finding stands: a page (PDF), a paragraph or a section (.docx), numbers from 1, and its first words."""

    kind: str
    number: int
    quote: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend_*` is empty where there is nothing to mend."""

    code: str
    severity: Severity
    message_vi: str
    message_en: str
    mend_vi: str = ""
    mend_en: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class FormReport:
    """All findings of one file, the worst first.

    `pages` is what counts towards the rule (cover, appendix and pictures left out where the rule says so);
    `pages_exact` is false for .docx, whose pages only Word itself knows. Sizes are in points.
    """

    outcome: Outcome
    file_kind: str
    findings: tuple[Finding, ...]
    pages: float | None = None
    pages_exact: bool = False
    font: str | None = None
    font_size: float | None = None
    words: int = 0

    @property
    def warnings(self) -> int:
        """How many findings ask for a correction."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)

    def as_data(self) -> dict[str, Any]:
        """As JSON types, to be stored whole."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> FormReport:
        """What `as_data` gave. Raises `KeyError`, `TypeError` or `ValueError` for anything else."""
        findings = tuple(_finding(each) for each in data["findings"])
        return cls(**{**data, "outcome": Outcome(data["outcome"]), "findings": findings})


def _finding(data: dict[str, Any]) -> Finding:
    place = Place(**data["place"]) if data["place"] else None
    return Finding(**{**data, "severity": Severity(data["severity"]), "place": place})

"""Judges a plan file in words, and gives the plan where nothing stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chassis.language import Text
from services.documents.plan.checks import CHECKS
from services.documents.plan.checks.dates import conference_lies_ahead
from services.documents.plan.finding import Finding, warning
from services.documents.plan.load import Draft, draft_of_data, read_draft
from services.documents.plan.model import Plan

MOST_FINDINGS = 200


class PlanRefused(ValueError):
    """The plan has errors. `findings` holds them, and the warnings, in the order of lines."""

    def __init__(self, findings: list[Finding]) -> None:
        first = next(finding for finding in findings if finding.severity == "error")
        super().__init__(f"line {first.line}: {first.path}: {first.message_en}")
        self.findings = findings


@dataclass(frozen=True)
class Examination:
    """A plan and all that is wrong with it. `plan` is None where there is an error; `lines` maps paths to lines."""

    plan: Plan | None
    findings: list[Finding]
    lines: Mapping[str, int]


def examine_plan(text: str | bytes, now: datetime | None = None) -> Examination:
    """Reads and judges a plan file in one go, by the calendar too where `now` is given. Never raises."""
    return _examined(read_draft(text), now)


def check_plan(text: str | bytes, now: datetime | None = None) -> list[Finding]:
    """What is wrong in a plan file, in the order of lines: empty for a plan without a flaw. Never raises."""
    return examine_plan(text, now).findings


def load_plan(text: str | bytes) -> Plan:
    """The plan of a file that may have warnings. Raises `PlanRefused` where it has errors."""
    return _accepted(read_draft(text))


def plan_of_data(data: Any) -> Plan:
    """The plan that `plan_data` encoded, judged again. Raises `PlanRefused`; `TypeError` for what is not JSON-like."""
    return _accepted(draft_of_data(data))


def _accepted(draft: Draft) -> Plan:
    examination = _examined(draft)
    if examination.plan is None:
        raise PlanRefused(examination.findings)
    return examination.plan


def _examined(draft: Draft, now: datetime | None = None) -> Examination:
    findings = list(draft.findings)
    if draft.plan is not None:
        findings += (finding for check in CHECKS for finding in check(draft, draft.plan))
        if now is not None:
            zone = UTC if draft.is_blank("conference.timezone") else ZoneInfo(draft.plan.conference.timezone)
            findings += conference_lies_ahead(draft, draft.plan, now.astimezone(zone).date())
    failed = any(finding.severity == "error" for finding in findings)
    return Examination(None if failed else draft.plan, _in_order(findings), draft.lines)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By line, errors first on each; a hostile file does not make a list without end."""
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: (finding.line, finding.severity, finding.path))
    if len(ordered) <= MOST_FINDINGS:
        return ordered
    kept = sorted(ordered, key=lambda finding: finding.severity)[:MOST_FINDINGS]
    more = len(ordered) - MOST_FINDINGS
    closing = warning(kept[-1].line, "", Text(f"và {more} điểm khác", f"and {more} more"))
    return [*sorted(kept, key=lambda finding: finding.line), closing]

"""What is left in a text that should not be sent, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from services.documents.form_check.facts import Facts
from services.documents.form_check.report import Finding
from services.documents.form_check.rule import Task
from services.documents.form_check.texts import finding


def check_leftovers(facts: Facts, _task: Task) -> Sequence[Finding]:
    """Tracked changes, hidden text, comments, hints; scans and parts that cannot be read."""
    hints = sum(each.hint for each in facts.paragraphs)
    counted = (
        ("tracked_changes", facts.tracked_changes),
        ("hidden_text", facts.hidden_letters),
        ("comments_left", facts.comments),
        ("hints_left", 0 if facts.unfilled else hints),
        ("foreign_parts", facts.foreign_parts),
        ("first_pages", facts.pages_read),
    )
    findings = [finding(code, count=count) for code, count in counted if count]
    if facts.scan:
        findings.append(finding("scan"))
    elif facts.recognised:
        findings.append(finding("recognised_scan"))
    return findings

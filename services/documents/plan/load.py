"""YAML text to a draft of a plan: what could be read, where each thing stands, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chassis.language import Text
from services.documents.plan.finding import Finding, error
from services.documents.plan.model import Plan
from services.documents.plan.node import Node, node_of
from services.documents.plan.reader import Reader
from services.documents.plan.yaml_text import UnreadableText, lines_of, parse


@dataclass
class Draft:
    """A plan as far as it could be read. Blanks stand for unreadable values: only `accept_plan` gives a plan to use."""

    plan: Plan | None
    lines: Mapping[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def _reported(self) -> frozenset[str]:
        return frozenset(finding.path for finding in self.findings)

    def line(self, path: str) -> int:
        """The line of a path, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = _around(path)
        return self.lines.get(path, 1)

    def is_blank(self, path: str) -> bool:
        """What stands at a path, or around it, was reported as unreadable or missing."""
        while path:
            if path in self._reported:
                return True
            path = _around(path)
        return False

    @property
    def unreadable(self) -> bool:
        """Something stands in the file that no plan can hold."""
        return any(finding.severity == "error" for finding in self.findings)


def _around(path: str) -> str:
    return path[: max(path.rfind("."), path.rfind("["), 0)]


def read_draft(text: str | bytes) -> Draft:
    """Reads a plan file without judging what it says. Never raises: hostile or broken text becomes findings."""
    try:
        tree = parse(text)
    except UnreadableText as problem:
        return Draft(None, findings=[error(problem.line, "", problem.message)])
    if tree is None:
        return Draft(None, findings=[error(1, "", Text("tệp trống", "the file is empty"))])
    return _draft(tree)


def draft_of_data(data: Any) -> Draft:
    """The same for what `plan_data` gave; every line is 1. Raises `TypeError` for what is not JSON-like."""
    return _draft(node_of(data))


def _draft(tree: Node) -> Draft:
    reader = Reader()
    plan = reader.read(Plan, tree)
    return Draft(plan, dict(lines_of(tree)), reader.findings)

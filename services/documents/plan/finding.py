"""What is wrong in a plan, in words and with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chassis.language import Text

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One thing wrong, in both languages.

    `line` counts from 1; `path` is like `units[3].quota` (lists count from 0), empty for the whole file.
    An error keeps the plan from being applied; a warning does not.
    """

    line: int
    path: str
    severity: Severity
    message_vi: str
    message_en: str


def error(line: int, path: str, message: Text) -> Finding:
    """A finding that keeps the plan from being applied."""
    return Finding(line, path, "error", message.vi, message.en)


def warning(line: int, path: str, message: Text) -> Finding:
    """A finding to look at; the plan can be applied."""
    return Finding(line, path, "warning", message.vi, message.en)

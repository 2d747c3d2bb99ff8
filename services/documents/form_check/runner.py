"""What the service calls: a file is checked in a child process that may take so much memory and time, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chassis.language import Language
from services.documents.confined import parent
from services.documents.confined.parent import MEBIBYTE, Ending
from services.documents.form_check.report import FormReport, Outcome
from services.documents.form_check.rule import Task
from services.documents.form_check.section_texts import not_looked_into
from services.documents.form_check.texts import finding

_MODULE = "services.documents.form_check.child"


@dataclass(frozen=True)
class Limits(parent.Limits):
    """What one check may take."""

    memory: int = 1024 * MEBIBYTE
    """A PDF of 60 MB takes about 300 MB of address space."""
    processor_seconds: int = 20
    wall_seconds: float = 40.0
    file_bytes: int = 256 * MEBIBYTE
    """Of what it writes: the annotated copy."""


STANDARD = Limits()


class CopyFailed(Exception):
    """No annotated copy could be made of the file."""


def check_file(path: Path, task: Task, *, name: str, limits: Limits = STANDARD) -> FormReport:
    """Check a file of an unknown sender. Never raises for what the file is or does: the report says so.

    Blocks for at most `limits.wall_seconds`.
    """
    answered = parent.ask(_MODULE, _request(path) | {"task": task.as_data(), "name": name}, limits)
    if isinstance(answered, Ending):
        return FormReport(Outcome.COULD_NOT, "", (finding(answered.value),))
    return FormReport.from_data(answered)


def annotate_file(path: Path, copy: Path, report: FormReport, language: Language, limits: Limits = STANDARD) -> None:
    """Write a copy of a .docx with the findings as comments; the file itself stays as it is. Raises `CopyFailed`."""
    request = _request(path) | {"report": report.as_data(), "annotate": str(copy), "language": language}
    if isinstance(parent.ask(_MODULE, request, limits), Ending):
        copy.unlink(missing_ok=True)
        raise CopyFailed


def petition_lines_of(path: Path, task: Task, limits: Limits = STANDARD) -> list[str] | None:
    """The lines of the section that holds the petitions; None where the file cannot be read or has no such section.

    Never raises for what the file is or does. Blocks for at most `limits.wall_seconds`.
    """
    answered = parent.ask(_MODULE, _request(path) | {"task": task.as_data(), "petitions": True}, limits)
    lines: list[str] | None = None if isinstance(answered, Ending) else answered.get("lines")
    return lines


def section_texts_of(path: Path, task: Task, limits: Limits = STANDARD) -> dict[str, Any]:
    """The text of a report by the sections of its outline, as `section_texts` tells it.

    Never raises for what the file is or does. Blocks for at most `limits.wall_seconds`.
    """
    answered = parent.ask(_MODULE, _request(path) | {"task": task.as_data(), "sections": True}, limits)
    return not_looked_into(finding(answered.value)) if isinstance(answered, Ending) else answered


def _request(path: Path) -> dict[str, Any]:
    return {"path": str(path.resolve()), "annotate": None}

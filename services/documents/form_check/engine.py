"""The check of one file: what it is, what is in it, what of that is not as asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from services.documents.form_check.checks import CHECKS
from services.documents.form_check.checks.length import counted_pages, rounded
from services.documents.form_check.facts import Facts, Form
from services.documents.form_check.folding import folded
from services.documents.form_check.kinds import DOCX, kind_of
from services.documents.form_check.refusal import CannotCheck
from services.documents.form_check.report import Finding, FormReport, Outcome, Severity
from services.documents.form_check.rule import Task
from services.documents.form_check.texts import finding

_ORDER = (Severity.WARNING, Severity.CANNOT_TELL, Severity.ADVICE, Severity.OK)


def check(path: Path, task: Task, *, name: str = "") -> FormReport:
    """Check a file. `name` is what its sender called it. Never raises for what is in the file.

    It may take all memory and time there is: foreign files are checked through `runner`.
    """
    kind = ""
    try:
        kind = kind_of(path)
        facts = read(path, kind, task)
    except CannotCheck as refusal:
        return could_not(refusal.code, refusal.file_kind or kind, **refusal.values)
    findings = [each for one in CHECKS for each in one(facts, task)]
    findings += _name_says_otherwise(name or path.name, kind)
    findings.sort(key=lambda each: _ORDER.index(each.severity))
    form, pages = main_form(facts), counted_pages(facts, task.rule)
    return FormReport(
        outcome=Outcome.CHECKED,
        file_kind=kind,
        findings=tuple(findings),
        pages=pages if facts.exact_pages else rounded(pages),
        pages_exact=facts.exact_pages,
        font=form[0] if form else None,
        font_size=form[1] if form else None,
        words=sum(each.words for each in facts.paragraphs if not each.contents and not each.hint),
    )


def could_not(code: str, file_kind: str = "", **values: Any) -> FormReport:
    """The report of a file that was not looked into, and why."""
    return FormReport(Outcome.COULD_NOT, file_kind, (finding(code, **values),))


def read(path: Path, kind: str, task: Task) -> Facts:
    """What is in a file of a known kind. Raises `CannotCheck`. Readers are loaded only where they are needed."""
    if kind == DOCX:
        from services.documents.form_check.word.document import read_docx

        return read_docx(path, pictures=not pictures_left_out(task))
    from services.documents.form_check.pdf.document import read_pdf

    return read_pdf(path)


def pictures_left_out(task: Task) -> bool:
    """Whether the rule says that pictures do not count."""
    left_out = task.rule.not_counted if task.rule else ()
    return any("hinh" in folded(each) or "anh" in folded(each) for each in left_out)


def main_form(facts: Facts) -> Form | None:
    """The type and size that most letters have."""
    weights: Counter[Form] = Counter()
    for paragraph in facts.paragraphs:
        weights.update(paragraph.forms)
    return weights.most_common(1)[0][0] if weights else None


def _name_says_otherwise(name: str, kind: str) -> list[Finding]:
    extension = Path(name).suffix.lower().lstrip(".")
    return [finding("wrong_extension", extension=f".{extension}", kind=kind)] if extension != kind else []

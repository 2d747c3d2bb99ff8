"""Documents that LibreOffice made, and what it says of ours."""

from __future__ import annotations

import html
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from services.documents.form_check.annotate import annotate
from services.documents.form_check.engine import check
from services.documents.form_check.from_plan import task_of
from services.documents.form_check.rule import Task
from services.documents.form_check.template import Heading, outline_template
from services.documents.plan import load_plan
from tests.documents.form_corpus.cases import GOOD, Case, all_cases
from tests.documents.form_corpus.report_text import report

PLAN = Path(__file__).parents[3] / "plans" / "thai-nguyen-2024.yaml"
SAVED_AGAIN = (
    "defaults-of-the-document",
    "by-the-theme-of-office",
    "a-third-smaller",
    "last-section-narrow",
    "cover-and-appendix-do-not-count",
    "section-missing",
    "tracked-changes",
    "hidden-text",
    "table-of-contents",
    "nested-tables",
    "text-box-and-its-copy",
    "one-model",
    "a-model-too-long",
    "python-docx-set-right",
)
"""Cases whose findings LibreOffice keeps when it saves them as .odt and that as .docx again."""

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def task() -> Task:
    found = task_of(load_plan(PLAN.read_text(encoding="utf-8")), "bao-cao-so-ket")
    assert found is not None
    return found


def converted(folder: Path, kind: str, *files: Path, program: str = "") -> list[Path]:
    """The files as LibreOffice saves them, in a folder of their own; its settings are this test's own, too."""
    target = folder / f"as-{kind}"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += [*([program] if program else []), "--convert-to", kind, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [target / f"{file.stem}.{kind}" for file in files]


def codes(file: Path, task: Task) -> Counter[str]:
    return Counter(finding.code for finding in check(file, task).findings)


def test_findings_outlive_a_journey_through_odt(task: Task, tmp_path: Path) -> None:
    cases: dict[str, Case] = {case.name: case for case in all_cases() if case.name in SAVED_AGAIN}
    files = [tmp_path / f"{name}.docx" for name in cases]
    for file, case in zip(files, cases.values(), strict=True):
        file.write_bytes(case.make())

    again = converted(tmp_path, "docx", *converted(tmp_path, "odt", *files))

    assert {file.stem: codes(file, task) for file in again} == {name: case.expected for name, case in cases.items()}


def test_a_page_of_the_web_made_a_document_is_read_by_its_words(task: Task, tmp_path: Path) -> None:
    tags = {"h0": "h1", "h1": "h2", "h2": "h3", "title": "p", "model": "b"}
    lines = [f"<p><{tags.get(line.kind, 'span')}>{html.escape(line.written)}</{tags.get(line.kind, 'span')}></p>"
             for line in report(paragraphs=6)]  # fmt: skip
    page = tmp_path / "bao-cao.html"
    page.write_text(f'<html><meta charset="utf-8"><body>{"".join(lines)}</body></html>', encoding="utf-8")

    [document] = converted(tmp_path, "docx", page, program="--writer")

    found = codes(document, task)
    assert found["outline_ok"] == found["models_ok"] == 1
    assert found["size_wrong"] == found["margins_wrong"] == 1


def test_what_it_prints_has_as_many_pages_as_were_estimated(task: Task, tmp_path: Path) -> None:
    cases = [case for case in all_cases() if case.name in {"defaults-of-the-document", "too-short", "too-long"}]
    files = [tmp_path / f"{case.name}.docx" for case in cases]
    for file, case in zip(files, cases, strict=True):
        file.write_bytes(case.make())

    printed = converted(tmp_path, "pdf", *files)

    for file, other in zip(files, printed, strict=True):
        estimate, counted = check(file, task).pages, check(other, task).pages
        assert estimate is not None
        assert counted is not None
        # Without type of the right measures a machine prints wider lines: a third more pages are the font's.
        assert counted - 1.5 <= estimate * 1.05 <= counted + 1 or counted > estimate * 1.3


def test_it_opens_templates_and_annotated_copies(task: Task, tmp_path: Path) -> None:
    template, good = tmp_path / "mau.docx", tmp_path / "bao-cao.docx"
    template.write_bytes(outline_template("Báo cáo", task.outline, task.rule, Heading("ĐƠN VỊ", "Phổ Yên", True)))
    good.write_bytes(next(case for case in all_cases() if case.name == "one-model").make())
    copy = tmp_path / "ban-chu-thich.docx"
    annotate(good, copy, check(good, task), "vi")

    [template_again, copy_again] = converted(tmp_path, "docx", *converted(tmp_path, "odt", template, copy))

    assert codes(template_again, task)["outline_ok"] == 1
    assert codes(copy_again, task)["comments_left"] == 1
    assert set(GOOD) - {"models_ok"} <= set(codes(copy_again, task))

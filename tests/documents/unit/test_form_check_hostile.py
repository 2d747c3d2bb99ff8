"""Files that mean harm: a clear text each, within the child's limits, and nothing of it reaches the service."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from services.documents.confined.parent import MEBIBYTE
from services.documents.form_check.engine import check
from services.documents.form_check.report import Outcome, Severity
from services.documents.form_check.rule import FormRule, Task
from services.documents.form_check.runner import Limits, check_file
from tests.documents.form_corpus import hostile

DANGEROUS = {"packed-bomb", "bomb-that-lies", "billion-laughs", "outside-entity", "ten-thousand-deep", "pdf-circle"}
"""Kept away from the tests' own process, too."""
TASK = Task("report", FormRule("A4", "Times New Roman", 15))


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_a_file_that_cannot_be_read_says_why(name: str, tmp_path: Path) -> None:
    make, code = hostile.REFUSED[name]
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(make())

    report = check_file(file, TASK, name=file.name) if name in DANGEROUS else check(file, TASK)

    assert report.outcome is Outcome.COULD_NOT
    assert [(each.code, each.severity) for each in report.findings] == [(code, Severity.CANNOT_TELL)]
    assert report.findings[0].message_vi
    assert report.findings[0].mend_en


@pytest.mark.parametrize("make", [hostile.style_circle, hostile.absurd_measures], ids=lambda make: make.__name__)
def test_nonsense_inside_a_readable_file_is_checked_as_it_is(make: object, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(make())  # type: ignore[operator]

    assert check_file(file, TASK, name=file.name).outcome is Outcome.CHECKED


def test_a_file_of_200_megabytes_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.pdf"
    hostile.large(file)

    report = check_file(file, TASK, name=file.name)

    assert [each.code for each in report.findings] == ["too_large"]
    assert "200 MB" in report.findings[0].message_vi


def test_a_check_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(hostile.good())
    began = time.monotonic()

    report = check_file(file, TASK, name=file.name, limits=Limits(wall_seconds=0.01))

    assert [each.code for each in report.findings] == ["too_slow"]
    assert time.monotonic() - began < 5


def test_a_check_that_takes_too_much_memory_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(hostile.document("<w:body>" + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 400_000 + "</w:body>"))

    report = check_file(file, TASK, name=file.name, limits=Limits(memory=160 * MEBIBYTE))

    assert [each.code for each in report.findings] == ["too_much"]


def test_a_drawing_that_unpacks_to_400_megabytes_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(hostile.pdf_bomb())

    report = check_file(file, TASK, name=file.name, limits=Limits(processor_seconds=1))

    assert [each.code for each in report.findings] == ["too_slow"]

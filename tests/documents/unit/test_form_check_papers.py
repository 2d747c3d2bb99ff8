"""What the form check writes: annotated copies and outline templates."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from services.documents.form_check.engine import check
from services.documents.form_check.from_plan import task_of
from services.documents.form_check.report import FormReport
from services.documents.form_check.rule import Task
from services.documents.form_check.runner import CopyFailed, annotate_file
from services.documents.form_check.template import Heading, outline_template
from services.documents.plan import load_plan
from tests.documents.form_corpus import word_parts
from tests.documents.form_corpus.report_text import filler, report, without
from tests.documents.form_corpus.word_programs import as_it_comes

PLAN = Path(__file__).parents[3] / "plans" / "thai-nguyen-2024.yaml"


@pytest.fixture(scope="module")
def task() -> Task:
    found = task_of(load_plan(PLAN.read_text(encoding="utf-8")), "bao-cao-so-ket")
    assert found is not None
    return found


def _texts(file: Path) -> list[str]:
    return [each.text for each in docx.Document(str(file)).paragraphs]


def _comments(file: Path) -> list[str]:
    return [each.text for each in docx.Document(str(file)).comments]


def test_the_copy_has_a_comment_for_each_finding_and_the_same_text(task: Task, tmp_path: Path) -> None:
    file, copy = tmp_path / "bao-cao.docx", tmp_path / "ban-chu-thich.docx"
    file.write_bytes(as_it_comes(without(report(), "Đánh giá chung")))
    before = file.read_bytes()
    findings = check(file, task).findings

    annotate_file(file, copy, check(file, task), "vi")

    asked = [f"{each.message_vi}\n{each.mend_vi}" for each in findings if each.severity != "ok"]
    assert _comments(copy) == asked
    assert _texts(copy) == _texts(file)
    assert file.read_bytes() == before


def test_comments_of_people_stay_beside_those_of_the_check(task: Task, tmp_path: Path) -> None:
    file, copy = tmp_path / "bao-cao.docx", tmp_path / "ban-chu-thich.docx"
    file.write_bytes(word_parts.commented(report(paragraphs=2)))

    annotate_file(file, copy, check(file, task), "en")

    comments = [(each.comment_id, each.author) for each in docx.Document(str(copy)).comments]
    assert comments == [(0, "A"), (1, "Form check"), (2, "Form check")]


def test_the_findings_of_a_copy_are_those_of_the_file_and_its_comments(task: Task, tmp_path: Path) -> None:
    file, copy = tmp_path / "bao-cao.docx", tmp_path / "ban-chu-thich.docx"
    file.write_bytes(as_it_comes(report()))
    annotate_file(file, copy, check(file, task), "vi")

    assert _codes(check(copy, task)) == _codes(check(file, task)) | Counter(["comments_left"])


def test_no_copy_is_made_of_what_is_no_document(tmp_path: Path, task: Task) -> None:
    file, copy = tmp_path / "bao-cao.docx", tmp_path / "ban-chu-thich.docx"
    file.write_bytes(b"%PDF-1.7 nothing else")

    with pytest.raises(CopyFailed):
        annotate_file(file, copy, check(file, task), "vi")
    assert not copy.exists()


@pytest.mark.parametrize("party", [True, False], ids=["party", "state"])
def test_a_template_passes_but_for_its_empty_sections(task: Task, tmp_path: Path, *, party: bool) -> None:
    file = tmp_path / "mau.docx"
    heading = Heading("BAN TUYÊN GIÁO THÀNH ỦY", "Phổ Yên", party)
    file.write_bytes(outline_template("Báo cáo kết quả", task.outline, task.rule, heading))

    codes = _codes(check(file, task))

    empty = sum(section.leaf for section in task.outline)
    assert codes == Counter(
        {"section_empty": empty, "paper_ok": 1, "margins_ok": 1, "font_ok": 1, "size_ok": 1, "outline_ok": 1}
    )


def test_a_filled_template_passes_whole(task: Task, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    document = docx.Document(io.BytesIO(outline_template("Báo cáo", task.outline, task.rule, Heading("", "", True))))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Hoinghi Hint":
            _fill(paragraph.text, paragraph, document)
    document.save(str(file))

    assert set(_codes(check(file, task))) == {
        "paper_ok", "margins_ok", "font_ok", "size_ok", "pages_ok", "outline_ok", "models_ok",
    }  # fmt: skip


def _fill(hint: str, paragraph: Paragraph, document: Document) -> None:
    paragraph.style = document.styles["Normal"]
    paragraph.text = "Mô hình 1: Tổ lưu động" if hint.startswith("Mô hình 1") else filler(150)
    if hint.startswith("Mô hình 2"):
        paragraph.text = "Mô hình 2: Loa thông minh"
    if hint.startswith("Mô hình"):
        paragraph.runs[0].bold = True


def test_a_template_is_the_same_file_each_time(task: Task) -> None:
    heading = Heading("", "", True)

    assert outline_template("A", task.outline, task.rule, heading) == outline_template(
        "A", task.outline, task.rule, heading
    )


def test_a_report_is_stored_and_read_again_whole(task: Task, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(as_it_comes(report(paragraphs=1)))
    found = check(file, task)

    assert FormReport.from_data(found.as_data()) == found


def _codes(found: FormReport) -> Counter[str]:
    return Counter(each.code for each in found.findings)

"""The text of reports by section: of documents of every making, and of files that are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from services.documents.form_check.rule import OutlineSection, Task
from services.documents.form_check.runner import section_texts_of
from services.documents.form_check.section_texts import LONGEST_LINE, MOST_LETTERS, section_texts
from tests.documents.form_corpus import hostile, pdfs, word_parts, word_programs
from tests.documents.form_corpus.report_text import PICTURE, Line, filler, renumbered, report, without
from tests.documents.form_corpus.word_xml import Form, body_of, package, paragraph
from tests.documents.papers.digests import TASK

REPORT = report(paragraphs=3, models=1)
WHOLE = Task("report")
ACTS = "Trưởng Ban Tuyên giáo Huyện ủy đã chỉ đạo các xã, thị trấn tổ chức thực hiện nghiêm túc kế hoạch."
LEAVES = [place for place, section in enumerate(TASK.outline) if section.leaf]


def taken(path: Path, content: bytes, task: Task = TASK) -> list[list[str | None]]:
    file = path / "bao-cao"
    file.write_bytes(content)
    answer = section_texts(file, task)
    assert (answer["problem"], answer["cut"]) == (None, False)
    sections: list[list[str | None]] = answer["sections"]
    return sections


def expected() -> list[list[str | None]]:
    """What stands below each heading of the report."""
    by_title: dict[str, list[str | None]] = {}
    title = ""
    for line in REPORT:
        if line.kind.startswith("h"):
            title = line.text
        by_title.setdefault(title, [])
        if line.kind in ("text", "model"):
            by_title[title].append(line.text)
    return [by_title[section.title] for section in TASK.outline]


@pytest.mark.parametrize(
    "make",
    [
        lambda: package(body_of(REPORT, Form()), Form()),
        lambda: package(body_of(renumbered(REPORT, "{}-"), Form(headings=False)), Form(headings=False)),
        lambda: word_programs.set_right(REPORT),
        lambda: word_programs.as_it_comes(REPORT),
        lambda: word_parts.controlled(REPORT),
        lambda: pdfs.printed(REPORT),
    ],
    ids=["headings", "bold", "python-docx", "as-it-comes", "content-controls", "pdf"],
)
def test_each_section_has_what_stands_below_its_heading(make: Callable[[], bytes], tmp_path: Path) -> None:
    assert taken(tmp_path, make()) == expected()


def test_section_that_is_missing_has_nothing_and_the_others_keep_theirs(tmp_path: Path) -> None:
    lines = without(REPORT, "Đánh giá chung")
    place = next(place for place, section in enumerate(TASK.outline) if section.title == "Đánh giá chung")
    sections = taken(tmp_path, package(body_of(lines, Form()), Form()))
    assert sections == [[] if number == place else lines for number, lines in enumerate(expected())]


def test_text_ends_where_it_is_signed_and_not_where_the_head_of_the_office_acts(tmp_path: Path) -> None:
    ends = "".join(
        paragraph(text)
        for text in (
            ACTS,
            "TRƯỞNG BAN",
            "Nguyễn Thử",
            "PHỤ LỤC",
            "Số liệu",
        )
    )
    sections = taken(tmp_path, package(body_of(REPORT, Form()) + ends, Form()))
    assert sections[-1][-1] == ACTS


def test_tables_leave_one_place_each(tmp_path: Path) -> None:
    table = word_parts.nested_tables()
    sections = taken(tmp_path, package(body_of(REPORT, Form()) + table + paragraph("Hết số liệu của đơn vị."), Form()))
    assert sections[-1][-2:] == [None, "Hết số liệu của đơn vị."]


def test_tables_and_pictures_that_are_left_out_are_told_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(word_programs.set_right(REPORT, extras=True))
    left_out = section_texts(file, TASK)["left_out"]
    first = {"what": "table", "section": len(TASK.outline) - 1, "where": "paragraph", "number": len(REPORT) + 1}
    picture = first | {"what": "picture", "number": len(REPORT) + 15}
    assert left_out == [first, *[picture] * 6]


def test_picture_below_a_heading_belongs_to_it_and_one_above_the_report_to_nothing(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    heading = next(place for place, line in enumerate(REPORT) if line.text == TASK.outline[1].title)
    lines = [PICTURE, *REPORT[: heading + 1], PICTURE, *REPORT[heading + 1 :]]
    file.write_bytes(word_programs.set_right(lines))
    left_out = section_texts(file, TASK)["left_out"]
    assert [(each["what"], each["section"]) for each in left_out] == [("picture", 1)]


def test_page_of_a_pdf_with_pictures_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(pdfs.printed([*REPORT, pdfs.BREAK, Line("text", filler(20)), PICTURE, PICTURE]))
    left_out = section_texts(file, TASK)["left_out"]
    assert [(each["what"], each["where"]) for each in left_out] == [("picture", "page")]


def test_report_without_an_outline_is_taken_whole_below_its_title(tmp_path: Path) -> None:
    lines = [Line("text", "HUYỆN ỦY"), Line("title", "BÁO CÁO"), Line("text", filler(30)), Line("text", "Nơi nhận:")]
    assert taken(tmp_path, package(body_of(lines, Form()), Form()), WHOLE) == [[filler(30)]]


def test_long_paragraphs_go_on_and_endless_reports_are_cut(tmp_path: Path) -> None:
    long = filler(2_000)
    [lines] = taken(tmp_path, package(body_of([Line("text", long)], Form()), Form()), WHOLE)
    assert " ".join(line or "" for line in lines) == long
    assert max(len(line or "") for line in lines) <= LONGEST_LINE
    file = tmp_path / "dai"
    file.write_bytes(package(body_of([Line("text", filler(900, start=each)) for each in range(120)], Form()), Form()))
    answer = section_texts(file, WHOLE)
    letters = sum(len(line) for line in answer["sections"][0])
    assert (answer["cut"], MOST_LETTERS - LONGEST_LINE < letters <= MOST_LETTERS) == (True, True)


def test_signs_without_a_shape_are_left_out(tmp_path: Path) -> None:
    [lines] = taken(tmp_path, package(paragraph("Kết\u200b quả\u202e tốt\ue000 của xã"), Form()), WHOLE)
    assert lines == ["Kết quả tốt của xã"]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: pdfs.scan(pages=2), "scan"),
        (lambda: pdfs.changed(pdfs.good_pdf(), pdfs.locked), "encrypted"),
        (lambda: b"PK\x03\x04 nothing", "broken"),
        (lambda: package(body_of([Line("text", filler(300))], Form()), Form()), "outline_not_found"),
    ],
    ids=["scan", "locked", "broken", "free"],
)
def test_file_of_which_nothing_is_taken_says_why(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao"
    file.write_bytes(make())
    answer = section_texts_of(file, TASK)
    assert (answer["sections"], answer["problem"]["code"]) == ([], code)
    assert answer["problem"]["vi"] != answer["problem"]["en"]


@pytest.mark.parametrize("make", [hostile.packed_bomb, hostile.billion_laughs, hostile.deep, hostile.pdf_circle])
def test_hostile_file_ends_its_child_and_nothing_else(make: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "bao-cao"
    file.write_bytes(make())
    assert section_texts_of(file, TASK)["sections"] in ([], [[]])


def test_word_table_of_contents_is_not_the_text(tmp_path: Path) -> None:
    contents = word_parts.contents(REPORT)
    assert taken(tmp_path, package(contents + body_of(REPORT, Form()), Form())) == expected()


def test_title_that_runs_into_its_text_gives_that_text(tmp_path: Path) -> None:
    outline = (OutlineSection("I", "Kết quả", 0, leaf=True),)
    body = paragraph("I. Kết quả: đã hoàn thành toàn bộ chỉ tiêu năm", run="<w:b/>")
    assert taken(tmp_path, package(body, Form()), Task("report", outline=outline)) == [
        ["đã hoàn thành toàn bộ chỉ tiêu năm"]
    ]

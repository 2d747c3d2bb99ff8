"""Lists, the chair's report and name tents: what stands on them, in both forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from chassis.testing.pdf import pdf_fonts, pdf_page_sizes, pdf_text
from services.documents.rendering import (
    ND30,
    PARTY,
    AttendanceReport,
    Column,
    Conference,
    FormatProfile,
    HallNumbers,
    ListPaper,
    MissingUnit,
    NameTent,
    NothingToPrint,
    SubstitutePerson,
    UnlistedPerson,
    render_attendance_report,
    render_list,
    render_name_tents,
    render_workbook,
)
from tests.documents.papers.conference import ZONE

BOTH_PROFILES = pytest.mark.parametrize("profile", [PARTY, ND30], ids=["party", "nd30"])
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Thị Hồng Ngọc Phượng Quyên"


@pytest.fixture
def list_paper(paper_conference: Conference) -> ListPaper:
    return ListPaper(
        conference=paper_conference,
        title="DANH SÁCH KÝ NHẬN",
        about="Đại biểu dự Hội nghị sơ kết",
        notes=["Thời gian: 07 giờ 30 phút"],
        columns=[Column("STT", 12, "centre"), Column("Họ và tên", 60), Column("Ký nhận", 40)],
        rows=[[1, "Nguyễn Thị An", ""], [2, LONG_NAME, ""]],
        closing="Danh sách có 2 đại biểu.",
        blank_rows=2,
        row_height=9,
        on_its_side=True,
    )


@pytest.fixture
def report(paper_conference: Conference) -> AttendanceReport:
    return AttendanceReport(
        conference=paper_conference,
        as_of=datetime(2024, 7, 5, 7, 25, tzinfo=ZONE),
        totals=HallNumbers("Tổng số", 9, 8, 7, 1, 1, 1),
        categories=[HallNumbers("Lãnh đạo", 2, 2, 2, 0, 0, 1), HallNumbers("Sở, ngành", 7, 6, 5, 1, 1, 0)],
        missing_units=[MissingUnit("Sở Y tế", 1, "Nguyễn Thị Ánh", "+84900000001")],
        substitutes=[SubstitutePerson("Lê Văn Ba", None, "Sở Xây dựng", "Trần Thị Tư", None)],
        unlisted=[UnlistedPerson("Đỗ Văn Khách", "Phóng viên", datetime(2024, 7, 5, 7, 12, tzinfo=ZONE))],
    )


def test_party_form_of_a_list(list_paper: ListPaper) -> None:
    assert pdf_text(render_list(list_paper, PARTY).content) == (
        "TỈNH ỦY THÁI NGUYÊN BAN TUYÊN GIÁO * ĐẢNG CỘNG SẢN VIỆT NAM"
        " Thái Nguyên, ngày …… tháng …… năm ……"
        " DANH SÁCH KÝ NHẬN Đại biểu dự Hội nghị sơ kết ----- Thời gian: 07 giờ 30 phút"
        " STT Họ và tên Ký nhận"
        f" 1 Nguyễn Thị An 2 {LONG_NAME} 3 4"
        " Danh sách có 2 đại biểu."
        " NGƯỜI LẬP ……………………………… K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN ………………………………"
    )


@BOTH_PROFILES
def test_a_long_list_repeats_its_head_and_numbers_its_pages(list_paper: ListPaper, profile: FormatProfile) -> None:
    long = replace(list_paper, rows=[[number, LONG_NAME, ""] for number in range(1, 61)])
    paper = render_list(long, profile)
    assert paper.pages > 3
    assert pdf_page_sizes(paper.content) == [(297, 210)] * paper.pages
    text = pdf_text(paper.content)
    assert text.count("Họ và tên") == paper.pages
    assert text.count(LONG_NAME) == 60
    assert {name.split("+")[-1].split("-")[0] for name in pdf_fonts(paper.content)} == {"Tinos"}


@pytest.mark.parametrize("rows", range(1, 24))
def test_signatures_are_never_without_the_last_rows(list_paper: ListPaper, rows: int) -> None:
    content = render_list(replace(list_paper, rows=[[number, "An", ""] for number in range(rows)]), PARTY).content
    last = pdf_text(content).split("Họ và tên")[-1]
    assert "NGƯỜI LẬP" in last
    assert f" {rows + 1} {rows + 2} " in last


def test_rows_as_high_as_a_page_are_printed(list_paper: ListPaper) -> None:
    high = replace(list_paper, rows=[[number, "Nguyễn Văn An " * 60, ""] for number in range(3)], blank_rows=0)
    assert pdf_text(render_list(high, PARTY).content).split().count("Nguyễn") == 180


def test_the_same_list_gives_the_same_file(list_paper: ListPaper) -> None:
    assert render_list(list_paper, PARTY).sha256 == render_list(list_paper, PARTY).sha256


def test_party_form_of_the_chairs_report(report: AttendanceReport) -> None:
    # Two lines of a narrow head are read without the space between them.
    assert _unspaced(pdf_text(render_attendance_report(report, PARTY).content)) == _unspaced(
        "TỈNH ỦY THÁI NGUYÊN BAN TUYÊN GIÁO * ĐẢNG CỘNG SẢN VIỆT NAM"
        " Số ……-BC/BTGTU Thái Nguyên, ngày 05 tháng 7 năm 2024"
        " BÁO CÁO Tình hình đại biểu dự Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm 2024 -----"
        " Tính đến 07 giờ 25 phút, thứ Sáu, ngày 05 tháng 7 năm 2024, tại Hội trường tầng 5, nhà C:"
        " triệu tập 9 đại biểu; xác nhận dự 8; có mặt 7 (đạt 87,5%); chưa đến 1; vắng có lý do 1; đi thay 1;"
        " khách ngoài danh sách 1."
        " 1. Có mặt theo thành phần STT Thành phần Triệu tập Xác nhận Có mặt Chưa đến Đi thay Ngoài DS"
        " 1 Lãnh đạo 2 2 2 0 0 1 2 Sở, ngành 7 6 5 1 1 0 Tổng số 9 8 7 1 1 1"
        " 2. Đơn vị chưa có đại biểu đến STT Đơn vị Số đại biểu Đầu mối Điện thoại"
        " 1 Sở Y tế 1 Nguyễn Thị Ánh 0900.000.001"
        " 3. Đại biểu đi thay STT Người đi thay Đơn vị Thay đồng chí Có mặt lúc"
        " 1 Lê Văn Ba Sở Xây dựng Trần Thị Tư –"
        " 4. Khách ngoài danh sách STT Họ và tên Chức vụ, đơn vị Có mặt lúc 1 Đỗ Văn Khách Phóng viên 07:12"
        " Nơi nhận: - Chủ trì Hội nghị, - Lưu Văn phòng. K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN ……………………………… 2"
    )


def test_state_form_of_the_chairs_report_bears_its_own_number_and_receivers(report: AttendanceReport) -> None:
    text = pdf_text(render_attendance_report(report, ND30).content)
    assert "Số: ……/BC-BTGTU" in text
    assert "Nơi nhận: - Chủ trì Hội nghị; - Lưu: VT." in text


@BOTH_PROFILES
def test_parts_of_the_report_about_nobody_say_so(report: AttendanceReport, profile: FormatProfile) -> None:
    nobody = replace(report, categories=[], missing_units=[], substitutes=[], unlisted=[])
    assert pdf_text(render_attendance_report(nobody, profile).content).count("Không có.") == 4


def test_a_name_tent_shows_the_name_on_both_faces(paper_conference: Conference) -> None:
    paper = render_name_tents(paper_conference, [NameTent(LONG_NAME, "Phó Trưởng phòng"), NameTent("Lê An")])
    assert (paper.pages, pdf_page_sizes(paper.content)) == (2, [(297, 210)] * 2)
    text = pdf_text(paper.content)
    assert [text.count(words) for words in (LONG_NAME, "Phó Trưởng phòng", "Lê An")] == [2, 2, 2]


def test_no_name_tents_are_refused(paper_conference: Conference) -> None:
    with pytest.raises(NothingToPrint):
        render_name_tents(paper_conference, [])


def test_a_workbook_says_what_the_list_says(list_paper: ListPaper) -> None:
    sheet = openpyxl.load_workbook(BytesIO(render_workbook(list_paper, PARTY))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[:4] == [
        ["TỈNH ỦY THÁI NGUYÊN – BAN TUYÊN GIÁO", None, None],
        ["DANH SÁCH KÝ NHẬN", None, None],
        ["Đại biểu dự Hội nghị sơ kết", None, None],
        ["Thời gian: 07 giờ 30 phút", None, None],
    ]
    assert rows[5:8] == [["STT", "Họ và tên", "Ký nhận"], [1, "Nguyễn Thị An", None], [2, LONG_NAME, None]]
    assert [row[0] for row in rows[8:10]] == [3, 4]
    assert rows[-1][1] == "Danh sách có 2 đại biểu."


def test_a_workbook_is_set_up_to_be_printed(list_paper: ListPaper) -> None:
    sheet = openpyxl.load_workbook(BytesIO(render_workbook(list_paper, PARTY))).active
    set_up = sheet.page_setup
    assert (set_up.paperSize, set_up.orientation, set_up.fitToWidth, set_up.fitToHeight) == (9, "landscape", 1, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$6:$6", "A7")
    assert sheet.column_dimensions["B"].width == 30


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_workbook_never_holds_a_formula(list_paper: ListPaper, sign: str) -> None:
    hostile = f"{sign}cmd|'/c calc'!A0"
    paper = replace(list_paper, rows=[[1, hostile, ""]], closing=hostile)
    sheet = openpyxl.load_workbook(BytesIO(render_workbook(paper, PARTY))).active
    written = [
        cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str) and "calc" in cell.value
    ]
    assert [(cell.value, cell.data_type) for cell in written] == [(hostile.strip(), "s")] * 2
    assert [cell.quotePrefix for cell in written] == [sign in "=+-@"] * 2


def _unspaced(text: str) -> str:
    return "".join(text.split())

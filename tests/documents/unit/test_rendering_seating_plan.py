"""The seating plan on paper: one sheet, a legible name on every seat, both forms."""

from __future__ import annotations

from datetime import date

import pytest
from reportlab.lib.units import mm

from chassis.testing.pdf import pdf_page_sizes, pdf_text
from services.documents.rendering import (
    ND30,
    PARTY,
    Conference,
    FormatProfile,
    PrintedRow,
    PrintedSeat,
    RenderedPaper,
    SeatingPaper,
    Sheet,
    render_seating_plan,
)
from services.documents.rendering.seating_plan import seat_name

NAMES = ("Khổng Tường Lam", "Âu Thục Nghĩa", "Doãn Diệu Châu", "Hứa Minh An", "Nguyễn Thị Phương Uyên")


def row(name: str, *blocks: int, reserved: bool = False, first: int = 0) -> PrintedRow:
    number, made = 0, []
    for count in blocks:
        seats = []
        for _ in range(count):
            number += 1
            holder = NAMES[(first + number) % len(NAMES)]
            seats.append(PrintedSeat(f"{number:02d}", number != 3, holder if number % 4 else "", number % 3))
        made.append(seats)
    return PrintedRow(name, made, reserved)


@pytest.fixture
def paper(paper_conference: Conference) -> SeatingPaper:
    return SeatingPaper(
        conference=paper_conference,
        published_on=date(2024, 7, 1),
        platform=row("CT", 5),
        rows=[row(name, 6, 8, 6, reserved=name == "A", first=ord(name)) for name in "ABCDEFGHIKLMNOPQ"],
        categories=["Thường trực Tỉnh ủy", "Lãnh đạo sở, ngành khối khoa giáo", "Báo cáo viên"],
    )


@pytest.mark.parametrize("profile", [PARTY, ND30], ids=lambda profile: profile.code)
@pytest.mark.parametrize(("sheet", "size"), [("a3", (420, 297)), ("a4", (297, 210))])
def test_plan_is_one_sheet_on_its_side(
    paper: SeatingPaper, profile: FormatProfile, sheet: Sheet, size: tuple[int, int]
) -> None:
    file = render_seating_plan(paper, profile, sheet)
    assert (pdf_page_sizes(file.content), file.pages) == ([size], 1)


def test_plan_names_the_hall_and_its_categories(paper: SeatingPaper) -> None:
    text = words(render_seating_plan(paper, PARTY, "a3"))
    for expected in ("SƠ ĐỒ CHỖ NGỒI", "SÂN KHẤU", *paper.categories, "ĐẢNG CỘNG SẢN VIỆT NAM"):
        assert expected.replace(" ", "") in text


def test_state_form_bears_the_motto(paper: SeatingPaper) -> None:
    assert "Độclập-Tựdo-Hạnhphúc" in words(render_seating_plan(paper, ND30, "a3"))


def test_hall_without_an_aisle_and_without_a_platform_is_drawn(paper_conference: Conference) -> None:
    paper = SeatingPaper(paper_conference, date(2024, 7, 1), None, [row("A", 8), row("B", 14)], ["Khách mời"])
    assert render_seating_plan(paper, PARTY, "a4").pages == 1


def test_same_plan_gives_the_same_file(paper: SeatingPaper) -> None:
    assert render_seating_plan(paper, PARTY, "a3") == render_seating_plan(paper, PARTY, "a3")


@pytest.mark.usefixtures("paper")
def test_name_is_whole_where_it_can_be_read() -> None:
    render = seat_name("Nguyễn Thị Phương Uyên", 16 * mm, 8 * mm)
    assert " ".join(render.lines) == "Nguyễn Thị Phương Uyên"


def test_name_that_would_be_too_small_is_written_with_initials(paper: SeatingPaper) -> None:
    render_seating_plan(paper, PARTY, "a4")
    assert " ".join(seat_name("Nguyễn Thị Phương Uyên", 10 * mm, 3 * mm).lines) == "N.T.P. Uyên"


def words(file: RenderedPaper) -> str:
    return pdf_text(file.content).replace(" ", "")

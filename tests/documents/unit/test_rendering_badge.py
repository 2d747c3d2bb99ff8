"""Thẻ đại biểu, alone and on sheets for the printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from chassis.testing.pdf import pdf_fonts, pdf_page_sizes, pdf_qr_texts, pdf_text
from services.documents.rendering import (
    BadgePaper,
    BadgeSize,
    NothingToPrint,
    TextTooLongForCode,
    render_badge,
    render_badge_sheet,
)

BOTH_SIZES = pytest.mark.parametrize("size", list(BadgeSize))

FACTS = (
    "TỈNH ỦY THÁI NGUYÊN",
    "BAN TUYÊN GIÁO",
    "Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm 2024",
    "Nguyễn Hữu Lệ Phượng",
    "Phó Trưởng phòng",
    "Sở Giáo dục và Đào tạo",
    "Ghế C12",
    "K7M2 9QXD",
    "07:30, thứ Sáu, 05/7/2024 · Hội trường tầng 5, nhà C",
    "ĐẠI BIỂU",
    "Sở, ngành khối khoa giáo",
)


def passes(badge: BadgePaper, count: int) -> list[BadgePaper]:
    return [replace(badge, pass_text=f"{number:04d}{badge.pass_text[4:]}") for number in range(count)]


@BOTH_SIZES
def test_a_badge_shows_these_facts_and_nothing_else(badge_paper: BadgePaper, size: BadgeSize) -> None:
    text = pdf_text(render_badge(badge_paper, size).content)
    for fact in FACTS:
        assert fact in text
        text = text.replace(fact, "", 1)
    assert text.split() == []


@BOTH_SIZES
def test_a_badge_never_shows_a_phone(badge_paper: BadgePaper, size: BadgeSize) -> None:
    assert not [field.name for field in fields(BadgePaper) if "phone" in field.name]
    assert "0900" not in pdf_text(render_badge(badge_paper, size).content)


@pytest.mark.parametrize(("size", "millimetres"), [(BadgeSize.CARD, (86, 54)), (BadgeSize.A6, (105, 148))])
def test_a_badge_is_one_page_of_its_size(
    badge_paper: BadgePaper, size: BadgeSize, millimetres: tuple[int, int]
) -> None:
    paper = render_badge(badge_paper, size)
    assert (paper.pages, pdf_page_sizes(paper.content)) == (1, [millimetres])


@BOTH_SIZES
@pytest.mark.parametrize("dots_per_inch", [100, 200, 300])
def test_a_scanner_reads_the_pass(badge_paper: BadgePaper, size: BadgeSize, dots_per_inch: int) -> None:
    assert pdf_qr_texts(render_badge(badge_paper, size).content, dots_per_inch) == [badge_paper.pass_text]


@BOTH_SIZES
def test_all_fonts_are_embedded(badge_paper: BadgePaper, size: BadgeSize) -> None:
    fonts = pdf_fonts(render_badge(badge_paper, size).content)
    assert {name.split("+")[-1].split("-")[0]: embedded for name, embedded in fonts.items()} == {"Tinos": True}


@pytest.mark.parametrize(
    ("kind", "word"),
    [("delegate", "ĐẠI BIỂU"), ("presenter", "THAM LUẬN"), ("commended", "KHEN THƯỞNG"), ("unlisted", "KHÁCH")],
)
def test_the_band_says_what_kind_of_delegate(badge_paper: BadgePaper, kind: str, word: str) -> None:
    badge = replace(badge_paper, kind=kind)  # type: ignore[arg-type]
    assert word in pdf_text(render_badge(badge, BadgeSize.CARD).content)


@BOTH_SIZES
def test_a_long_name_is_printed_whole(badge_paper: BadgePaper, size: BadgeSize) -> None:
    name = "Công Tằng Tôn Nữ Nguyễn Thị Hồng Ngọc Phượng Quyên"
    assert name in pdf_text(render_badge(replace(badge_paper, full_name=name), size).content)


@BOTH_SIZES
def test_a_badge_without_post_unit_and_seat_renders(badge_paper: BadgePaper, size: BadgeSize) -> None:
    bare = replace(badge_paper, post=None, unit_name=None, seat=None)
    text = pdf_text(render_badge(bare, size).content)
    assert ("Nguyễn Hữu Lệ Phượng" in text, "Ghế" in text, "None" in text) == (True, False, False)


def test_a_pass_text_that_no_code_can_hold_is_refused(badge_paper: BadgePaper) -> None:
    with pytest.raises(TextTooLongForCode):
        render_badge(replace(badge_paper, pass_text="x" * 3000), BadgeSize.CARD)


def test_cards_are_printed_ten_to_a_page_of_a4(badge_paper: BadgePaper) -> None:
    paper = render_badge_sheet(passes(badge_paper, 23), BadgeSize.CARD)
    assert (paper.pages, pdf_page_sizes(paper.content)) == (3, [(210, 297)] * 3)


def test_a6_badges_are_printed_one_to_a_page(badge_paper: BadgePaper) -> None:
    paper = render_badge_sheet(passes(badge_paper, 3), BadgeSize.A6)
    assert (paper.pages, pdf_page_sizes(paper.content)) == (3, [(105, 148)] * 3)


@BOTH_SIZES
def test_a_scanner_reads_every_pass_of_a_sheet(badge_paper: BadgePaper, size: BadgeSize) -> None:
    badges = passes(badge_paper, 12)
    content = render_badge_sheet(badges, size).content
    assert pdf_qr_texts(content, 150) == sorted(badge.pass_text for badge in badges)


def test_a_sheet_takes_badges_one_by_one(badge_paper: BadgePaper) -> None:
    def arriving() -> Iterator[BadgePaper]:
        yield from passes(badge_paper, 11)

    assert render_badge_sheet(arriving(), BadgeSize.CARD).pages == 2


def test_a_sheet_of_two_conferences_names_each(badge_paper: BadgePaper) -> None:
    other = replace(badge_paper, conference=replace(badge_paper.conference, short_title="Hội nghị huyện Phú Lương"))
    text = pdf_text(render_badge_sheet([badge_paper, other], BadgeSize.A6).content)
    titles = (badge_paper.conference.short_title, "Hội nghị huyện Phú Lương")
    assert [text.count(title) for title in titles] == [1, 1]


def test_a_sheet_without_badges_is_refused() -> None:
    with pytest.raises(NothingToPrint):
        render_badge_sheet([], BadgeSize.CARD)


def test_fonts_of_a_sheet_are_embedded_once(badge_paper: BadgePaper) -> None:
    fonts = pdf_fonts(render_badge_sheet(passes(badge_paper, 40), BadgeSize.A6).content)
    assert len(fonts) == len({name.split("+")[-1] for name in fonts})

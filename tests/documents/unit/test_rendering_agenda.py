"""Chương trình: what stands on it, in both forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chassis.testing.pdf import pdf_page_sizes, pdf_text
from services.documents.rendering import ND30, PARTY, FormatProfile, render_agenda
from tests.documents.papers.agenda import PAPER
from tests.documents.papers.conference import CONFERENCE


def test_party_form_of_an_agenda() -> None:
    assert pdf_text(render_agenda(replace(PAPER, lines=PAPER.lines[:2]), PARTY).content) == (
        "TỈNH ỦY THÁI NGUYÊN BAN TUYÊN GIÁO * ĐẢNG CỘNG SẢN VIỆT NAM Thái Nguyên, ngày 28 tháng 6 năm 2024"
        f" CHƯƠNG TRÌNH {CONFERENCE.title} -----"
        " Thời gian: thứ Sáu, ngày 05 tháng 7 năm 2024 Địa điểm: Hội trường tầng 5, nhà C, trụ sở Tỉnh ủy"
        " Thời gian Nội dung Người thực hiện"
        " 07:30 – 07:40 Tuyên bố lý do, giới thiệu đại biểu Văn phòng Ban"
        " 07:40 – 07:55 Chiếu phóng sự về công tác tuyên giáo 6 tháng đầu năm Đài Phát thanh - Truyền hình"
        " K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN ………………………………"
    )


def test_draft_says_so_and_bears_no_date() -> None:
    text = pdf_text(render_agenda(replace(PAPER, is_draft=True, day=None), ND30).content)
    assert "Thái Nguyên, ngày …… tháng …… năm …… CHƯƠNG TRÌNH (DỰ THẢO) Hội nghị" in text


@pytest.mark.parametrize("profile", [PARTY, ND30], ids=["party", "nd30"])
def test_long_agenda_repeats_its_head(profile: FormatProfile) -> None:
    rendered = render_agenda(replace(PAPER, lines=[*PAPER.lines] * 9), profile)
    assert (
        pdf_text(rendered.content).count("Người thực hiện") == rendered.pages == len(pdf_page_sizes(rendered.content))
    )

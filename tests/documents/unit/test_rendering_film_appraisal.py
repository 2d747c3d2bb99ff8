"""Tờ trình thẩm định phóng sự: what the plan knows is printed, the rest stays dots, a phiếu for each appraiser."""

from __future__ import annotations

from dataclasses import replace

from chassis.testing.pdf import pdf_text
from services.documents.rendering import ND30, PARTY, Conference, FilmAppraisalPaper, render_film_appraisal
from tests.documents.papers.film_appraisal import KNOWN


def test_party_form_bears_what_the_plan_says_of_the_film() -> None:
    text = pdf_text(render_film_appraisal(KNOWN, PARTY).content)
    for fact in (
        "Số ……-TTr/BTGTU Thái Nguyên, ngày …… tháng …… năm …… TỜ TRÌNH",
        "Kính trình: Lãnh đạo Ban Tuyên giáo Tỉnh ủy; Chánh Văn phòng",
        "Đơn vị thực hiện: Đài Phát thanh - Truyền hình Thái Nguyên",
        "Thời lượng theo kế hoạch: 15 phút (chênh trong 2 giây là đạt, quá 10 giây là không đạt)",
        "Hạn gửi để thẩm định: trước ngày 25/6/2024",
        "Nơi phát: tại Hội nghị; Các kênh sóng của Đài",
        "Đầu mối liên hệ: Chánh Văn phòng, điện thoại 0900.000.002",
        "Ngày nhận: ………………",
    ):
        assert fact in text
    assert text.count("PHIẾU THẨM ĐỊNH") == 2
    assert "Người thẩm định: Lê Văn Ợ Chức vụ: Chánh Văn phòng" in text


def test_state_form_ends_as_it_should() -> None:
    text = pdf_text(render_film_appraisal(replace(KNOWN, exclusive=False, length_seconds=570), ND30).content)
    assert "Số: ……/TTr-BTGTU" in text
    assert "cho ý kiến./." in text
    assert "hết ngày 25/6/2024" in text
    assert "09 phút 30 giây" in text


def test_nothing_is_made_up_where_the_plan_is_silent(paper_conference: Conference) -> None:
    text = pdf_text(render_film_appraisal(FilmAppraisalPaper(paper_conference), PARTY).content)
    labels = ("Kính trình", "Tên phóng sự", "Đơn vị thực hiện", "Thời lượng theo kế hoạch", "Nơi phát", "Chức vụ")
    assert [label for label in labels if f"{label}: ……" not in text] == []
    assert text.count("PHIẾU THẨM ĐỊNH") == 1

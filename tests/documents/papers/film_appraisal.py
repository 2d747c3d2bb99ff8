"""Tờ trình thẩm định phóng sự: all that a plan may know, and nothing of it."""

from __future__ import annotations

from datetime import date
from functools import partial

from services.documents.rendering import AppraiserLine, FilmAppraisalPaper, render_film_appraisal
from tests.documents.papers.conference import CONFERENCE

KNOWN = FilmAppraisalPaper(
    conference=CONFERENCE,
    title="Phóng sự kết quả công tác tuyên giáo 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024",
    broadcaster="Đài Phát thanh - Truyền hình Thái Nguyên",
    length_seconds=900,
    good_within_seconds=2,
    warn_within_seconds=10,
    due_date=date(2024, 6, 25),
    contact_name="Chánh Văn phòng",
    contact_phone="+84900000002",
    shown_at_conference=True,
    broadcast_on=["Các kênh sóng của Đài"],
    appraisers=[AppraiserLine("Lãnh đạo Ban Tuyên giáo Tỉnh ủy"), AppraiserLine("Chánh Văn phòng", "Lê Văn Ợ")],
)

IN_FORM = {
    "film-appraisal": partial(render_film_appraisal, KNOWN),
    "film-appraisal-unknown": partial(render_film_appraisal, FilmAppraisalPaper(CONFERENCE)),
}

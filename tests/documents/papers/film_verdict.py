"""Phiếu thẩm định phóng sự: one that approves, and one that sends back and no longer stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from services.documents.rendering import FilmVerdictPaper, VerdictRemark, render_film_verdict
from tests.documents.papers.conference import CONFERENCE

APPROVED = FilmVerdictPaper(
    conference=CONFERENCE,
    title="Phóng sự kết quả công tác tuyên giáo 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024",
    broadcaster="Đài Phát thanh - Truyền hình Thái Nguyên",
    cut=2,
    file_name="phóng sự bản 2.mp4",
    sha256="5b27f1171677a21b736bca6053ec35731aec2edcc9fef87a3d93e23bbf7a006c",
    appraiser="Lê Văn Ợ",
    post="Chánh Văn phòng",
    approved=True,
    word=None,
    decided_at=datetime(2024, 7, 1, 2, 30, tzinfo=UTC),
    stands=True,
)
SENT_BACK = replace(
    APPROVED,
    cut=1,
    approved=False,
    word="Đề nghị thay nhạc nền ở phần mở đầu.",
    stands=False,
    remarks=[
        VerdictRemark(1, True, 195_500, 200_000, "Sai chức danh của người được phỏng vấn"),
        VerdictRemark(3, False, 12_000, None, "Lời bình hơi nhanh"),
    ],
)

IN_FORM = {
    "film-verdict": partial(render_film_verdict, APPROVED),
    "film-verdict-sent-back": partial(render_film_verdict, SENT_BACK),
}

"""Chương trình, as it was published and as a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from services.documents.rendering import AgendaLine, AgendaPaper, render_agenda
from tests.documents.papers.conference import CONFERENCE

_ITEMS = (
    (10, "Tuyên bố lý do, giới thiệu đại biểu", "Văn phòng Ban"),
    (15, "Chiếu phóng sự về công tác tuyên giáo 6 tháng đầu năm", "Đài Phát thanh - Truyền hình"),
    (30, "Báo cáo sơ kết công tác tuyên giáo 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm", "Lãnh đạo Ban"),
    (10, "Tham luận: Chuyển đổi số trong công tác tuyên truyền miệng", "Đồng chí Đỗ Thử Ân, Giám đốc Sở Y tế"),
    (15, "Giải lao", None),
    (30, "Phát biểu chỉ đạo", "Thường trực Tỉnh ủy"),
)


def _lines() -> list[AgendaLine]:
    lines, at = [], CONFERENCE.starts_at
    for minutes, title, speaker in _ITEMS:
        lines.append(AgendaLine(at, at + timedelta(minutes=minutes), title, speaker))
        at += timedelta(minutes=minutes)
    return lines


PAPER = AgendaPaper(CONFERENCE, _lines(), date(2024, 6, 28))
IN_FORM = {
    "agenda": partial(render_agenda, PAPER),
    "agenda-draft": partial(render_agenda, replace(PAPER, day=None, is_draft=True)),
}

"""Kết quả thực hiện các hoạt động, as the service composes it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from services.documents.composing.activity_list import activity_list
from services.documents.models import ActivityReport
from services.documents.rendering import render_list
from services.documents.workflows.activity import ActivityState as S
from tests.documents.papers.conference import FACTS, ZONE

AS_OF = datetime(2024, 7, 2, 16, 30, tzinfo=ZONE)
_UNITS = ("Ban Tuyên giáo Huyện ủy Đại Từ", "Đài Phát thanh - Truyền hình tỉnh", "Phòng Khoa giáo")
_TITLES = (
    "Đăng tin, bài về kết quả công tác tuyên giáo 6 tháng đầu năm trên Cổng thông tin điện tử và mạng xã hội",
    "Chúc mừng, thăm tặng quà tri ân các đồng chí cán bộ hưu trí",
    "Phát sóng chuyên đề chào mừng ngày truyền thống của ngành",
)


def report(number: int, state: S, **facts: Any) -> ActivityReport:
    """An invented activity with one unit."""
    row = ActivityReport(id=UUID(int=number), title=_TITLES[number % 3], unit_name=_UNITS[number % 3], state=state)
    for name, value in ({"due_date": date(2024, 6, 28), "policy": "before"} | facts).items():
        setattr(row, name, value)
    return row


HELD: dict[str, Any] = {"held_on": date(2024, 6, 24), "place": "Nhà văn hóa huyện"}
REPORTS = [
    report(0, S.CONFIRMED, **HELD, link="https://cong-thong-tin.example/tin-1"),
    report(3, S.DONE, **HELD),
    report(1, S.UNDER_WAY, due_date=None, policy=None),
    report(4, S.NOT_HELD, note="Hoãn sang quý III do mưa lũ, đã báo cáo Thường trực"),
    report(2, S.SENT_BACK, **HELD, policy="by_end_of", note="Xin bổ sung đường dẫn chương trình đã phát sóng"),
    *(report(number, S.PLANNED) for number in range(5, 12)),
]

IN_FORM = {"activity-list": partial(render_list, activity_list(FACTS, REPORTS, AS_OF))}

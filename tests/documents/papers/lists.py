"""Danh sách ký nhận, danh sách đại biểu, danh sách khen thưởng and danh sách chỗ ngồi, as the service composes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from services.documents.composing.lists import attendance_list, commendation_list, seat_list, sign_off_sheet
from services.documents.models import Delegate
from services.documents.queries.commendations import CalledPerson
from services.documents.queries.hall import Attendee
from services.documents.queries.seating import SeatHolder
from services.documents.rendering import render_list
from tests.documents.papers.conference import FACTS, ZONE

OPENING = datetime(2024, 7, 5, 7, 25, tzinfo=ZONE)
_NAMES = ("Hoàng Thị Ân", "Đỗ Văn Bình", "Lường Thị Ánh Dương", "Công Tằng Tôn Nữ Nguyễn Thị Hồng Ngọc Phượng Quyên")
_UNITS = ("Sở Y tế", "Ban Tuyên giáo Huyện ủy Đại Từ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thái Nguyên")
_POSTS = ("Phó Giám đốc", None, "Trưởng ban Tuyên giáo kiêm Giám đốc Trung tâm chính trị")


def person(number: int) -> Attendee:
    """An invented delegate; every third has not come."""
    delegate = Delegate(
        id=UUID(int=number),
        full_name=_NAMES[number % len(_NAMES)],
        post=_POSTS[number % len(_POSTS)],
        kind="unlisted" if number % 7 == 6 else "delegate",
        category="science",
        unit=f"unit-{number}",
        unit_name=_UNITS[number % len(_UNITS)],
        substitute_for=UUID(int=99) if number % 5 == 4 else None,
    )
    came = OPENING - timedelta(minutes=number) if number % 3 else None
    return Attendee(delegate, "Sở, ngành khối khoa giáo", came)


PEOPLE = [person(number) for number in range(14)]
CALLED = [
    CalledPerson("Ban Tuyên giáo Huyện ủy Đại Từ", "", "Bằng khen của Ban Tuyên giáo Trung ương", None, None),
    CalledPerson(_NAMES[0], "Phó Giám đốc, Sở Y tế", "Giấy khen của Ban Tuyên giáo Tỉnh ủy", None, True),
    CalledPerson(_NAMES[3], "Báo cáo viên cấp tỉnh", "Kỷ niệm chương “Vì sự nghiệp Tuyên giáo”", _NAMES[1], False),
]
SEATED = [SeatHolder(f"C{number:02d}", person(number).delegate, "Sở, ngành", 1) for number in range(1, 5)]

IN_FORM = {
    "sign-off-sheet": partial(render_list, sign_off_sheet(FACTS, PEOPLE, blank_rows=3)),
    "attendance-list": partial(render_list, attendance_list(FACTS, PEOPLE, OPENING)),
    "commendation-list": partial(render_list, commendation_list(FACTS, CALLED, OPENING)),
    "seat-list": partial(render_list, seat_list(FACTS, SEATED, OPENING - timedelta(days=3))),
}

"""Tổng hợp kiến nghị, as the service composes it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from services.documents.composing.petition_list import petition_summary
from services.documents.models import Petition
from services.documents.rendering import render_list
from services.documents.workflows.petition import PetitionState as S
from tests.documents.papers.conference import FACTS, ZONE

AS_OF = datetime(2024, 6, 26, 8, 0, tzinfo=ZONE)
_ABOVE, _HOST = (
    ("ban-tuyen-giao-trung-uong", "Ban Tuyên giáo Trung ương", True),
    ("btgtu", "Ban Tuyên giáo Tỉnh ủy", False),
)
_UNITS = (
    "Ban Tuyên giáo Huyện ủy Đại Từ",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Trung tâm chính trị huyện Phú Lương",
)
_LONG = (
    "Đề nghị sớm ban hành hướng dẫn về chế độ bồi dưỡng đối với đội ngũ báo cáo viên, tuyên truyền viên cơ sở và"
    " cộng tác viên dư luận xã hội phù hợp với mặt bằng giá hiện nay"
)


def petition(number: int, state: S, to: tuple[str, str, bool], **facts: Any) -> Petition:
    """An invented petition."""
    recipient, recipient_name, forwarded = to
    named = {"recipient": recipient, "recipient_name": recipient_name, "forwarded": forwarded, "state": state}
    unit = {"unit": f"unit-{number % 3}", "unit_name": _UNITS[number % 3], "content": f"{_LONG} (nội dung {number})"}
    return Petition(id=UUID(int=number), number=number, **(named | unit | facts))


PETITIONS = [
    petition(1, S.FORWARDED, _ABOVE),
    petition(2, S.REPLIED, _ABOVE, document_number="125-CV/BTGTU", document_date=date(2024, 6, 20), reply="Ghi nhận"),
    petition(3, S.RECEIVED, _ABOVE),
    petition(4, S.ANSWERED, _HOST, room_name="Phòng Khoa giáo", draft="Bố trí trong dự toán quý III năm 2024"),
    petition(5, S.DRAFTED, _HOST, room_name="Phòng Tuyên truyền - Báo chí - Xuất bản", draft="Sẽ tổ chức tập huấn"),
    petition(6, S.MERGED, _HOST, merged_into=UUID(int=4), unit_name="Thành ủy Phổ Yên"),
    petition(7, S.WITHDRAWN, _HOST),
    *(petition(number, S.ASSIGNED, _HOST, room_name="Phòng Lý luận chính trị") for number in range(8, 12)),
]

IN_FORM = {"petition-summary": partial(render_list, petition_summary(FACTS, PETITIONS, AS_OF))}

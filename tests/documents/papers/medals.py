"""Danh sách đề nghị xét tặng Kỷ niệm chương, as the service composes it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from services.documents.composing.medal_list import medal_list
from services.documents.models import MedalNomination
from services.documents.rendering import render_list
from services.documents.workflows.medal_nomination import MedalState
from tests.documents.papers.conference import FACTS

_PEOPLE = (
    ("Hoàng Thị Ân", 1968, "Trưởng ban", "Ban Tuyên giáo Huyện ủy Đại Từ", 21),
    ("Đỗ Văn Bình", 1972, "Phó Giám đốc Trung tâm chính trị", "Trung tâm chính trị huyện Phú Lương", 12),
    ("Công Tằng Tôn Nữ Nguyễn Thị Hồng Ngọc", 1965, "Báo cáo viên", "Ủy ban MTTQ Việt Nam tỉnh", 15),
)
NOMINATIONS = [
    MedalNomination(
        id=UUID(int=number),
        full_name=name,
        birth_year=born,
        post=post,
        unit_name=unit,
        years_of_service=years,
        verified_years=years if number else None,
        state=MedalState.VERIFIED if number else MedalState.NOMINATED,
    )
    for number, (name, born, post, unit, years) in enumerate(_PEOPLE)
]

IN_FORM = {
    "medal-list": partial(render_list, medal_list(FACTS, NOMINATIONS, "Kỷ niệm chương “Vì sự nghiệp Tuyên giáo”"))
}

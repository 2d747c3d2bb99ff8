"""Composes the list of those nominated for the medal, which goes upward on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.vietnamese import name_key
from services.documents.models import MedalNomination
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import Column, ListPaper
from services.documents.rendering.table import numbered
from services.documents.workflows.medal_nomination import DEAD, MedalState

_COLUMNS = (
    Column("STT", 11, "centre"),
    Column("Họ và tên", 48),
    Column("Năm sinh", 18, "centre"),
    Column("Chức vụ", 52),
    Column("Đơn vị", 58),
    Column("Số năm công tác", 24, "centre"),
    Column("Ghi chú", 42),
)
_LEFT_OUT = (*DEAD, MedalState.RETURNED)
_REMARKS = {MedalState.NOMINATED: "Chưa xác nhận số năm", MedalState.AWARDED: "Đã được tặng"}


def medal_list(facts: ConferenceFacts, nominations: Sequence[MedalNomination], medal: str) -> ListPaper:
    """Danh sách đề nghị xét tặng, by Vietnamese names. What was sent back, withdrawn or refused is left out.

    Its date and number are the covering document's and stay dots.
    """
    shown = [each for each in nominations if each.state not in _LEFT_OUT]
    rows = numbered(
        [
            each.full_name,
            each.birth_year,
            each.post,
            each.unit_name,
            each.years_of_service if each.verified_years is None else each.verified_years,
            _REMARKS.get(each.state, ""),
        ]
        for each in sorted(shown, key=lambda each: name_key(each.full_name))
    )
    return ListPaper(
        conference=facts.conference,
        title="DANH SÁCH ĐỀ NGHỊ XÉT TẶNG",
        about=medal,
        notes=["Kèm theo Tờ trình số …………, ngày …… tháng …… năm ……"],
        columns=_COLUMNS,
        rows=rows,
        closing=f"Danh sách có {len(rows)} đồng chí.",
        signer_name=facts.signer_name,
        on_its_side=True,
    )

"""Composes the summary of petitions (tổng hợp kiến nghị), which is printed and saved as a workbook alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from services.documents.models import Petition
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import Column, Heading, ListPaper
from services.documents.rendering.table import Row
from services.documents.rendering.text import or_dots
from services.documents.rendering.words import day_in_figures, moment_in_words
from services.documents.workflows.petition import PetitionState

_LEFT_OUT = (PetitionState.MERGED, PetitionState.WITHDRAWN)
_STATES = {
    PetitionState.RECEIVED: "Đã nhận",
    PetitionState.ASSIGNED: "Đang tham mưu",
    PetitionState.DRAFTED: "Chờ duyệt",
    PetitionState.RETURNED: "Đang hoàn thiện",
    PetitionState.ANSWERED: "Đã trả lời",
    PetitionState.FORWARDED: "Đã chuyển",
    PetitionState.REPLIED: "Cấp trên đã trả lời",
}
_COLUMNS = (
    Column("STT", 11, "centre"),
    Column("Đơn vị", 38),
    Column("Nội dung", 74),
    Column("Gửi tới", 31),
    Column("Phòng tham mưu", 30),
    Column("Trả lời", 46),
    Column("Trạng thái", 24),
)


def petition_summary(facts: ConferenceFacts, petitions: Sequence[Petition], as_of: datetime) -> ListPaper:
    """Tổng hợp kiến nghị: under each recipient what is asked of it. `petitions` come ordered by recipient.

    One that was merged stands with the other, whose row names both units; what was withdrawn is left out.
    """
    local = as_of.astimezone(facts.conference.zone)
    shown = [each for each in petitions if each.state not in _LEFT_OUT]
    rows: list[Row] = []
    number = 0
    for name, group in groupby(shown, key=lambda each: each.recipient_name):
        same = list(group)
        rows.append(Heading(f"Kiến nghị với {name} ({len(same)})"))
        for each in same:
            number += 1
            units = [each.unit_name, *_units_of_merged(each.id, petitions)]
            cells = [each.content, each.recipient_name, each.room_name or "", _answer(each), _STATES[each.state]]
            rows.append([number, "; ".join(dict.fromkeys(units)), *cells])
    return ListPaper(
        conference=facts.conference,
        title="TỔNG HỢP ĐỀ XUẤT, KIẾN NGHỊ",
        about=f"Của các địa phương, đơn vị tại {facts.conference.occasion}",
        notes=[f"Tính đến {moment_in_words(local)}"],
        columns=_COLUMNS,
        rows=rows,
        closing=f"Tổng số: {len(shown)} đề xuất, kiến nghị.",
        day=local.date(),
        signer_name=facts.signer_name,
        on_its_side=True,
    )


def _units_of_merged(petition_id: UUID, petitions: Sequence[Petition]) -> list[str]:
    return [each.unit_name for each in petitions if each.merged_into == petition_id]


def _answer(petition: Petition) -> str:
    """What is known; a draft is called one, and a document's number and date that nobody knows stay dots."""
    if petition.state == PetitionState.ANSWERED:
        return petition.draft or ""
    if petition.state in (PetitionState.FORWARDED, PetitionState.REPLIED):
        day = day_in_figures(petition.document_date) if petition.document_date else or_dots(None, 4)
        sent = f"Chuyển theo văn bản số {or_dots(petition.document_number, 4)}, ngày {day}."
        return f"{sent} Ý kiến: {petition.reply}" if petition.reply else sent
    return f"(Dự thảo) {petition.draft}" if petition.state == PetitionState.DRAFTED else ""

"""Composes the list of activities and what came of them, which is printed and saved as a workbook alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from services.documents.models import ActivityReport
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import Column, ListPaper
from services.documents.rendering.table import numbered
from services.documents.rendering.words import day_in_figures, moment_in_words
from services.documents.workflows.activity import ActivityState

_STATES = {
    ActivityState.PLANNED: "Chưa báo",
    ActivityState.UNDER_WAY: "Đang làm",
    ActivityState.DONE: "Đã báo kết quả",
    ActivityState.SENT_BACK: "Cần báo lại",
    ActivityState.NOT_HELD: "Không tổ chức",
    ActivityState.CONFIRMED: "Đã xác nhận",
}
_COLUMNS = (
    Column("STT", 12, "centre"),
    Column("Hoạt động", 66),
    Column("Đơn vị", 46),
    Column("Hạn", 24, "centre"),
    Column("Kết quả", 30),
    Column("Ngày, địa điểm", 46),
    Column("Ghi chú", 38),
)


def activity_list(facts: ConferenceFacts, reports: Sequence[ActivityReport], now: datetime) -> ListPaper:
    """Kết quả thực hiện các hoạt động: what each unit did, when and where, and what is missing."""
    local = now.astimezone(facts.conference.zone)
    rows = numbered(
        [
            each.title,
            each.unit_name,
            _due(each),
            _STATES[each.state],
            ", ".join(part for part in (_day(each.held_on), each.place) if part),
            each.note or each.link or "",
        ]
        for each in reports
    )
    done = sum(each.state in (ActivityState.DONE, ActivityState.CONFIRMED) for each in reports)
    return ListPaper(
        conference=facts.conference,
        title="KẾT QUẢ THỰC HIỆN CÁC HOẠT ĐỘNG",
        about=f"Theo kế hoạch của {facts.conference.occasion}",
        notes=[f"Tính đến {moment_in_words(local)}"],
        columns=_COLUMNS,
        rows=rows,
        closing=f"Danh sách có {len(rows)} hoạt động theo đơn vị, {done} đã báo kết quả.",
        day=local.date(),
        signer_name=facts.signer_name,
        on_its_side=True,
    )


def _day(day: date | None) -> str:
    return "" if day is None else day_in_figures(day)


def _due(report: ActivityReport) -> str:
    before = "trước " if report.policy == "before" else ""
    return f"{before}{_day(report.due_date)}" if report.due_date else ""

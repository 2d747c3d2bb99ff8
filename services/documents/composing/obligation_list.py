"""Composes the list of what units owe and what has come, as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from services.documents.models import Obligation
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.timeliness import Timeliness, timeliness_at
from services.documents.rendering import Column, ListPaper
from services.documents.rendering.table import Cell, numbered
from services.documents.rendering.words import day_in_figures
from services.documents.workflows.submission import CAME, SubmissionState

STATES = {
    SubmissionState.AWAITED: "Chưa nộp",
    SubmissionState.RECEIVED: "Đã nộp",
    SubmissionState.UNDER_APPRAISAL: "Đang thẩm định",
    SubmissionState.RETURNED: "Đã trả lại",
    SubmissionState.ACCEPTED: "Đã chấp nhận",
}
TIMELINESS = {Timeliness.EARLY: "sớm", Timeliness.IN_TIME: "đúng hạn", Timeliness.LATE: "muộn"}
_COLUMNS = (
    Column("STT", 12, "centre"),
    Column("Đơn vị", 54),
    Column("Nội dung", 80),
    Column("Hạn nộp", 34, "centre"),
    Column("Trạng thái", 30),
    Column("Nộp lúc", 34, "centre"),
    Column("Ghi chú", 32),
)


def obligation_list(facts: ConferenceFacts, obligations: Sequence[Obligation], now: datetime) -> ListPaper:
    """Who owes what, by when, and how far it is at `now`."""
    zone = facts.conference.zone
    came = sum(each.state in CAME for each in obligations)
    return ListPaper(
        conference=facts.conference,
        title="THEO DÕI NHIỆM VỤ PHẢI NỘP",
        about=facts.conference.title,
        notes=[f"Tính đến {_moment(now, zone)}"],
        columns=_COLUMNS,
        rows=numbered(_row(each, now, zone) for each in obligations),
        closing=f"Có {len(obligations)} nhiệm vụ, đã nộp {came}.",
        on_its_side=True,
    )


def _row(obligation: Obligation, now: datetime, zone: ZoneInfo) -> list[Cell]:
    return [
        obligation.unit_name,
        obligation.title,
        _moment(obligation.last_moment, zone),
        STATES[obligation.state],
        _moment(obligation.came_at, zone) if obligation.came_at else "",
        _note(obligation, now),
    ]


def _note(obligation: Obligation, now: datetime) -> str:
    extended = "đã gia hạn" if obligation.extended_to else ""
    if obligation.came_at is not None:
        punctual = TIMELINESS[timeliness_at(obligation, obligation.came_at)]
    else:
        punctual = "quá hạn" if timeliness_at(obligation, now) is Timeliness.LATE else ""
    return ", ".join(filter(None, (punctual, extended)))


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%H:%M} {day_in_figures(local)}"

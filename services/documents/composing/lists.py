"""Composes the lists of people of a conference, which are printed and saved as workbooks alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from services.documents.queries.commendations import CalledPerson
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.hall import Attendee
from services.documents.queries.seating import SeatHolder
from services.documents.rendering import Column, ListPaper, NameTent
from services.documents.rendering.table import numbered
from services.documents.rendering.words import moment_in_words, period_in_words

SIGNING_ROW = 9.0
"""Millimetres: room for a signature."""

_PRESENCE = {True: "Có mặt", False: "Chưa đến", None: ""}
_NUMBER = Column("STT", 12, "centre")


def sign_off_sheet(facts: ConferenceFacts, people: Sequence[Attendee], blank_rows: int) -> ListPaper:
    """Danh sách ký nhận: on its side, sum and signature left blank, and blank rows for those who come unasked."""
    columns = [
        _NUMBER,
        Column("Họ và tên", 48),
        Column("Chức vụ", 46),
        Column("Đơn vị", 58),
        Column("Số tiền", 28, "right"),
        Column("Ký nhận", 34),
        Column("Ghi chú", 26),
    ]
    rows = numbered([each.delegate.full_name, each.delegate.post or "", each.place, "", "", ""] for each in people)
    return ListPaper(
        conference=facts.conference,
        title="DANH SÁCH KÝ NHẬN",
        about=_about(facts),
        notes=_when_and_where(facts),
        columns=columns,
        rows=rows,
        closing=f"Danh sách có {len(rows)} đại biểu.",
        signer_name=facts.signer_name,
        blank_rows=blank_rows,
        row_height=SIGNING_ROW,
        on_its_side=True,
    )


def attendance_list(facts: ConferenceFacts, people: Sequence[Attendee], as_of: datetime) -> ListPaper:
    """Danh sách đại biểu with the time at which each had come in."""
    zone = facts.conference.zone
    local = as_of.astimezone(zone)
    columns = [
        _NUMBER,
        Column("Họ và tên", 40),
        Column("Chức vụ", 36),
        Column("Đơn vị", 46),
        Column("Có mặt", 17, "centre"),
        Column("Ghi chú", 24),
    ]
    rows = numbered(
        [
            each.delegate.full_name,
            each.delegate.post or "",
            each.place,
            f"{each.came_at.astimezone(zone):%H:%M}" if each.came_at else "",
            _remark(each),
        ]
        for each in people
    )
    present = sum(each.came_at is not None for each in people)
    return ListPaper(
        conference=facts.conference,
        title="DANH SÁCH ĐẠI BIỂU",
        about=_about(facts),
        notes=[f"Tình hình có mặt tính đến {moment_in_words(local)}"],
        columns=columns,
        rows=rows,
        closing=f"Danh sách có {len(rows)} đại biểu, {present} đại biểu có mặt.",
        day=local.date(),
        signer_name=facts.signer_name,
    )


def commendation_list(facts: ConferenceFacts, lines: Sequence[CalledPerson], as_of: datetime) -> ListPaper:
    """Danh sách khen thưởng as it is read out: who, for what, who is here, who receives on behalf."""
    local = as_of.astimezone(facts.conference.zone)
    columns = [
        _NUMBER,
        Column("Họ và tên, tập thể", 56),
        Column("Chức vụ, đơn vị", 66),
        Column("Hình thức khen thưởng", 62),
        Column("Có mặt", 20, "centre"),
        Column("Người nhận thay", 36),
    ]
    rows = numbered(
        [each.name, each.about, each.title, _PRESENCE[each.present], each.proxy_name or ""] for each in lines
    )
    return ListPaper(
        conference=facts.conference,
        title="DANH SÁCH KHEN THƯỞNG",
        about=f"Theo thứ tự xướng tên tại {facts.conference.occasion}",
        notes=[f"Có mặt tính đến {moment_in_words(local)}"],
        columns=columns,
        rows=rows,
        closing=f"Danh sách có {len(rows)} tập thể, cá nhân.",
        day=local.date(),
        signer_name=facts.signer_name,
        on_its_side=True,
    )


def seat_list(facts: ConferenceFacts, holders: Sequence[SeatHolder], published_at: datetime) -> ListPaper:
    """Danh sách chỗ ngồi: by rank and unit, so that an usher finds a whole unit at once."""
    columns = [
        _NUMBER,
        Column("Đơn vị", 50),
        Column("Họ và tên", 42),
        Column("Chức vụ", 40),
        Column("Ghế", 18, "centre"),
    ]
    rows = numbered([each.place, each.delegate.full_name, each.delegate.post or "", each.seat] for each in holders)
    return ListPaper(
        conference=facts.conference,
        title="DANH SÁCH CHỖ NGỒI",
        about=_about(facts),
        notes=_when_and_where(facts),
        columns=columns,
        rows=rows,
        closing=f"Danh sách có {len(rows)} đại biểu.",
        day=published_at.astimezone(facts.conference.zone).date(),
        signer_name=facts.signer_name,
    )


def name_tent(each: Attendee) -> NameTent:
    """Biển tên of one person: the post and the unit beneath the name."""
    about = [part for part in (each.delegate.post, each.delegate.unit_name) if part]
    return NameTent(each.delegate.full_name, ", ".join(about) or None)


def _about(facts: ConferenceFacts) -> str:
    return f"Đại biểu dự {facts.conference.occasion}"


def _when_and_where(facts: ConferenceFacts) -> list[str]:
    conference = facts.conference
    return [
        f"Thời gian: {period_in_words(conference.starts_at, conference.ends_at, conference.zone)}",
        f"Địa điểm: {conference.where}",
    ]


def _remark(each: Attendee) -> str:
    if not each.listed:
        return "Ngoài danh sách"
    return "Đi thay" if each.delegate.substitute_for is not None else ""

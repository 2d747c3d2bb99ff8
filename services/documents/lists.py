"""Composes the lists of a conference, which are printed and saved as workbooks alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from services.documents.models import ActivityReport, Topic
from services.documents.queries.commendations import CalledPerson
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.hall import Attendee
from services.documents.queries.seating import SeatHolder
from services.documents.rendering import Column, ListPaper, NameTent
from services.documents.rendering.table import Cell
from services.documents.rendering.words import moment_in_words, period_in_words
from services.documents.workflows.activity import ActivityState
from services.documents.workflows.topic import TopicState

SIGNING_ROW = 9.0
"""Millimetres: room for a signature."""

_PRESENCE = {True: "Có mặt", False: "Chưa đến", None: ""}
_NUMBER = Column("STT", 12, "centre")
_ACTIVITY_STATES = {
    ActivityState.PLANNED: "Chưa báo",
    ActivityState.UNDER_WAY: "Đang làm",
    ActivityState.DONE: "Đã báo kết quả",
    ActivityState.SENT_BACK: "Cần báo lại",
    ActivityState.NOT_HELD: "Không tổ chức",
    ActivityState.CONFIRMED: "Đã xác nhận",
}
_TOPIC_STATES = {
    TopicState.DRAFT: "Bản nháp",
    TopicState.PROPOSED: "Đã gửi Văn phòng",
    TopicState.REVISION_ASKED: "Cần chỉnh lại",
    TopicState.SET_ASIDE: "Không chọn",
    TopicState.WITHDRAWN: "Đã rút",
    TopicState.SELECTED: "Đã chọn, chờ đơn vị nhận lời",
    TopicState.DECLINED: "Đơn vị từ chối",
    TopicState.ACCEPTED: "Đơn vị đã nhận",
    TopicState.TEXT_RECEIVED: "Đã có bài, chờ thẩm định",
    TopicState.TEXT_RETURNED: "Bài cần sửa",
    TopicState.APPRAISED: "Bài đã duyệt",
    TopicState.SCHEDULED: "Đã xếp vào chương trình",
}


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
    rows: list[list[Cell]] = [
        [number, each.delegate.full_name, each.delegate.post or "", each.place, "", "", ""]
        for number, each in enumerate(people, start=1)
    ]
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
    rows: list[list[Cell]] = [
        [
            number,
            each.delegate.full_name,
            each.delegate.post or "",
            each.place,
            f"{each.came_at.astimezone(zone):%H:%M}" if each.came_at else "",
            _remark(each),
        ]
        for number, each in enumerate(people, start=1)
    ]
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
    rows: list[list[Cell]] = [
        [number, each.name, each.about, each.title, _PRESENCE[each.present], each.proxy_name or ""]
        for number, each in enumerate(lines, start=1)
    ]
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
    rows: list[list[Cell]] = [
        [number, each.place, each.delegate.full_name, each.delegate.post or "", each.seat]
        for number, each in enumerate(holders, start=1)
    ]
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


def topic_list(facts: ConferenceFacts, topics: Sequence[Topic], now: datetime) -> ListPaper:
    """Danh mục chủ đề tham luận: who proposes what, who presents it, and where it is."""
    columns = [
        _NUMBER,
        Column("Chủ đề", 70),
        Column("Phòng đề xuất", 36),
        Column("Đơn vị tham luận", 44),
        Column("Người trình bày", 40),
        Column("Phút", 14, "centre"),
        Column("Trạng thái", 38),
        Column("Ghi chú", 40),
    ]
    rows: list[list[Cell]] = [
        [
            number,
            each.title,
            each.department_name,
            each.unit_name or "",
            ", ".join(part for part in (each.presenter_name, each.presenter_post) if part),
            each.minutes or "",
            _TOPIC_STATES[each.state],
            each.note or "",
        ]
        for number, each in enumerate(topics, start=1)
    ]
    return ListPaper(
        conference=facts.conference,
        title="DANH MỤC CHỦ ĐỀ THAM LUẬN",
        about=f"Tại {facts.conference.occasion}",
        notes=[f"Tính đến {moment_in_words(now.astimezone(facts.conference.zone))}"],
        columns=columns,
        rows=rows,
        closing=f"Danh mục có {len(rows)} chủ đề.",
        day=now.astimezone(facts.conference.zone).date(),
        signer_name=facts.signer_name,
        on_its_side=True,
    )


def activity_list(facts: ConferenceFacts, reports: Sequence[ActivityReport], now: datetime) -> ListPaper:
    """Kết quả thực hiện các hoạt động: what each unit did, when and where, and what is missing."""
    columns = [
        _NUMBER,
        Column("Hoạt động", 66),
        Column("Đơn vị", 46),
        Column("Hạn", 24, "centre"),
        Column("Kết quả", 30),
        Column("Ngày, địa điểm", 46),
        Column("Ghi chú", 38),
    ]
    rows: list[list[Cell]] = [
        [
            number,
            each.title,
            each.unit_name,
            _due(each),
            _ACTIVITY_STATES[each.state],
            ", ".join(part for part in (_day(each.held_on), each.place) if part),
            each.note or each.link or "",
        ]
        for number, each in enumerate(reports, start=1)
    ]
    done = sum(each.state in (ActivityState.DONE, ActivityState.CONFIRMED) for each in reports)
    return ListPaper(
        conference=facts.conference,
        title="KẾT QUẢ THỰC HIỆN CÁC HOẠT ĐỘNG",
        about=f"Theo kế hoạch của {facts.conference.occasion}",
        notes=[f"Tính đến {moment_in_words(now.astimezone(facts.conference.zone))}"],
        columns=columns,
        rows=rows,
        closing=f"Danh sách có {len(rows)} hoạt động theo đơn vị, {done} đã báo kết quả.",
        day=now.astimezone(facts.conference.zone).date(),
        signer_name=facts.signer_name,
        on_its_side=True,
    )


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day}/{day.month}/{day.year}"


def _due(report: ActivityReport) -> str:
    before = "trước " if report.policy == "before" else ""
    return f"{before}{_day(report.due_date)}" if report.due_date else ""


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

"""Every e-mail, word for word: tests/notification/golden/<letter>/{subject.txt,body.txt,body.html}.

After a change that is meant, write them anew with HOINGHI_WRITE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.headerregistry import Address
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.notification.composing.agenda import agenda_changed, agenda_delayed, agenda_published
from services.notification.composing.composer import TEMPLATES, Composer
from services.notification.composing.desk import desk_letter
from services.notification.composing.film import film_inspected, film_ready
from services.notification.composing.film_judging import film_agreed, film_due, film_judged
from services.notification.composing.film_showing import film_letter
from services.notification.composing.letter import Letter
from services.notification.composing.petitions_medals import (
    medal_decided,
    medal_returned,
    petition_answered,
    petition_assigned,
)
from services.notification.models import (
    Agenda,
    AgendaNotice,
    Arrears,
    Conference,
    Delegate,
    Invitation,
    MessageKind,
    Obligation,
)
from services.notification.operations.keep_facts import CONFERENCE_FACTS
from tests.notification.world import DELEGATE, FACTS, INVITATION, NOW, PUBLIC_URL, SLUG

GOLDEN = Path(__file__).parents[1] / "golden"
COMPOSER = Composer(PUBLIC_URL, Address(addr_spec="hoinghi@tuyengiao.example"))
GUEST = {
    "invitee_kind": "guest",
    "invitee_name": "Phạm Văn Ví Dụ",
    "invitee_post": "Phó Bí thư Tỉnh ủy",
    "quota": 1,
    "recipient_name": None,
    "recipient_email": "vidu@tinhuy.example",
}


def conference(**values: Any) -> Conference:
    facts = {name: FACTS[name] for name in CONFERENCE_FACTS} | values
    return Conference(conference=SLUG, plan_version=3, calendar_sequence=0, **facts)


def invitation(**values: Any) -> Invitation:
    facts = {name: value for name, value in INVITATION.items() if name != "invitee_code"} | values
    return Invitation(id=UUID(int=1), conference=SLUG, withdrawn=False, **facts)


def delegate(**values: Any) -> Delegate:
    facts = {name: value for name, value in DELEGATE.items() if name not in ("kind", "category")} | values
    facts = {"code": "K7M294QX"} | facts
    return Delegate(id=UUID(int=2), conference=SLUG, pass_id=UUID(int=3), **facts)


def handed_over(**values: Any) -> Delegate:
    facts = {
        "state": "substituted",
        "substitute_name": "Vũ Thị Thay",
        "substitute_post": "Chuyên viên",
        "focal_point_name": "Trần Văn Thử",
        "focal_point_email": "daumoi@huyenmau.example",
    }
    return delegate(**facts | values)


def _moved(reason: str | None = "trùng lịch họp Tỉnh ủy", **previous: Any) -> Conference:
    """Moved by a day to what it is now, unless `previous` says otherwise."""
    known = {
        "starts_at": "2024-07-03T00:30:00+00:00",
        "ends_at": "2024-07-03T04:30:00+00:00",
        "hall": FACTS["hall"],
        "address": FACTS["address"],
    }
    return conference(move={"sequence": 1, "previous": known | previous, "reason": reason, "untold": False})


SLOT = {
    "item_id": "00000000-0000-0000-0000-000000000009",
    "title": "Tham luận: Chuyển đổi số trong công tác tuyên giáo",
    "minutes": 10,
    "starts_at": "2024-07-04T01:10:00+00:00",
    "ends_at": "2024-07-04T01:30:00+00:00",
}
OTHER_SLOT = SLOT | {"item_id": "00000000-0000-0000-0000-00000000000a", "title": "Báo cáo chuyên đề"}


def _notice(before: list[dict[str, Any]], slots: list[dict[str, Any]], drift: int = 0) -> AgendaNotice:
    delay = {"title": SLOT["title"], "drift_minutes": drift, "starts_at": "2024-07-04T01:22:00+00:00"}
    return AgendaNotice(about=UUID(int=2), conference=SLUG, number=2, before=before, slots=slots, delay=delay)


def _agenda(**values: Any) -> Agenda:
    facts = {
        "reason": "Lãnh đạo Ban đã duyệt",
        "changes": [{"vi": "Bỏ “Giải lao”.", "en": "Removed “Giải lao”."}],
    } | values
    return Agenda(conference=SLUG, number=2, published_at=NOW, published_by="Văn phòng Ban", **facts)


PETITION = {
    "petition_id": "3f0c1c36-6a0e-4a43-9c0e-0d3a1a5b7c11",
    "number": 4,
    "unit_name": "Sở Y tế",
    "content": "Bổ sung kinh phí đào tạo\nbáo cáo viên cơ sở",
    "recipient_name": "Ban Tuyên giáo Tỉnh ủy",
    "forwarded": False,
    "room_name": "Phòng Khoa giáo",
    "focal_point_name": "Nguyễn Thị Đầu Mối",
    "focal_point_email": "soyte@coquan.example",
}
NOMINEE = {
    "nomination_id": "9d2c1c36-6a0e-4a43-9c0e-0d3a1a5b7c22",
    "unit_name": "Sở Y tế",
    "full_name": "Lê Thị Thử",
    "post": "Trưởng phòng",
    "focal_point_name": "Nguyễn Thị Đầu Mối",
    "focal_point_email": "soyte@coquan.example",
}
FILM: dict[str, Any] = {
    "title": "Phóng sự kết quả công tác tuyên giáo 6 tháng đầu năm",
    "unit_name": "Đài Phát thanh - Truyền hình Mẫu",
    "recipient_name": "Trần Văn Thử",
    "recipient_email": "dai@mau.example",
    "number": 2,
    "filename": "phóng sự bản 2.mp4",
    "sha256": "ab" * 32,
    "decision": "changes_requested",
    "word": "Rút còn 15 phút",
    "by": "Lê Thị Thẩm Định",
    "must_agree": 2,
    "comments": [
        {"number": 1, "from_ms": 75_500, "to_ms": None, "weight": "must_fix", "text": "Sai tên xã"},
        {"number": 2, "from_ms": 195_000, "to_ms": 200_000, "weight": "advice", "text": "Tiếng hơi nhỏ"},
    ],
}
NOBODY = {"focal_point_name": None, "focal_point_email": None}


def owed(**values: Any) -> Obligation:
    facts: dict[str, Any] = {
        "code": "bao-cao",
        "title": "Báo cáo sơ kết công tác tuyên giáo 6 tháng đầu năm",
        "unit_name": "Ban Tuyên giáo Huyện ủy Mẫu",
        "state": "awaited",
        "policy": "before",
        "due_date": date(2024, 6, 20),
        "extended_to": None,
        "strict_until": datetime(2024, 6, 19, 16, 59, 59, tzinfo=UTC),
        "last_moment": datetime(2024, 6, 19, 16, 59, 59, tzinfo=UTC),
        "focal_point_name": "Trần Văn Thử",
        "focal_point_email": "daumoi@huyenmau.example",
    }
    return Obligation(id=UUID(int=4), conference=SLUG, sequence=1, plan_version=1, **facts | values)


LENIENT = {"policy": "by_end_of", "last_moment": datetime(2024, 6, 20, 16, 59, 59, tzinfo=UTC)}
RECEIPT = {
    "number": 2,
    "form": "file",
    "filename": "Báo cáo.docx",
    "size": 1_840_000,
    "sha256": "ab" * 32,
    "link": None,
    "handed_in_by": "Trần Văn Thử",
    "handed_in_at": datetime(2024, 6, 18, 2, 15, tzinfo=UTC),
    "timeliness": "early",
}
FINDING = {
    "code": "size_wrong",
    "severity": "warning",
    "message_vi": "Cỡ chữ 13; yêu cầu 15.",
    "message_en": "The size is 13; 15 is asked.",
    "mend_vi": "Bấm Ctrl+A, chọn cỡ 15.",
    "mend_en": "Press Ctrl+A and choose 15.",
}
NOT_OPENED = FINDING | {
    "code": "encrypted",
    "severity": "cannot_tell",
    "message_vi": "Tệp có mật khẩu nên không mở được.",
    "message_en": "The file has a password and cannot be opened.",
    "mend_vi": "",
    "mend_en": "",
}
CHECKED = {"number": 2, "outcome": "checked", "warnings": 1, "findings": [FINDING, NOT_OPENED]}
REMARKS = [
    {"place": "Mục II.3, trang 4", "weight": "must_fix", "text": "Thiếu số liệu 6 tháng đầu năm"},
    {"place": None, "weight": "advice", "text": "Nên rút gọn phần mở đầu"},
]


def news(kind: MessageKind, facts: dict[str, Any], **values: Any) -> Letter:
    return COMPOSER.about_obligation(kind, conference(), owed(**values), facts, NOW)


BARE = {
    "host": "Ủy ban nhân dân huyện Mẫu",
    "host_parent": None,
    "chair": None,
    "contact_name": None,
    "contact_phone": None,
    "contact_email": None,
    "document_code": None,
}


def _topic(**facts: Any) -> dict[str, Any]:
    return {
        "topic_id": UUID(int=9),
        "title": "Chuyển đổi số trong công tác tuyên giáo",
        "department_name": "Phòng Khoa giáo",
        "unit_name": "Sở Y tế",
        "state": "selected",
        "note": None,
        "minutes": 7,
        "text_due": date(2024, 6, 25),
        "presenter_name": None,
        "presenter_post": None,
        "recipient_name": "Trần Văn Thử",
        "recipient_email": "daumoi@huyenmau.example",
    } | facts


def _activity(**facts: Any) -> dict[str, Any]:
    return {
        "report_id": UUID(int=8),
        "title": "Hội nghị sơ kết tại địa phương",
        "unit_name": "Ban Tuyên giáo Huyện ủy Mẫu",
        "note": None,
        "recipient_name": "Trần Văn Thử",
        "recipient_email": "daumoi@huyenmau.example",
    } | facts


LATE_LINK = {"form": "link", "link": "https://video.example/p", "timeliness": "late"}
NO_FILE = {"filename": None, "size": None, "sha256": None}
JUDGED = {"number": 2, "word": "Xin bổ sung số liệu trước ngày 25/6", "remarks": REMARKS}
LATE_ARREARS = Arrears(
    UUID(int=5),
    "bao-cao",
    "Báo cáo sơ kết công tác tuyên giáo 6 tháng đầu năm",
    datetime(2024, 6, 19, 16, 59, 59, tzinfo=UTC),
    "Văn phòng Ban",
    "vanphong@tuyengiao.example",
    ("Ban Tuyên giáo Huyện ủy Mẫu", "Ban Tuyên giáo Thị ủy Thử"),
)
_DURATION = {
    "rule": "duration",
    "name_vi": "Thời lượng",
    "name_en": "Length",
    "severity": "failure",
    "message_vi": "Phim dài 15:31; yêu cầu 15:00.",
    "message_en": "The film is 15:31 long; 15:00 is asked.",
    "mend_vi": "Cắt bớt 31 giây.",
    "mend_en": "Cut 31 seconds.",
}
_BLACK = _DURATION | {
    "rule": "black",
    "name_vi": "Hình đen",
    "name_en": "Black passages",
    "severity": "warning",
    "message_vi": "Có 1 đoạn hình đen: 07:12:05–07:14:10.",
    "message_en": "1 black passage: 07:12:05–07:14:10.",
    "mend_vi": "",
    "mend_en": "",
}
_FILM = {
    "version_id": UUID(int=9),
    "title": "Phóng sự 15 phút",
    "unit_name": "Đài Phát thanh – Truyền hình",
    "number": 2,
    "filename": "phong-su <ban 2>.mp4",
    "outcome": "inspected",
    "verdict": "failure",
    "failures": 1,
    "warnings": 1,
    "findings": [_DURATION, _BLACK],
    "recipient_name": "Trần Văn Thử",
    "recipient_email": "daumoi@dai.example",
}
_GOOD_FILM = _FILM | {"verdict": "good", "failures": 0, "warnings": 0, "findings": [], "recipient_name": None}
_EMPTY = {
    "message_vi": "Tệp rỗng, không có nội dung.",
    "message_en": "The file is empty.",
    "rule": "file",
    "name_vi": "Tệp phim",
    "name_en": "File",
}
_NO_FILM = _FILM | {"outcome": "could_not", "failures": 1, "warnings": 0, "findings": [_DURATION | _EMPTY]}
_APPRAISER = {"post": "Chánh Văn phòng", "name": "Lê Thị Thử", "email": "le@tuyengiao.example"}
APPROVED_FILM: dict[str, Any] = {
    "title": "Phóng sự 6 tháng đầu năm",
    "unit_name": "Đài Phát thanh - Truyền hình Mẫu",
    "number": 2,
    "sha256": "5e" * 32,
    "recipient_name": "Đỗ Văn Hình",
    "recipient_email": "hinh@dai.example",
    "duration_ms": 901_480,
    "agenda_item": {
        "title": "Chiếu phóng sự",
        "starts_at": datetime(2024, 7, 4, 1, 0, tzinfo=UTC),
        "ends_at": datetime(2024, 7, 4, 1, 16, tzinfo=UTC),
    },
}
AIRED: dict[str, Any] = {
    "channel": "Kênh TN1",
    "starts_at": datetime(2024, 7, 4, 13, 0, tzinfo=UTC),
    "state": "aired",
    "aired_at": datetime(2024, 7, 4, 13, 2, tzinfo=UTC),
    "remark": None,
}
TO_COME: dict[str, Any] = AIRED | {
    "starts_at": datetime(2024, 7, 5, 4, 30, tzinfo=UTC),
    "state": "planned",
    "aired_at": None,
}


def of_film(kind: MessageKind, facts: dict[str, Any], *, to_office: bool = False) -> Letter:
    return film_letter(COMPOSER, kind, conference(), APPROVED_FILM | facts, to_office=to_office)


LETTERS: dict[str, Callable[[], Letter]] = {
    "video_scheduled": lambda: of_film(MessageKind.VIDEO_SCHEDULED, {"cause": "scheduled", "broadcasts": []}),
    "video_scheduled-broadcasts": lambda: of_film(
        MessageKind.VIDEO_SCHEDULED, {"cause": "broadcasts", "broadcasts": [AIRED, TO_COME]}
    ),
    "video_scheduled-office": lambda: of_film(
        MessageKind.VIDEO_SCHEDULED,
        {"cause": "moved", "broadcasts": [TO_COME], "agenda_item": None, "duration_ms": None},
        to_office=True,
    ),
    "video_unscheduled": lambda: of_film(
        MessageKind.VIDEO_UNSCHEDULED, {"unscheduled_by": "Trần Thử", "reason": "Đổi chương trình", "agenda_item": None}
    ),
    "video_unscheduled-bare": lambda: of_film(
        MessageKind.VIDEO_UNSCHEDULED,
        {"unscheduled_by": "Trần Thử", "reason": None, "agenda_item": None},
        to_office=True,
    ),
    "video_broadcast_reported": lambda: of_film(
        MessageKind.VIDEO_BROADCAST_REPORTED,
        {"broadcast": AIRED | {"remark": "Phát trọn vẹn"}, "reported_by": "Đỗ Văn Hình"},
        to_office=True,
    ),
    "video_shown": lambda: of_film(
        MessageKind.VIDEO_SHOWN,
        {
            "shown_at": APPROVED_FILM["agenda_item"]["starts_at"],
            "shown_by": "Lễ tân",
            "file": "original",
            "file_sha256": "5e" * 32,
        },
    ),
    "video_shown-copy": lambda: of_film(
        MessageKind.VIDEO_SHOWN,
        {
            "shown_at": APPROVED_FILM["agenda_item"]["starts_at"],
            "shown_by": "Lễ tân",
            "file": "copy",
            "file_sha256": "c0" * 32,
        },
        to_office=True,
    ),
    "submission_received-file": lambda: news(MessageKind.SUBMISSION_RECEIVED, RECEIPT),
    "submission_received-late-link": lambda: news(
        MessageKind.SUBMISSION_RECEIVED, RECEIPT | NO_FILE | LATE_LINK, focal_point_name=None
    ),
    "submission_judged-returned": lambda: news(MessageKind.SUBMISSION_JUDGED, JUDGED | {"state": "returned"}),
    "submission_judged-accepted": lambda: news(
        MessageKind.SUBMISSION_JUDGED, {"number": 2, "word": None, "remarks": REMARKS[1:], "state": "accepted"}
    ),
    "extension_decided-granted": lambda: news(
        MessageKind.EXTENSION_DECIDED,
        {"granted_to": date(2024, 6, 25), "word": None, "asked": True},
        **LENIENT | {"extended_to": date(2024, 6, 25)},
    ),
    "extension_decided-refused": lambda: news(
        MessageKind.EXTENSION_DECIDED, {"wanted_to": date(2024, 6, 25), "word": "Không kịp tổng hợp"}
    ),
    "extension_asked": lambda: COMPOSER.extension_asked(
        conference(), owed(), {"wanted_to": date(2024, 6, 25), "reason": "Chờ số liệu", "asked_by": "Trần Thử"}, NOW
    ),
    "extension_asked-bare": lambda: COMPOSER.extension_asked(
        conference(**BARE), owed(), {"wanted_to": date(2024, 6, 25), "reason": "Bão", "asked_by": "Trần Thử"}, NOW
    ),
    "form_checked": lambda: COMPOSER.form_checked(conference(), owed(), CHECKED, NOW),
    "form_checked-not-opened": lambda: COMPOSER.form_checked(
        conference(), owed(), CHECKED | {"outcome": "could_not", "warnings": 0, "findings": [NOT_OPENED]}, NOW
    ),
    "obligation_reminder": lambda: news(MessageKind.OBLIGATION_REMINDER, {}, **LENIENT),
    "obligation_reminder-returned": lambda: news(MessageKind.OBLIGATION_REMINDER, {}, state="returned"),
    "obligation_overdue": lambda: news(MessageKind.OBLIGATION_OVERDUE, {}),
    "obligation_escalated": lambda: news(MessageKind.OBLIGATION_ESCALATED, {}),
    "arrears_reported": lambda: COMPOSER.arrears_reported(conference(), LATE_ARREARS, NOW),
    "invitation_issued-unit": lambda: COMPOSER.invitation_issued(conference(), invitation(), NOW),
    "invitation_issued-unit-without-a-focal-point": lambda: COMPOSER.invitation_issued(
        conference(**BARE), invitation(recipient_name=None, quota=0), NOW
    ),
    "invitation_issued-guest": lambda: COMPOSER.invitation_issued(conference(), invitation(**GUEST), NOW),
    "delegate_registered": lambda: COMPOSER.delegate_registered(conference(), delegate(), NOW),
    "delegate_confirmed": lambda: COMPOSER.delegate_confirmed(conference(), delegate(), NOW),
    "delegate_confirmed-substitute": lambda: COMPOSER.delegate_confirmed(
        conference(), delegate(substitute_for_name="Hoàng Văn Bận"), NOW
    ),
    "seat_changed": lambda: COMPOSER.seat_changed(conference(), delegate(seat="B-07"), NOW, told="A-05"),
    "seat_changed-first": lambda: COMPOSER.seat_changed(
        conference(**BARE), delegate(post=None, unit=None, unit_name=None, seat="A-05"), NOW
    ),
    "seat_changed-taken-away": lambda: COMPOSER.seat_changed(conference(), delegate(seat=None), NOW, told="A-05"),
    "delegate_substituted": lambda: COMPOSER.delegate_substituted(conference(), handed_over(), NOW),
    "substitution_reported": lambda: COMPOSER.substitution_reported(conference(), handed_over(), NOW),
    "substitution_reported-without-a-name": lambda: COMPOSER.substitution_reported(
        conference(**BARE), handed_over(substitute_post=None, focal_point_name=None), NOW
    ),
    "delegate_confirmed-guest": lambda: COMPOSER.delegate_confirmed(
        conference(**BARE), delegate(post=None, unit=None, unit_name=None), NOW
    ),
    "conference_postponed-delegate": lambda: COMPOSER.conference_postponed(_moved(), delegate(), NOW),
    "conference_postponed-registered": lambda: COMPOSER.conference_postponed(
        _moved(reason=None), delegate(code=None), NOW
    ),
    "conference_postponed-unit": lambda: COMPOSER.conference_postponed(_moved(hall="Nhà văn hóa"), invitation(), NOW),
    "conference_postponed-guest": lambda: COMPOSER.conference_postponed(
        _moved(starts_at="2024-07-04T00:30:00+00:00", ends_at="2024-07-04T04:30:00+00:00", address="số 9 đường Cũ"),
        invitation(**GUEST),
        NOW,
    ),
    "invitation_reminder-unit": lambda: COMPOSER.invitation_reminder(
        conference(registration_closes_at=datetime(2024, 7, 2, 10, 0, tzinfo=UTC)), invitation(), NOW
    ),
    "invitation_reminder-guest": lambda: COMPOSER.invitation_reminder(conference(**BARE), invitation(**GUEST), NOW),
    "confirmation_reminder": lambda: COMPOSER.confirmation_reminder(conference(), delegate(code=None), NOW),
    "attendance_reminder": lambda: COMPOSER.attendance_reminder(conference(), delegate(seat="A-05"), NOW),
    "agenda_changed-first": lambda: agenda_changed(COMPOSER, conference(), delegate(), _notice([], [SLOT]), NOW),
    "agenda_changed-moved": lambda: agenda_changed(
        COMPOSER,
        conference(),
        delegate(),
        _notice([SLOT, OTHER_SLOT], [SLOT | {"starts_at": "2024-07-04T01:20:00+00:00"}]),
        NOW,
    ),
    "agenda_changed-unit": lambda: agenda_changed(
        COMPOSER, conference(**BARE), invitation(recipient_name=None), _notice([SLOT], []), NOW
    ),
    "agenda_published": lambda: agenda_published(COMPOSER, conference(), _agenda()),
    "agenda_published-first": lambda: agenda_published(COMPOSER, conference(), _agenda(reason=None, changes=[])),
    "agenda_delayed": lambda: agenda_delayed(COMPOSER, conference(), delegate(), _notice([], [], 12)),
    "agenda_delayed-early": lambda: agenda_delayed(COMPOSER, conference(), invitation(), _notice([], [], -20)),
    "topic_selected": lambda: desk_letter(COMPOSER, MessageKind.TOPIC_SELECTED, conference(), _topic()),
    "topic_selected-bare": lambda: desk_letter(
        COMPOSER,
        MessageKind.TOPIC_SELECTED,
        conference(**BARE),
        _topic(recipient_name=None, minutes=None, text_due=None),
    ),
    "topic_revision_asked": lambda: desk_letter(
        COMPOSER, MessageKind.TOPIC_REVISION_ASKED, conference(), _topic(note="Xin thu hẹp chủ đề")
    ),
    "topic_answered-accepts": lambda: desk_letter(
        COMPOSER,
        MessageKind.TOPIC_ANSWERED,
        conference(),
        _topic(state="accepted", presenter_name="Trần Thị Bình", presenter_post="Phó Giám đốc"),
    ),
    "topic_answered-declines": lambda: desk_letter(
        COMPOSER, MessageKind.TOPIC_ANSWERED, conference(**BARE), _topic(state="declined", note="Bận việc")
    ),
    "activity_overdue": lambda: desk_letter(
        COMPOSER,
        MessageKind.ACTIVITY_OVERDUE,
        conference(),
        _activity(state="planned", last_moment=datetime(2024, 7, 14, 16, 59, 59, tzinfo=UTC)),
    ),
    "activity_judged-confirmed": lambda: desk_letter(
        COMPOSER, MessageKind.ACTIVITY_JUDGED, conference(), _activity(state="confirmed")
    ),
    "activity_judged-sent-back": lambda: desk_letter(
        COMPOSER, MessageKind.ACTIVITY_JUDGED, conference(), _activity(state="sent_back", note="Thiếu ảnh")
    ),
    "petition_assigned": lambda: petition_assigned(COMPOSER, conference(), PETITION | {"note": "Trước 25/6"}),
    "petition_answered": lambda: petition_answered(
        COMPOSER, conference(), PETITION | {"answer": "Bố trí trong quý III.\nĐơn vị gửi nhu cầu trước 15/7."}
    ),
    "petition_answered-above": lambda: petition_answered(
        COMPOSER, conference(**BARE), PETITION | NOBODY | {"forwarded": True, "reply": "Đã ghi nhận."}
    ),
    "film_judged-changes": lambda: film_judged(COMPOSER, conference(), FILM),
    "film_judged-approved": lambda: film_judged(
        COMPOSER, conference(), FILM | {"recipient_name": None, "decision": "approved", "word": None, "comments": []}
    ),
    "film_judged-reopened": lambda: film_judged(
        COMPOSER, conference(**BARE), FILM | {"decision": "reopened", "word": "Có ý kiến của lãnh đạo"}
    ),
    "film_agreed": lambda: film_agreed(
        COMPOSER, conference(), FILM, {"post": "Trưởng ban", "name": "Trần Thử Duyệt", "email": "duyet@ban.example"}
    ),
    "film_agreed-office": lambda: film_agreed(COMPOSER, conference(), FILM, None),
    "film_due": lambda: film_due(
        COMPOSER,
        conference(),
        FILM | {"days_left": 3, "last_moment": datetime(2024, 6, 27, 16, 59, 59, tzinfo=UTC)},
        {"post": "Trưởng ban", "name": None, "email": "duyet@ban.example"},
    ),
    "film_due-late": lambda: film_due(
        COMPOSER,
        conference(),
        FILM | {"days_left": -1, "last_moment": datetime(2024, 6, 27, 16, 59, 59, tzinfo=UTC)},
        None,
    ),
    "medal_returned": lambda: medal_returned(COMPOSER, conference(), NOMINEE | {"reason": "Thiếu quyết định"}),
    "medal_decided": lambda: medal_decided(COMPOSER, conference(), NOMINEE | {"awarded": True, "reason": None}),
    "medal_decided-not": lambda: medal_decided(
        COMPOSER, conference(), NOMINEE | NOBODY | {"awarded": False, "reason": "Chưa đủ năm công tác"}
    ),
    "film_inspected": lambda: film_inspected(COMPOSER, conference(), _FILM),
    "film_inspected-good": lambda: film_inspected(COMPOSER, conference(**BARE), _GOOD_FILM),
    "film_inspected-not-opened": lambda: film_inspected(COMPOSER, conference(), _NO_FILM),
    "film_inspected-many": lambda: film_inspected(COMPOSER, conference(), _FILM | {"findings": [_BLACK] * 12}),
    "film_ready": lambda: film_ready(COMPOSER, conference(), _FILM, _APPRAISER),
    "film_ready-good": lambda: film_ready(COMPOSER, conference(), _GOOD_FILM, _APPRAISER | {"name": None}),
    "film_ready-not-opened": lambda: film_ready(COMPOSER, conference(**BARE), _NO_FILM, None),
    "attendance_reminder-guest": lambda: COMPOSER.attendance_reminder(
        conference(**BARE), delegate(post=None, unit=None, unit_name=None), NOW
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_letter_is_word_for_word_as_agreed(name: str) -> None:
    letter = LETTERS[name]()
    parts = {"subject.txt": letter.subject + "\n", "body.txt": letter.text, "body.html": letter.html}
    if os.environ.get("HOINGHI_WRITE_GOLDEN"):
        _write(GOLDEN / name, parts)

    assert parts == {part: (GOLDEN / name / part).read_text(encoding="utf-8") for part in parts}


def test_every_kind_of_message_has_its_folder_and_its_golden_letter() -> None:
    folders = {folder.name for folder in TEMPLATES.iterdir() if folder.is_dir() and folder.name != "parts"}

    assert folders == {kind.value for kind in MessageKind} == {name.split("-")[0] for name in LETTERS}


def test_there_is_no_golden_letter_that_nobody_writes() -> None:
    assert {folder.name for folder in GOLDEN.iterdir()} == set(LETTERS)


def test_what_people_typed_is_no_markup_in_the_html() -> None:
    letter = COMPOSER.delegate_registered(conference(), delegate(full_name="<b>Thử</b> & bạn"), NOW)

    assert "&lt;b&gt;Thử&lt;/b&gt; &amp; bạn" in letter.html
    assert "<b>Thử" not in letter.html


def test_what_people_typed_stays_on_its_line() -> None:
    letter = COMPOSER.delegate_registered(conference(), delegate(full_name="Thử\n\nXin chuyển tiền tới"), NOW)

    assert "Kính gửi đồng chí Thử Xin chuyển tiền tới, Phó Trưởng ban," in letter.text.splitlines()


def test_links_lead_to_the_public_address() -> None:
    letter = Composer(PUBLIC_URL + "/", COMPOSER.sender).delegate_registered(conference(), delegate(), NOW)

    assert "https://hoinghi.example/l/delegate-token\n" in letter.text


def _write(folder: Path, parts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in parts.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_letter_and_calendar_name_the_seat_once_it_is_known() -> None:
    letter = COMPOSER.delegate_confirmed(conference(), delegate(seat="A-05"), NOW)
    assert ("Chỗ ngồi: A-05" in letter.text, "Chỗ ngồi: <strong>A-05</strong>" in letter.html) == (True, True)
    assert "Chỗ ngồi: A-05" in letter.enclosures[0].content.decode()

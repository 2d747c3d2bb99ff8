"""A good request for every operation of the API, about one's own things or another's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from chassis.clock import system_clock
from chassis.messaging.inbox import State
from chassis.messaging.tables import inbox
from services.registration.queries.sheets import MEDIA_TYPE
from tests.contracts.journey import (
    FILE,
    FILM_COMMENT,
    FILM_SHA256,
    HERE,
    TUS,
    Traces,
    batch,
    new_account,
    new_delegate,
    new_nomination,
    new_petition,
    scan,
    send_film,
)
from tests.contracts.world import (
    BROADCASTER,
    GATE,
    OTHER_UNIT,
    PLAN,
    ROOM,
    SLUG,
    UNIT,
    Caller,
    Product,
    day_of_the_conference,
)
from tests.registration.sheets import sheet

Body = Callable[["Things"], Any]


@dataclass(frozen=True)
class Things:
    """What a request is about; `markers` are words by which these things are known in an answer."""

    values: Mapping[str, str]
    unit: str
    markers: tuple[str, ...]

    def path(self, template: str) -> str:
        """The address with these things in it."""
        return template.format_map(self.values)


_ANOTHER_CUT = {"sha256": "0" * 64}
_PLAN = {"source": PLAN, "shift_to": day_of_the_conference()}
BODIES: dict[str, Body] = {
    "answer_invitation": lambda _: {"answer": "attends", "attending": 1},
    "invite_guest": lambda _: {"full_name": "Khách Mới", "post": "Chủ tịch", "category": "lanh-dao"},
    "issue_invitations": lambda _: {"ids": [str(uuid4())]},
    "issue_invitation": lambda _: {"version": 0},
    "reissue_invitation": lambda _: {"version": 0},
    "withdraw_invitation": lambda _: {"version": 0},
    "register_delegate": lambda things: new_delegate(things.unit),
    "update_delegate": lambda _: {"version": 0, "post": "Chuyên viên"},
    "excuse_delegate": lambda _: {"reason": "Bận công tác"},
    "cancel_delegate": lambda _: {"reason": "Rút tên"},
    "step_delegates": lambda _: {"action": "confirm", "ids": [str(uuid4())]},
    "merge_delegates": lambda things: {"other": things.values["delegate_id"]},
    "tell_delegates_apart": lambda things: {"other": things.values["delegate_id"]},
    "substitute_delegate": lambda _: {"full_name": "Vũ Thị Thay", "post": "Phó Chủ tịch"},
    "enter_unlisted_guest": lambda _: {"full_name": f"Khách {uuid4().hex}", "reason": "Đến cùng đoàn", **scan()},
    "decide_unlisted_guest": lambda _: {"decision": "vouch", "word": "Đồng ý"},
    "apply_delegate_import": lambda _: {"mode": "good"},
    "check_in": lambda things: scan(delegate_id=things.values["delegate_id"]),
    "undo_check_in": lambda _: {"reason": "Nhầm người"},
    "sync_check_ins": lambda things: batch(delegate_id=things.values["delegate_id"]),
    "resolve_check_in_conflict": lambda _: {"decision": "count", "reason": "Đã xem sổ"},
    "add_commendation": lambda _: {"title": "Giấy khen", "recipient_name": "Tập thể Văn phòng"},
    "order_commendations": lambda things: {"order": [{"id": things.values["commendation_id"], "version": 0}]},
    "update_commendation": lambda _: {"version": 0, "title": "Bằng khen"},
    "name_commendation_proxy": lambda _: {"version": 0, "proxy_name": "Người Nhận Thay"},
    "call_commendation": lambda _: {"version": 0},
    "receive_commendation": lambda _: {"version": 0},
    "take_back_commendation": lambda _: {"version": 0},
    "remove_commendation": lambda _: {"version": 0},
    "enter_petition": lambda things: new_petition(things.unit),
    "correct_petition": lambda _: {"version": 0, "content": "Lời khác", "recipient": "tinh-uy"},
    "assign_petition": lambda _: {"version": 0, "room": ROOM},
    "draft_petition_answer": lambda _: {"version": 0, "answer": "Sẽ bố trí"},
    "return_petition_answer": lambda _: {"version": 0, "reason": "Chưa rõ"},
    "approve_petition_answer": lambda _: {"version": 0},
    "forward_petition": lambda _: {"version": 0},
    "note_petition_reply": lambda _: {"version": 0, "reply": "Ghi nhận"},
    "merge_petition": lambda _: {"version": 0, "into": str(uuid4())},
    "withdraw_petition": lambda _: {"version": 0, "reason": "Đã giải quyết"},
    "nominate_for_medal": lambda things: new_nomination(things.unit),
    "correct_medal_nomination": lambda things: (
        {k: v for k, v in new_nomination(things.unit).items() if k != "unit"} | {"version": 0}
    ),
    "verify_medal_nomination": lambda _: {"version": 0, "years": 12},
    "return_medal_nomination": lambda _: {"version": 0, "reason": "Thiếu giấy tờ"},
    "send_medal_nomination": lambda _: {"version": 0},
    "decide_medal_nomination": lambda _: {"version": 0, "awarded": True},
    "withdraw_medal_nomination": lambda _: {"version": 0, "reason": "Đã nghỉ hưu"},
    "propose_seats": lambda _: {"version": 0},
    "assign_seat": lambda _: {"version": 0, "delegate_id": None},
    "publish_seating": lambda _: {"version": 0},
    "change_agenda_draft": lambda _: {"version": 0, "items": []},
    "undo_agenda_change": lambda _: {"version": 0},
    "draft_agenda_from_plan": lambda _: {"version": 0},
    "publish_agenda": lambda _: {"version": 0},
    "start_agenda_item": lambda _: {"version": 99},
    "finish_agenda_item": lambda _: {"version": 99},
    "skip_agenda_item": lambda _: {"version": 99},
    "take_back_agenda_item": lambda _: {"version": 99},
    "check_plan": lambda _: {"source": PLAN},
    "diff_plan": lambda _: _PLAN,
    "apply_plan": lambda _: _PLAN,
    "preview_postponement": lambda _: {"date": day_of_the_conference(), "starts": "09:00"},
    "postpone_conference": lambda _: {"date": day_of_the_conference(), "reason": "Trùng lịch", "version": 0},
    "schedule_video": lambda things: {"version": 0, "sha256": things.values["sha256"], "agenda_item_id": None},
    **dict.fromkeys(
        ("unschedule_video", "remove_broadcast", "take_broadcast_back", "take_showing_back"), lambda _: {"version": 0}
    ),
    **dict.fromkeys(
        ("plan_broadcast", "change_broadcast"),
        lambda _: {"version": 0, "channel": "Kênh TN2", "starts_at": "2025-03-12T20:00:00+07:00"},
    ),
    "report_broadcast": lambda _: {"version": 0, "aired_at": "2025-03-12T20:00:00+07:00"},
    "show_video": lambda things: {
        "sha256": things.values["sha256"],
        "file_sha256": things.values["sha256"],
        "started_at": system_clock().isoformat(),
    },
    "hand_in": lambda _: {"version": 0, "link": "https://video.example/phong-su"},
    "withdraw_submission": lambda _: {"version": 0, "reason": "Nhầm tệp"},
    **dict.fromkeys(("start_activity", "confirm_activity", "reopen_activity"), lambda _: {"version": 0}),
    **dict.fromkeys(("note_activity_not_held", "send_activity_back"), lambda _: {"version": 0, "reason": "Lý do"}),
    "report_activity": lambda _: {"version": 0, "held_on": "2025-03-12", "link": "https://bao.example/tin"},
    "propose_topic": lambda _: {"title": "Chủ đề mới", "department": ROOM},
    "send_topics": lambda _: {"department": ROOM},
    "update_topic": lambda _: {"version": 0, "title": "Chủ đề khác"},
    "select_topic": lambda _: {"version": 0, "minutes": 8},
    "name_topic_presenter": lambda _: {"version": 0, "presenter_name": "Người Trình Bày"},
    "ask_for_print": lambda _: {"kind": "invitations", "size": "a5"},
    "estimate_speaking_time": lambda _: {"text": "Kính thưa hội nghị", "minutes": 7},
    **dict.fromkeys(
        ("send_topic", "withdraw_topic", "restore_topic", "accept_topic", "schedule_topic", "unschedule_topic"),
        lambda _: {"version": 0},
    ),
    **dict.fromkeys(
        ("set_topic_aside", "ask_topic_revision", "decline_topic"), lambda _: {"version": 0, "reason": "Lý do"}
    ),
    "take_up_submission": lambda _: {"version": 0},
    "add_remark": lambda _: {"weight": "advice", "text": "Nên thêm số liệu"},
    "return_submission": lambda _: {"version": 0, "word": "Xin sửa"},
    "accept_submission": lambda _: {"version": 0},
    "reopen_submission": lambda _: {"version": 0, "word": "Xem lại"},
    "ask_extension": lambda _: {"version": 0, "wanted_to": day_of_the_conference(), "reason": "Chờ số liệu"},
    "withdraw_extension": lambda _: {"version": 0},
    "grant_extension": lambda _: {"version": 0, "granted_to": day_of_the_conference()},
    "refuse_extension": lambda _: {"version": 0, "word": "Không kịp tổng hợp"},
    "begin_video_appraisal": lambda _: _ANOTHER_CUT,
    "request_video_changes": lambda _: _ANOTHER_CUT | {"word": "Xin sửa"},
    "approve_video": lambda _: _ANOTHER_CUT | {"word": "Đồng ý"},
    "reopen_video_appraisal": lambda _: _ANOTHER_CUT | {"word": "Có ý kiến"},
    "write_video_comment": lambda _: _ANOTHER_CUT | FILM_COMMENT,
    "reply_to_video_comment": lambda _: {"text": "Đã rõ"},
    **dict.fromkeys(
        ("mark_video_comment_fixed", "take_back_video_comment_fixed"), lambda _: {"version": 0, "text": "Đã sửa"}
    ),
    **dict.fromkeys(
        ("confirm_video_comment", "refuse_video_comment", "reopen_video_comment", "withdraw_video_comment"),
        lambda _: _ANOTHER_CUT | {"version": 0, "text": "Đã xem"},
    ),
    "create_account": lambda _: new_account(),
    "reset_password": lambda _: {"password": "mật khẩu đặt lại"},
    "change_own_password": lambda _: {"current_password": "không đúng", "password": "mật khẩu khác"},
    "create_station": lambda _: {"name": "Máy quét thử", "gates": [GATE]},
    "pair_station": lambda _: {"code": "KHONG-CO"},
    "create_token": lambda _: {"email": "khong-co@pho-tho.example", "password": "không đúng"},
}
"""What is sent; an operation that is not here takes no body. Version 0 is stale, which is found after permission."""


QUERIES: dict[str, dict[str, str]] = {"list_delegates": {"q": "thi"}, "preview_paper": {"paper": "sign-off-sheet"}}
"""What is asked for; the welcome desk has to say whom it looks for."""


def body_of(operation: str, things: Things) -> Any:
    """What is sent with a request."""
    if operation.startswith("discard_"):
        return {"reason": "Đã xử lý tay"}
    make = BODIES.get(operation)
    return make(things) if make else None


def things_of(product: Product, traces: Traces) -> dict[str, Things]:
    """By whose they are: the unit's, its delegate's, the guest's, and another unit's."""
    account = product.callers["administrator"].do("POST", "/accounts", new_account())["id"]
    new_station = {"name": "Máy quét cửa chính", "gates": [GATE]}
    station = product.callers["organizer"].do("POST", f"{HERE}/stations", new_station)["station"]["id"]

    printing = product.callers["organizer"].do("POST", f"{HERE}/print-jobs", {"kind": "invitations"})["id"]
    guest_at_the_door = product.callers["receptionist"].do(
        "POST", f"{HERE}/unlisted-guests", {"full_name": "Cao Văn Lạ", "reason": "Đến cùng đoàn", **scan()}
    )["id"]
    imports = {
        "own": send_sheet(product.callers["unit"], f"{HERE}/delegate-imports").get_json()["id"],
        "office": send_sheet(product.callers["organizer"], f"{HERE}/delegate-imports").get_json()["id"],
    }

    def things(unit: str, invitee: str, delegate: str, own: tuple[str, ...], paper: str | None = None) -> Things:
        invitation = traces.invitations[invitee]
        message, index = _message_about(product, invitation)
        values = {
            "slug": SLUG,
            "invitation_id": invitation,
            "delegate_id": traces.delegates[delegate],
            "paper_id": _paper_about(product, paper or invitation),
            "job_id": printing,
            "check_in_id": traces.check_in,
            "conflict_id": traces.conflict,
            "unlisted_guest_id": guest_at_the_door,
            "commendation_id": traces.commendation,
            "nomination_id": traces.nominations.get(unit, traces.nominations[UNIT]),
            "petition_id": traces.petitions.get(unit, traces.petitions[UNIT]),
            "agenda_item_id": traces.agenda_item,
            "seat": "A-01",
            "code": "bao-cao",
            "place": "0",
            "message_id": message,
            "index": index,
            "obligation_id": traces.obligations[unit],
            "submission_id": traces.submissions[unit],
            "remark_id": traces.remark,
            "account_id": account,
            "station_id": station,
            "report_id": traces.activities[unit],
            "topic_id": traces.topics[UNIT if unit == UNIT else OTHER_UNIT],
            "upload_id": traces.film_upload,
            "version_id": traces.film_version,
            "comment_id": traces.film_comment,
            "verdict_id": traces.film_verdict,
            "sha256": FILM_SHA256,
            "broadcast_id": traces.broadcast,
            "import_id": imports["own" if unit == UNIT else "office"],
        }
        return Things(values, unit, own)

    other = (OTHER_UNIT, traces.invitations[OTHER_UNIT], traces.delegates["other"])
    guest = (traces.invitations["bi-thu"], traces.delegates["guest"])
    mine = (UNIT, traces.invitations[UNIT], traces.delegates["own"])
    return {
        "unit": things(UNIT, UNIT, "own", mine),
        "delegate": things(UNIT, UNIT, "own", (UNIT, traces.delegates["own"]), paper=traces.delegates["own"]),
        "guest": things(OTHER_UNIT, "bi-thu", "guest", guest),
        "broadcaster": things(BROADCASTER, UNIT, "own", (BROADCASTER,)),
        "other": things(OTHER_UNIT, OTHER_UNIT, "other", other),
    }


def send_sheet(caller: Caller, path: str) -> Any:
    """Send a spreadsheet of one delegate."""
    return caller.call("POST", path, data=sheet([("Đỗ Thị Trong Tệp",)]), content_type=MEDIA_TYPE)


def send_file(caller: Caller, path: str) -> Any:
    """Send a file as it is."""
    query = {"filename": "bao-cao.pdf"}
    return caller.call("POST", path, data=FILE, query_string=query, content_type="application/octet-stream")


def try_file(caller: Caller, path: str) -> Any:
    """Have a file checked that is not handed in."""
    query = {"filename": "bao-cao.pdf", "obligation": "bao-cao"}
    return caller.call("POST", path, data=FILE, query_string=query, content_type="application/octet-stream")


def go_on_with_film(caller: Caller, path: str) -> Any:
    """More bytes for a film that has come whole."""
    more = {"headers": TUS | {"Upload-Offset": "0"}, "content_type": "application/offset+octet-stream"}
    return caller.call("PATCH", path, data=b"more", **more)


def override_method(caller: Caller, path: str) -> Any:
    """The same by POST."""
    headers = TUS | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    return caller.call("POST", path, data=b"more", headers=headers, content_type="application/offset+octet-stream")


def end_film(caller: Caller, path: str) -> Any:
    """Give a film up that has come whole."""
    return caller.call("DELETE", path, headers=TUS)


SENDERS: dict[str, Callable[[Caller, str], Any]] = {
    "import_delegates": send_sheet,
    "upload_file": send_file,
    "check_form": try_file,
    "begin_video_upload": send_film,
    "continue_video_upload": go_on_with_film,
    "end_video_upload": end_film,
    "override_video_upload_method": override_method,
}
"""How operations are called that take no JSON."""


def failed_event(product: Product, service: str) -> str:
    """An event in a service's inbox that is dead."""
    event_id = uuid4()
    row: dict[str, Any] = {"type": "gateway.account_created.v1", "source": "gateway", "subject": f"account/{event_id}"}
    row |= {"state": State.DEAD, "conference": SLUG, "body": {}, "error": "không đọc được"}
    now = system_clock()
    with product.databases[service].write() as session:
        session.execute(
            insert(inbox), {**row, "event_id": event_id, "sequence": 1, "attempts": 6, "time": now, "received_at": now}
        )
    return str(event_id)


def _paper_about(product: Product, about: str) -> str:
    papers = product.callers["organizer"].do("GET", f"{HERE}/papers?about={about}")["items"]
    return next(str(paper["id"]) for paper in papers if paper["current"])


def _message_about(product: Product, about: str) -> tuple[str, str]:
    organizer = product.callers["organizer"]
    for message in organizer.do("GET", f"{HERE}/messages?about={about}")["items"]:
        files = organizer.do("GET", f"{HERE}/messages/{message['id']}")["attachments"]
        if files:
            return str(message["id"]), str(files[0]["index"])
    raise LookupError(about)

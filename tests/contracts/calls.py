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
from tests.contracts.journey import HERE, Traces, batch, new_account, new_delegate, scan
from tests.contracts.world import GATE, OTHER_UNIT, PLAN, SLUG, UNIT, Caller, Product, day_of_the_conference
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
    "propose_seats": lambda _: {"version": 0},
    "assign_seat": lambda _: {"version": 0, "delegate_id": None},
    "publish_seating": lambda _: {"version": 0},
    "check_plan": lambda _: {"source": PLAN},
    "diff_plan": lambda _: _PLAN,
    "apply_plan": lambda _: _PLAN,
    "preview_postponement": lambda _: {"date": day_of_the_conference(), "starts": "09:00"},
    "postpone_conference": lambda _: {"date": day_of_the_conference(), "reason": "Trùng lịch", "version": 0},
    "create_account": lambda _: new_account(),
    "reset_password": lambda _: {"password": "mật khẩu đặt lại"},
    "change_own_password": lambda _: {"current_password": "không đúng", "password": "mật khẩu khác"},
    "create_station": lambda _: {"name": "Máy quét thử", "gates": [GATE]},
    "pair_station": lambda _: {"code": "KHONG-CO"},
    "create_token": lambda _: {"email": "khong-co@pho-tho.example", "password": "không đúng"},
}
"""What is sent; an operation that is not here takes no body. Version 0 is stale, which is found after permission."""


QUERIES: dict[str, dict[str, str]] = {"list_delegates": {"q": "thi"}}
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
            "check_in_id": traces.check_in,
            "conflict_id": traces.conflict,
            "unlisted_guest_id": guest_at_the_door,
            "commendation_id": traces.commendation,
            "seat": "A-01",
            "message_id": message,
            "index": index,
            "account_id": account,
            "station_id": station,
            "import_id": imports["own" if unit == UNIT else "office"],
        }
        return Things(values, unit, own)

    other = (OTHER_UNIT, traces.invitations[OTHER_UNIT], traces.delegates["other"])
    guest = (traces.invitations["bi-thu"], traces.delegates["guest"])
    mine = (UNIT, traces.invitations[UNIT], traces.delegates["own"])
    return {
        "unit": things(UNIT, UNIT, "own", mine),
        "delegate": things(UNIT, UNIT, "own", (UNIT, traces.delegates["own"]), paper=traces.delegates["own"]),
        "guest": things("", "bi-thu", "guest", guest),
        "other": things(OTHER_UNIT, OTHER_UNIT, "other", other),
    }


def send_sheet(caller: Caller, path: str) -> Any:
    """Send a spreadsheet of one delegate."""
    return caller.call("POST", path, data=sheet([("Đỗ Thị Trong Tệp",)]), content_type=MEDIA_TYPE)


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

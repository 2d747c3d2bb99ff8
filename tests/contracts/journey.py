"""The whole path once: from the plan to a check-in that is undone, and everything that may happen between."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.testing.messaging import wait_for
from services.documents.operations.remind_appraisers import AppraisalWatch
from tests.contracts.activities import hold_activities
from tests.contracts.showing import show_film
from tests.contracts.topics import present_topics
from tests.contracts.world import (
    BROADCASTER,
    GATE,
    OTHER_ROOM,
    OTHER_UNIT,
    PLAN,
    ROOM,
    SLUG,
    UNIT,
    WITHDRAWN_UNIT,
    Caller,
    Product,
    day_of_the_conference,
)

HERE = f"/conferences/{SLUG}"
FILE = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FILM_SHA256 = hashlib.sha256(FILE).hexdigest()
ANOTHER = "dang-dien-ra"
TUS = {"Tus-Resumable": "1.0.0"}
FILM_COMMENT = {"from_ms": 75_000, "to_ms": 80_000, "category": "sound", "weight": "must_fix", "text": "Rè tiếng"}
NOMINEE = {"full_name": "Lê Thị Kỷ Niệm", "birth_year": 1970, "post": "Trưởng ban", "years_of_service": 12}
NAMES = ("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi", "Phạm Văn Dũng", "Vũ Thị Thay")


@dataclass
class Traces:
    """What the path left behind: ids by the name of what they belong to."""

    invitations: dict[str, str] = field(default_factory=dict)
    delegates: dict[str, str] = field(default_factory=dict)
    check_in: str = ""
    conflict: str = ""
    commendation: str = ""
    obligations: dict[str, str] = field(default_factory=dict)
    """What each unit owes, by the unit; below, what it handed in for it."""
    submissions: dict[str, str] = field(default_factory=dict)
    petitions: dict[str, str] = field(default_factory=dict)
    nominations: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    agenda_item: str = ""
    activities: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    film_upload: str = ""
    film_version: str = ""
    film_comment: str = ""
    film_verdict: str = ""
    broadcast: str = ""


def travel(product: Product) -> Traces:
    """Go the path as the organizer, a unit, a receptionist; afterwards everything is calm."""
    traces = Traces()
    organizer = product.callers["organizer"]
    _apply_plan(organizer)
    _invite(product, organizer, traces)
    _name_delegates(product, organizer, traces)
    _seat(organizer)
    _come(product, organizer, traces)
    _commend(organizer, traces)
    _hand_in(product, organizer, traces)
    _send_film(organizer, traces)
    _judge_film(product, organizer, traces)
    _petition(organizer, traces)
    _nominate(organizer, traces)
    traces.topics = present_topics(product, HERE)
    _hold(organizer, traces)
    traces.broadcast = show_film(product, HERE, FILM_SHA256)
    traces.activities = hold_activities(product, HERE, FILE)
    product.callers["administrator"].do("POST", "/accounts", new_account())
    product.wait_until_calm()
    return traces


def _apply_plan(organizer: Caller) -> None:
    plan = {"source": PLAN, "shift_to": day_of_the_conference()}
    organizer.do("POST", "/plans/apply", plan)
    wait_for(lambda: organizer.call("GET", f"{HERE}/units").status_code == 200)
    move = {"date": day_of_the_conference(), "starts": "08:00", "reason": "Trùng lịch", "version": 1}
    organizer.do("POST", f"{HERE}/postpone", move)


def _hold(organizer: Caller, traces: Traces) -> None:
    """Publish the agenda, and hold another conference that is late (in the morning: early)."""
    _publish_agenda(organizer, HERE)
    traces.agenda_item = organizer.do("GET", f"{HERE}/agenda/run")["items"][0]["id"]
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    starts = now + timedelta(minutes=20 if now.hour < 12 else -20)
    another = PLAN.replace(SLUG, ANOTHER).replace(', starts: "08:30"', "").replace('ends: "11:30"', 'ends: "23:59"')
    another = another.replace('starts: "07:30"', f'starts: "{starts:%H:%M}"')
    organizer.do("POST", "/plans/apply", {"source": another, "shift_to": now.date().isoformat()})
    there = f"/conferences/{ANOTHER}"
    _publish_agenda(organizer, there)
    items = organizer.do("GET", f"{there}/agenda/run")["items"]
    for version, verb in enumerate(("start", "take-back", "start", "finish")):
        organizer.do("POST", f"{there}/agenda/items/{items[0]['id']}/{verb}", {"version": version})


def _publish_agenda(organizer: Caller, conference: str) -> None:
    version = organizer.do("GET", f"{conference}/agenda/draft")["version"]
    organizer.do("POST", f"{conference}/agenda/publish", {"version": version})


def _invite(product: Product, organizer: Caller, traces: Traces) -> None:
    product.mail.answer("RCPT", "550 no such mailbox")
    organizer.do("POST", f"{HERE}/invitations/issue", {})
    product.wait_until_calm()
    _correct_the_guest(organizer)
    product.wait_until_calm()
    for invitation in organizer.do("GET", f"{HERE}/invitations")["items"]:
        traces.invitations[invitation["invitee_code"]] = invitation["id"]
    _step(organizer, traces.invitations[UNIT], "reissue")
    _step(organizer, traces.invitations[WITHDRAWN_UNIT], "withdraw")
    unit = product.sign_up("unit", Role.UNIT, unit=UNIT, conference=SLUG)
    _answer(unit, traces.invitations[UNIT], {"answer": "attends", "attending": 2})
    _answer(organizer, traces.invitations["bi-thu"], {"answer": "attends"})


def _correct_the_guest(organizer: Caller) -> None:
    """The plan says something else of somebody whose invitation is out."""
    source = organizer.do("GET", f"{HERE}/plan")["source"]
    organizer.do("POST", "/plans/apply", {"source": source.replace("Bí thư Huyện ủy", "Phó Bí thư Huyện ủy")})


def _step(organizer: Caller, invitation: str, step: str) -> None:
    version = organizer.do("GET", f"{HERE}/invitations/{invitation}")["version"]
    organizer.do("POST", f"{HERE}/invitations/{invitation}/{step}", {"version": version})


def _answer(caller: Caller, invitation: str, answer: dict[str, Any]) -> None:
    caller.do("PUT", f"{HERE}/invitations/{invitation}/answer", answer)


def _name_delegates(product: Product, organizer: Caller, traces: Traces) -> None:
    unit = product.callers["unit"]
    first, second, waiting = [register(unit, UNIT, name) for name in NAMES[:3]]
    assert waiting["state"] == "waiting"
    other = register(organizer, OTHER_UNIT, NAMES[3])
    update = {"version": second["version"], "post": "Phó Chủ tịch"}
    unit.do("PATCH", f"{HERE}/delegates/{second['id']}", update)
    organizer.do("POST", f"{HERE}/delegates/{waiting['id']}/admit")
    for delegate in (first, second, waiting, other):
        organizer.do("POST", f"{HERE}/delegates/{delegate['id']}/confirm")
    unit.do("POST", f"{HERE}/delegates/{second['id']}/excuse", {"reason": "Bận công tác"})
    instead = {"full_name": NAMES[4], "post": "Phó Chủ tịch"}
    substitute = unit.do("POST", f"{HERE}/delegates/{waiting['id']}/substitute", instead)
    unit.do("POST", f"{HERE}/delegates/{substitute['id']}/cancel", {"reason": "Rút tên"})
    guest = organizer.do("GET", f"{HERE}/delegates?q=Tran%20Thu%20Khach")["items"][0]
    named = {"own": first, "excused": second, "cancelled": substitute, "other": other, "guest": guest}
    traces.delegates = {name: delegate["id"] for name, delegate in named.items()}


def _seat(organizer: Caller) -> None:
    version = organizer.do("GET", f"{HERE}/seating")["version"]
    organizer.do("POST", f"{HERE}/seating/propose", {"version": version, "dry_run": False})
    organizer.do("POST", f"{HERE}/seating/publish", {"version": version + 1})


def _come(product: Product, organizer: Caller, traces: Traces) -> None:
    receptionist = product.sign_up("receptionist", Role.RECEPTIONIST, conference=SLUG)
    held = organizer.do("GET", f"{HERE}/delegates/{traces.delegates['own']}/pass")
    accepted = receptionist.do("POST", f"{HERE}/check-ins", scan(code=held["code"]))
    receptionist.do("POST", f"{HERE}/check-ins/{accepted['check_in_id']}/undo", {"reason": "Nhầm người"})
    traces.check_in = receptionist.do("POST", f"{HERE}/check-ins", scan(code=held["code"]))["check_in_id"]
    # A station without a network lets in somebody who was excused.
    receptionist.do("POST", f"{HERE}/check-ins/batch", batch(delegate_id=traces.delegates["excused"]))
    traces.conflict = organizer.do("GET", f"{HERE}/check-in-conflicts?state=open")["items"][0]["id"]
    decided = {"decision": "discard", "reason": "Không phải đại biểu"}
    organizer.do("POST", f"{HERE}/check-in-conflicts/{traces.conflict}/resolve", decided)


def _commend(organizer: Caller, traces: Traces) -> None:
    first = organizer.do("POST", f"{HERE}/commendations", {"title": "Giấy khen", "unit": UNIT})
    second = organizer.do("POST", f"{HERE}/commendations", {"title": "Giấy khen", "recipient_name": "Tập thể"})
    organizer.do("POST", f"{HERE}/commendations/{first['id']}/call", {"version": first["version"]})
    organizer.do("POST", f"{HERE}/commendations/{second['id']}/remove", {"version": second["version"]})
    traces.commendation = first["id"]


def _hand_in(product: Product, organizer: Caller, traces: Traces) -> None:
    for item in organizer.do("GET", f"{HERE}/obligations")["items"]:
        if item["kind"] not in ("video_report", "topics"):
            traces.obligations[item["unit"]] = item["id"]
    unit, own = product.callers["unit"], traces.obligations[UNIT]
    shown = _give(unit, own)
    unit.do("POST", f"{HERE}/obligations/{own}/withdraw", {"version": shown["version"], "reason": "Nhầm tệp"})
    for code, obligation in traces.obligations.items():
        shown = _give(unit if code == UNIT else organizer, obligation)
        traces.submissions[code] = shown["submissions"][0]["id"]
    _appraise(organizer, traces)
    _extend(unit, organizer, own)


def _appraise(organizer: Caller, traces: Traces) -> None:
    """What two units handed in is judged; the unit at hand is asked to hand in again."""
    for code, obligation in traces.obligations.items():
        _on(organizer, obligation, "take-up")
        remark = {"weight": "advice", "text": "Nên thêm số liệu"}
        shown = organizer.do("POST", f"{HERE}/obligations/{obligation}/remarks", remark)
        traces.remark = shown["submissions"][0]["remarks"][0]["id"]
        if code != OTHER_UNIT:
            _on(organizer, obligation, "accept")
            _on(organizer, obligation, "reopen", word="Xem lại")
            _on(organizer, obligation, "return", word="Xin bổ sung số liệu")


def _extend(unit: Caller, organizer: Caller, obligation: str) -> None:
    wanted = {"wanted_to": day_of_the_conference(), "reason": "Chờ số liệu"}
    _on(unit, obligation, "extension/ask", **wanted)
    _on(unit, obligation, "extension/withdraw")
    _on(unit, obligation, "extension/ask", **wanted)
    _on(organizer, obligation, "extension/refuse", word="Không kịp tổng hợp")
    _on(organizer, obligation, "extension/grant", granted_to=day_of_the_conference())


def _on(caller: Caller, obligation: str, name: str, **body: Any) -> None:
    version = caller.do("GET", f"{HERE}/obligations/{obligation}")["version"]
    caller.do("POST", f"{HERE}/obligations/{obligation}/{name}", {"version": version} | body)


def _give(caller: Caller, obligation: str) -> Any:
    sent = caller.call("POST", f"{HERE}/uploads", data=FILE, query_string={"filename": "bao-cao.pdf"}).get_json()
    version = caller.do("GET", f"{HERE}/obligations/{obligation}")["version"]
    what = {"version": version, "upload_id": sent["id"]}
    return caller.do("POST", f"{HERE}/obligations/{obligation}/submissions", what)


def _send_film(organizer: Caller, traces: Traces) -> None:
    """By the tus protocol, in one piece."""
    begun = send_film(organizer, f"{HERE}/video-report/uploads")
    traces.film_upload = begun.headers["Location"].rsplit("/", 1)[-1]
    wait_for(lambda: organizer.do("GET", f"{HERE}/video-report")["versions"])
    traces.film_version = organizer.do("GET", f"{HERE}/video-report")["versions"][0]["id"]
    wait_for(lambda: organizer.do("GET", f"{HERE}/video-report")["state"] == "inspected")


def _judge_film(product: Product, organizer: Caller, traces: Traces) -> None:
    """Sent back with a comment, answered, taken up again."""
    here = f"{HERE}/video-report"
    cut = {"sha256": organizer.do("GET", here)["versions"][0]["sha256"]}
    organizer.do("POST", f"{here}/begin", cut)
    traces.film_comment = organizer.do("POST", f"{here}/comments", cut | FILM_COMMENT)["id"]
    traces.film_verdict = organizer.do("POST", f"{here}/request-changes", cut)["verdicts"][0]["id"]
    organizer.do("POST", f"{here}/comments/{traces.film_comment}/replies", {"text": "Xin xem lại máy thu"})
    shown = organizer.do("POST", f"{here}/reopen", cut | {"word": "Đài đã giải trình"})
    day_after = datetime.fromisoformat(shown["appraisal_due"]) + timedelta(hours=12)
    AppraisalWatch(product.databases["documents"], lambda: day_after).look()


def send_film(caller: Caller, path: str) -> Any:
    """A whole film with the request that begins it."""
    headers = TUS | {"Upload-Length": str(len(FILE)), "Upload-Metadata": "filename cGhpbS5tcDQ="}
    return caller.call("POST", path, headers=headers, data=FILE, content_type="application/offset+octet-stream")


def _petition(organizer: Caller, traces: Traces) -> None:
    """One of each unit; the third unit's is with a room. One more is answered, and one forwarded and replied to."""
    here = f"{HERE}/petitions"

    def step(petition: Any, verb: str, **body: Any) -> Any:
        return organizer.do("POST", f"{here}/{petition['id']}/{verb}", {"version": petition["version"]} | body)

    units = (UNIT, OTHER_UNIT, WITHDRAWN_UNIT)
    entered = {unit: organizer.do("POST", here, new_petition(unit)) for unit in units}
    traces.petitions = {unit: each["id"] for unit, each in entered.items()}
    step(entered[WITHDRAWN_UNIT], "assign", room=ROOM)
    answered = step(organizer.do("POST", here, new_petition(UNIT)), "assign", room=OTHER_ROOM)
    step(step(answered, "draft", answer="Sẽ bố trí kinh phí"), "approve")
    forwarded = step(organizer.do("POST", here, new_petition(UNIT) | {"recipient": "tinh-uy"}), "forward")
    step(forwarded, "reply", reply="Đã ghi nhận")


def _nominate(organizer: Caller, traces: Traces) -> None:
    """One of each unit; one more is sent back, and one awarded."""
    here = f"{HERE}/medal-nominations"

    def step(nomination: Any, verb: str, **body: Any) -> Any:
        return organizer.do("POST", f"{here}/{nomination['id']}/{verb}", {"version": nomination["version"]} | body)

    nominated = {unit: organizer.do("POST", here, new_nomination(unit)) for unit in (UNIT, OTHER_UNIT)}
    traces.nominations = {unit: each["id"] for unit, each in nominated.items()}
    step(organizer.do("POST", here, new_nomination(OTHER_UNIT)), "return", reason="Thiếu năm sinh")
    sent = step(step(organizer.do("POST", here, new_nomination(OTHER_UNIT)), "verify", years=12), "send")
    step(sent, "decide", awarded=True)


def new_nomination(unit: str) -> dict[str, Any]:
    """Somebody to be nominated."""
    return NOMINEE | {"unit": unit}


def new_petition(unit: str) -> dict[str, Any]:
    """Something to ask for."""
    return {"unit": unit, "content": "Đề nghị bổ sung kinh phí", "recipient": "ban-tuyen-giao"}


def register(caller: Caller, unit: str, full_name: str) -> Any:
    """A delegate named by the caller."""
    return caller.do("POST", f"{HERE}/delegates", new_delegate(unit, full_name))


def new_delegate(unit: str, full_name: str = "Đỗ Thị Mới") -> dict[str, Any]:
    """Somebody to be named."""
    return {"unit": unit, "full_name": full_name, "email": f"{uuid4().hex}@pho-tho.example", "kind": "delegate"}


def new_account() -> dict[str, Any]:
    """Somebody to be given an account."""
    email = f"{uuid4().hex}@pho-tho.example"
    return {"email": email, "password": uuid4().hex, "full_name": "Người mới", "role": "chair"}


def scan(**way: str) -> dict[str, Any]:
    """A scan at the gate, now."""
    return {"gate": GATE, "scan_id": str(uuid4()), "scanned_at": system_clock().isoformat(), **way}


def batch(**way: str) -> dict[str, Any]:
    """One scan that a station made without a network."""
    return {"sent_at": system_clock().isoformat(), "entries": [scan(**way) | {"admitted": True}]}


def sign_everybody_up(product: Product, traces: Traces) -> None:
    """A caller for each role, a guest by the link of their invitation, and an organizer of another conference."""
    for role in (Role.DEPARTMENT, Role.APPRAISER, Role.CHAIR):
        product.sign_up(role.value, role, conference=SLUG)
    product.sign_up("broadcaster", Role.BROADCASTER, unit=BROADCASTER, conference=SLUG)
    product.sign_up("delegate", Role.DELEGATE, delegate=UUID(traces.delegates["own"]), conference=SLUG)
    product.sign_up("elsewhere", Role.ORGANIZER, conference="hoi-nghi-khac")
    invitation = product.callers["organizer"].do("GET", f"{HERE}/invitations/{traces.invitations['bi-thu']}")
    opened = product.gateway.links.open(invitation["link"].rsplit("/", 1)[-1])
    product.callers["guest"] = product.by_link("guest", opened.identity)

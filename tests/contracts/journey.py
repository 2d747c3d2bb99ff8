"""The whole path once: from the plan to a check-in that is undone, and everything that may happen between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.testing.messaging import wait_for
from tests.contracts.world import (
    BROADCASTER,
    GATE,
    OTHER_UNIT,
    PLAN,
    SLUG,
    UNIT,
    WITHDRAWN_UNIT,
    Caller,
    Product,
    day_of_the_conference,
)

HERE = f"/conferences/{SLUG}"
NAMES = ("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi", "Phạm Văn Dũng", "Vũ Thị Thay")


@dataclass
class Traces:
    """What the path left behind: ids by the name of what they belong to."""

    invitations: dict[str, str] = field(default_factory=dict)
    delegates: dict[str, str] = field(default_factory=dict)
    check_in: str = ""
    conflict: str = ""
    commendation: str = ""


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
    product.callers["administrator"].do("POST", "/accounts", new_account())
    product.wait_until_calm()
    return traces


def _apply_plan(organizer: Caller) -> None:
    plan = {"source": PLAN, "shift_to": day_of_the_conference()}
    organizer.do("POST", "/plans/apply", plan)
    wait_for(lambda: organizer.call("GET", f"{HERE}/units").status_code == 200)
    move = {"date": day_of_the_conference(), "starts": "08:00", "reason": "Trùng lịch", "version": 1}
    organizer.do("POST", f"{HERE}/postpone", move)


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

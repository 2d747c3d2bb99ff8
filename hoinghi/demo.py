"""The demo: the Thái Nguyên plan moved so that the conference is twelve days ahead, and an account for each role.

Passwords are made at the first start and written to `var/demo-accounts.json`; nothing has a default password.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from gateway.clients.transport import Transport
from gateway.operations.accounts import create_account, find_by_email
from hoinghi.settings import write_private

SLUG = "thai-nguyen-2024"
DAYS_AHEAD = 12
PLAN = Path(__file__).parent.parent / "plans" / f"{SLUG}.yaml"
UNIT = "tuyen-giao-dai-tu"
UNITS = {
    Role.UNIT: UNIT,
    Role.BROADCASTER: "dai-phat-thanh-truyen-hinh",
    Role.DEPARTMENT: "phong-khoa-giao",
}
EVERY_CONFERENCE = frozenset({Role.ADMINISTRATOR, Role.ORGANIZER})
PEOPLE = {
    Role.ADMINISTRATOR: "Quản trị hệ thống",
    Role.ORGANIZER: "Văn phòng",
    Role.DEPARTMENT: "Phòng chuyên môn",
    Role.UNIT: "Đầu mối đơn vị",
    Role.DELEGATE: "Đại biểu dùng thử",
    Role.RECEPTIONIST: "Tổ đón tiếp",
    Role.BROADCASTER: "Đài Phát thanh - Truyền hình",
    Role.APPRAISER: "Lãnh đạo thẩm định",
    Role.CHAIR: "Chủ trì hội nghị",
}


def demo_accounts(var: Path) -> dict[str, dict[str, str]]:
    """`{role: {"email", "password"}}`; made and written to `var/demo-accounts.json` when it is not there yet."""
    file = var / "demo-accounts.json"
    if not file.exists():
        accounts = {
            role.value: {"email": f"{role.value}@hoinghi.example", "password": secrets.token_urlsafe(9)}
            for role in PEOPLE
        }
        write_private(file, json.dumps(accounts, indent=2))
    accounts_now: dict[str, dict[str, str]] = json.loads(file.read_text())
    return accounts_now


def conference_date(today: datetime) -> str:
    """The day of the demo's conference, twelve days after today in Vietnam (ISO 8601)."""
    return (today.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date() + timedelta(days=DAYS_AHEAD)).isoformat()


def prepare(product: Transport, environment: Mapping[str, str], directory: Path) -> None:
    """Bring the demo in: accounts, the plan, one invited unit with one confirmed delegate. Twice is once.

    `product` is the way to the running gateway; everything but the accounts goes through its API, as a person's would.
    """
    accounts = demo_accounts(directory)
    for role in PEOPLE:
        if role is not Role.DELEGATE:
            ensure_account(environment, role, accounts[role.value])
    organizer = Caller(product, accounts[Role.ORGANIZER.value])
    if organizer.get(f"/conferences/{SLUG}/plan") is None:
        day = conference_date(system_clock())
        organizer.post("/plans/apply", {"source": PLAN.read_text(encoding="utf-8"), "shift_to": day})
    delegate_id = _demo_delegate(organizer)
    ensure_account(environment, Role.DELEGATE, accounts[Role.DELEGATE.value], delegate_id)


def _demo_delegate(organizer: Caller) -> str:
    """One confirmed delegate of the demo's unit, whose invitation is issued; registration hears of the plan first."""
    units = f"/conferences/{SLUG}/units?page_size=1"
    while not (organizer.get(units) or {"total": 0})["total"]:
        time.sleep(0.02)
    here = f"/conferences/{SLUG}"
    known = _only(organizer.get(f"{here}/delegates?unit={UNIT}"))
    if known is not None:
        return str(known["id"])
    invitation = _only(organizer.get(f"{here}/invitations?q={UNIT}"))
    if invitation is not None and "issue" in invitation["actions"]:
        organizer.post(f"{here}/invitations/{invitation['id']}/issue", {"version": invitation["version"]})
    person = {
        "unit": UNIT,
        "full_name": PEOPLE[Role.DELEGATE],
        "post": "Phó Trưởng Ban",
        "email": "delegate@hoinghi.example",
        "kind": "delegate",
    }
    delegate = organizer.post(f"{here}/delegates", person)
    organizer.post(f"{here}/delegates/{delegate['id']}/confirm", {})
    return str(delegate["id"])


def _only(page: dict[str, Any] | None) -> dict[str, Any] | None:
    items = page["items"] if page else []
    return items[0] if items else None


def ensure_account(
    environment: Mapping[str, str],
    role: Role,
    account: dict[str, str],
    delegate: str | None = None,
    conference: str | None = SLUG,
) -> None:
    """Let somebody of this role sign in, limited to one conference (None: all), unless the e-mail has an account."""
    database = Database(environment["HOINGHI_GATEWAY_DATABASE_URL"])
    with database.write() as session:
        if find_by_email(session, account["email"]) is None:
            create_account(
                session,
                email=account["email"],
                password=account["password"],
                full_name=PEOPLE[role],
                role=role,
                unit=UNITS.get(role),
                delegate=UUID(delegate) if delegate else None,
                conference=None if role in EVERY_CONFERENCE else conference,
                clock=system_clock,
            )
    database.dispose()


class DemoRefused(RuntimeError):
    """The product refused a step of the demo; the text is its problem."""


class Caller:
    """A person with a token, calling the API."""

    def __init__(self, product: Transport, account: dict[str, str]) -> None:
        self._product = product
        self._headers = {"Content-Type": "application/json"}
        self.token: str = self.post("/tokens", account)["token"]
        self._headers["Authorization"] = f"Bearer {self.token}"

    def get(self, path: str) -> dict[str, Any] | None:
        """The answer; None for what is not there (yet)."""
        response = self._product.request("GET", f"/api/v1{path}", self._headers)
        body = response.read()
        return None if response.status == 404 else self._decoded(response.status, body)

    def post(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        """The answer to something new. Raises `DemoRefused`."""
        return self._change("POST", path, data)

    def put(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        """The answer to a replacement. Raises `DemoRefused`."""
        return self._change("PUT", path, data)

    def _change(self, method: str, path: str, data: dict[str, Any]) -> dict[str, Any]:
        response = self._product.request(method, f"/api/v1{path}", self._headers, json.dumps(data).encode())
        return self._decoded(response.status, response.read())

    def _decoded(self, status: int, body: bytes) -> dict[str, Any]:
        if status >= 400:
            raise DemoRefused(f"{status}: {body.decode(errors='replace')}")
        answer: dict[str, Any] = json.loads(body)
        return answer

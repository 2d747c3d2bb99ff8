"""A conference of a thousand delegates who hold their passes, brought into a running product without its mail."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from sqlalchemy import delete, select

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.messaging.tables import outbox
from hoinghi import parts, settings
from services.registration.models import Delegate, Invitation, Pass
from services.registration.operations.confirm_delegate import confirm_delegate
from services.registration.operations.issue_invitation import issue_invitation
from services.registration.operations.register_delegate import register_delegate
from tests.e2e.product import RunningProduct

SLUG = "bench-2025"
HERE = f"/conferences/{SLUG}"
PLAN = Path(__file__).parents[2] / "bench" / "plan.yaml"
UNITS = ("xa-an-binh", "xa-tay-ho")
GATES = ("cua-a", "cua-b", "cua-c")
THIRD_GATE = "  - {code: cua-b, name: Cửa B}\n  - {code: cua-c, name: Cửa C}\n"
OFFICE = Identity("account/office", Role.ORGANIZER, "Văn phòng")
PATIENCE = 30.0


@dataclass(frozen=True)
class Guest:
    """A delegate, and what their QR holds."""

    id: str
    full_name: str
    text: str


@dataclass
class LargeConference:
    """The conference, and the office's way to its API."""

    url: str
    token: str
    guests: list[Guest]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer to a request of the office, which has to succeed."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = requests.request(method, f"{self.url}/api/v1{path}", json=body, headers=headers, timeout=60)
        assert answer.status_code < 300, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def log(self) -> list[dict[str, Any]]:
        """Every line of the check-in log."""
        lines: list[dict[str, Any]] = []
        while True:
            page = self.call("GET", f"{HERE}/check-ins?page_size=500&page={len(lines) // 500 + 1}")
            lines += page["items"]
            if len(lines) >= page["total"]:
                return lines

    def pairing_code(self, name: str, gate: str) -> str:
        """The code of a new station."""
        return str(self.call("POST", f"{HERE}/stations", {"name": name, "gates": [gate]})["code"])


def bring_in(product: RunningProduct, folder: Path, count: int) -> LargeConference:
    """Apply the plan, and name and confirm so many delegates."""
    answer = requests.post(f"{product.url}/api/v1/tokens", json=product.account("organizer"), timeout=60)
    conference = LargeConference(product.url, answer.json()["token"], [])
    source = PLAN.read_text(encoding="utf-8").replace("  - {code: cua-b, name: Cửa B}\n", THIRD_GATE)
    day = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    conference.call("POST", "/plans/apply", {"source": source, "shift_to": day})
    _wait_for_the_units(conference)
    conference.guests = _name_delegates(folder, count)
    return conference


def _wait_for_the_units(conference: LargeConference) -> None:
    headers = {"Authorization": f"Bearer {conference.token}"}
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = requests.get(f"{conference.url}/api/v1{HERE}/units", headers=headers, timeout=60)
        if answer.status_code == 200 and answer.json()["total"]:
            return
        time.sleep(0.1)
    raise TimeoutError("the plan was not taken over")


def _name_delegates(folder: Path, count: int) -> list[Guest]:
    """In the database itself: through the API a thousand would take minutes, and send two thousand e-mails."""
    environment = settings.embedded_environment(settings.RunConfig(var=str(folder / "var")))
    registration = parts.service("registration", environment)
    wiring = registration.web.extensions["hoinghi"].parts
    with registration.database.write() as session:
        for invitation in session.scalars(select(Invitation).where(Invitation.conference == SLUG)):
            issue_invitation(session, invitation, by=OFFICE, parts=wiring, clock=system_clock)
        for number in range(count):
            details = {"unit": UNITS[number % 2], "full_name": f"Đại biểu số {number:04}", "kind": "delegate"}
            named = register_delegate(session, SLUG, details, by=OFFICE, parts=wiring, clock=system_clock)
            confirm_delegate(session, named.delegate, by=OFFICE, parts=wiring, clock=system_clock)
        session.execute(delete(outbox).where(outbox.c.sent_at.is_(None)))
    with registration.database.read() as session:
        held = select(Delegate.id, Delegate.full_name, Pass.id, Pass.expires_at).join(
            Pass, Pass.delegate_id == Delegate.id
        )
        rows = session.execute(held.where(Delegate.conference == SLUG).order_by(Delegate.full_name)).all()
    registration.database.dispose()
    return [_guest(wiring.signer, *row) for row in rows]


def _guest(signer: Any, delegate_id: UUID, full_name: str, pass_id: UUID, expires_at: datetime) -> Guest:
    return Guest(str(delegate_id), full_name, signer.text(pass_id, SLUG, expires_at))

"""The whole product in this process, with the Thái Nguyên plan moved twelve days ahead and every invitation issued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.testing.messaging import wait_for
from gateway.operations.accounts import create_account
from hoinghi import settings
from hoinghi.embedded import EmbeddedProduct

SLUG = "thai-nguyen-2024"
HERE = f"/conferences/{SLUG}"
GATE = "cua-chinh"
PLAN = Path(__file__).parents[4] / "plans" / f"{SLUG}.yaml"
PASSWORD = "mat-khau-thu-nghiem"


@dataclass
class Product:
    """The running product, and ways in for people."""

    embedded: EmbeddedProduct
    environment: dict[str, str]
    token: str = ""
    used: set[str] = field(default_factory=set)

    def account(self, role: Role, **scope: Any) -> str:
        email = f"{role.value}-{uuid4().hex[:8]}@co-quan.example"
        database = Database(self.environment["HOINGHI_GATEWAY_DATABASE_URL"])
        with database.write() as session:
            create_account(
                session, email=email, password=PASSWORD, full_name="Trần Thị B", role=role, clock=system_clock, **scope
            )
        database.dispose()
        return email

    def signed_in(self, role: Role, **scope: str | None) -> FlaskClient:
        client = self.embedded.web.test_client()
        form = {"csrf_token": csrf_of(client, "/sign-in"), "email": self.account(role, **scope), "password": PASSWORD}
        assert client.post("/sign-in", data=form).status_code == 303
        return client

    def by_link(self, link: str) -> FlaskClient:
        client = self.embedded.web.test_client()
        answer = client.get("/l/" + link.rsplit("/l/", 1)[1])
        assert answer.headers["Location"] == f"{HERE}/my"
        return client

    def api(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.embedded.web.test_client().open("/api/v1" + path, method=method, json=body, headers=headers)
        assert answer.status_code < 400, answer.text
        return answer.json

    def send_film(self, content: bytes) -> None:
        """A cut that has come whole."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(content)),
            "Upload-Metadata": "filename cGhpbS5tcDQ=",
        }
        more = {"headers": headers, "data": content, "content_type": "application/offset+octet-stream"}
        film = f"{HERE}/video-report"
        before = len(self.api("GET", film)["versions"])
        assert self.embedded.web.test_client().post(f"/api/v1{film}/uploads", **more).status_code == 201
        wait_for(lambda: len(self.api("GET", film)["versions"]) > before)

    def fresh_invitation(self, kind: str) -> dict[str, Any]:
        """An issued invitation that no test has touched."""
        items = self.api("GET", f"{HERE}/invitations?kind={kind}&page_size=200")["items"]
        invitation: dict[str, Any] = next(item for item in items if item["id"] not in self.used and not item["answer"])
        self.used.add(invitation["id"])
        return invitation

    def delegate(self, full_name: str = "Nguyễn Thị Lan", *, confirmed: bool = False) -> dict[str, Any]:
        """Somebody whom a fresh unit named."""
        unit = self.fresh_invitation("unit")["invitee_code"]
        person = {"unit": unit, "full_name": full_name, "post": "Phó Trưởng Ban"}
        delegate: dict[str, Any] = self.api("POST", f"{HERE}/delegates", person)
        if confirmed:
            delegate = self.api("POST", f"{HERE}/delegates/{delegate['id']}/confirm", {})
        return delegate

    def pass_of(self, delegate: dict[str, Any]) -> dict[str, Any]:
        held: dict[str, Any] = self.api("GET", f"{HERE}/delegates/{delegate['id']}/pass")
        return held


def csrf_of(client: FlaskClient, path: str) -> str:
    """The CSRF token that a page carries."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', client.get(path).text)
    assert found is not None
    return found[1]


def send(client: FlaskClient, page: str, action: str, /, **form: Any) -> Any:
    """Send a form of `page`, and follow to where it leads."""
    data = {"csrf_token": csrf_of(client, page), "_key": uuid4().hex, **form}
    return client.post(action, data=data, follow_redirects=True)


def scan(client: FlaskClient, /, **what: str) -> Any:
    """What the station's script sends."""
    body = {"scan_id": str(uuid4()), "scanned_at": datetime.now(UTC).isoformat(), **what}
    headers = {"X-CSRFToken": csrf_of(client, f"{HERE}/gate/{GATE}"), "Accept": "application/json"}
    return client.post(f"{HERE}/gate/{GATE}/scans", json=body, headers=headers)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product, running."""
    folder = tmp_path_factory.mktemp("product")
    environment = settings.embedded_environment(settings.RunConfig(var=str(folder)))
    running = Product(EmbeddedProduct(environment), environment)
    try:
        _fill(running)
        yield running
    finally:
        running.embedded.stop()


def _fill(running: Product) -> None:
    credentials = {"email": running.account(Role.ORGANIZER), "password": PASSWORD}
    signed: Any = running.embedded.web.test_client().post("/api/v1/tokens", json=credentials).json
    running.token = signed["token"]
    day = (datetime.now(UTC) + timedelta(days=12)).date().isoformat()
    running.api("POST", "/plans/apply", {"source": PLAN.read_text(encoding="utf-8"), "shift_to": day})
    headers = {"Authorization": f"Bearer {running.token}"}

    def units() -> int:
        answer: Any = running.embedded.web.test_client().get(f"/api/v1{HERE}/units?page_size=1", headers=headers)
        return int(answer.json["total"]) if answer.status_code == 200 else 0

    wait_for(units)
    running.api("POST", f"{HERE}/invitations/issue", {})

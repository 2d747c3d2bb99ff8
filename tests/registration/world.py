"""A conference to test with: an invented plan, people in every role, and the service they talk to."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.contracts import contract_of
from chassis.messaging.envelope import Event
from chassis.messaging.tables import outbox
from chassis.service import Service

SLUG = "hoi-nghi-thu"
START = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)

PLAN: dict[str, Any] = {
    "conference": SLUG,
    "plan_version": 1,
    "facts": {
        "title": "Hội nghị sơ kết công tác 6 tháng đầu năm",
        "short_title": "Hội nghị sơ kết",
        "occasion": None,
        "host": "Ban Tuyên giáo",
        "host_parent": "Tỉnh ủy",
        "place": "Sông Xanh",
        "document_code": "BTGTU",
        "starts_at": datetime(2026, 6, 20, 1, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 6, 20, 5, 0, tzinfo=UTC),
        "timezone": "Asia/Ho_Chi_Minh",
        "hall": "Hội trường lớn",
        "address": "Số 1, đường Thử Nghiệm",
        "capacity": 300,
        "chair": None,
        "signer_authority": None,
        "signer_title": None,
        "contact_name": "Văn phòng",
        "contact_phone": "0900.000.100",
        "contact_email": "van-phong@hoinghi.example",
        "format_profile": "party",
    },
    "categories": [
        {"code": "leaders", "name": "Lãnh đạo tỉnh", "protocol_rank": 1},
        {"code": "departments", "name": "Sở, ban, ngành", "protocol_rank": 2},
        {"code": "districts", "name": "Huyện, thành phố", "protocol_rank": 3},
    ],
    "units": [
        {
            "code": "so-y-te",
            "name": "Sở Y tế",
            "category": "departments",
            "quota": 2,
            "invited": True,
            "example": True,
            "focal_point_name": "Nguyễn Thị Ánh",
            "focal_point_email": "so-y-te@hoinghi.example",
            "focal_point_phone": "0900.000.001",
        },
        {
            "code": "huyen-dai-tu",
            "name": "Huyện Đại Từ",
            "category": "districts",
            "quota": 3,
            "invited": True,
            "example": True,
            "focal_point_name": None,
            "focal_point_email": None,
            "focal_point_phone": None,
        },
        {
            "code": "dai-truyen-hinh",
            "name": "Đài Truyền hình",
            "category": "departments",
            "quota": 0,
            "invited": False,
            "example": True,
            "focal_point_name": None,
            "focal_point_email": None,
            "focal_point_phone": None,
        },
    ],
    "guests": [
        {
            "code": "bi-thu",
            "full_name": "Trần Văn Đức",
            "post": "Bí thư",
            "category": "leaders",
            "email": "bi-thu@hoinghi.example",
            "phone": None,
        }
    ],
    "gates": [{"code": "a", "name": "Cửa A"}, {"code": "b", "name": "Cửa B"}],
    "obligations": [],
    "seating": None,
}


def plan(**changes: Any) -> dict[str, Any]:
    """The plan with some of its parts replaced."""
    return copy.deepcopy(PLAN) | changes


@dataclass
class StandingClock:
    """Stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **duration: float) -> None:
        self.now += timedelta(**duration)


ORGANIZER = Identity("account/o", Role.ORGANIZER, "Văn phòng")
RECEPTIONIST = Identity("account/r", Role.RECEPTIONIST, "Lễ tân cửa A")
OTHER_RECEPTIONIST = Identity("account/r2", Role.RECEPTIONIST, "Lễ tân cửa B")
GATEWAY = Identity("gateway", Role.GATEWAY, "gateway")
UNIT = Identity("account/u", Role.UNIT, "Đầu mối Sở Y tế", unit="so-y-te")
OTHER_UNIT = Identity("account/u2", Role.UNIT, "Đầu mối Đại Từ", unit="huyen-dai-tu")


def of_role(role: Role) -> Identity:
    """Somebody in this role, with no scope."""
    return Identity(f"account/{role}", role, f"Người thử {role}")


@dataclass
class Registration:
    """The service, and shorthand for what tests do with it all the time."""

    service: Service
    clock: StandingClock
    signer: IdentitySigner
    _seen: int = field(default=0)

    def call(
        self, who: Identity | None, method: str, path: str, body: Any = None, *, slug: str = SLUG, **options: Any
    ) -> TestResponse:
        """A request under the conference; a path that begins with // is taken as it is (with one slash)."""
        address = path[1:] if path.startswith("//") else f"/conferences/{slug}{path}"
        headers = dict(options.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.signer.sign(who)}"
        if body is not None:
            options |= {"data": json.dumps(body), "content_type": "application/json"}
        with self.service.web.test_client() as client:
            return client.open(address, method=method, headers=headers, **options)

    def get(self, who: Identity, path: str, **query: Any) -> Any:
        """The JSON of a GET that must succeed."""
        response = self.call(who, "GET", path, query_string=query)
        assert response.status_code == 200, response.text
        return response.get_json()

    def send(self, who: Identity, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """The JSON of a write that must answer with this status."""
        response = self.call(who, method, path, body)
        assert response.status_code == status, response.text
        return response.get_json()

    def publish_plan(self, data: Mapping[str, Any]) -> None:
        """Let the service handle a plan, checked by its contract as the consumer does."""
        self.handle("documents.plan_published.v1", data)

    def handle(self, event_type: str, data: Mapping[str, Any]) -> None:
        """Let the service handle an event."""
        checked = contract_of(event_type).load(contract_of(event_type).dump(dict(data)))
        event = Event(
            id=uuid4(),
            type=event_type,
            source=event_type.split(".")[0],
            subject=f"{contract_of(event_type).subject}/1",
            sequence=1,
            time=self.clock(),
            conference=checked["conference"],
            traceparent=None,
            data=checked,
        )
        with self.service.database.write() as session:
            self.service.handlers[event_type](session, event)

    def news(self) -> list[tuple[str, str, int]]:
        """Type without service and version, kind of subject and sequence of the events recorded since the last call."""
        return [(row.type.split(".")[1], row.subject.split("/")[0], row.sequence) for row in self._rows()]

    def events(self) -> list[dict[str, Any]]:
        """Data of the events recorded since the last call."""
        return [row.body for row in self._rows()]

    def _rows(self) -> list[Any]:
        with self.service.database.read() as session:
            rows = session.execute(
                select(outbox).where(outbox.c.position > self._seen).order_by(outbox.c.position)
            ).all()
        self._seen = rows[-1].position if rows else self._seen
        return list(rows)

    def invitation(self, code: str) -> Any:
        """The invitation of a unit or guest, as the organizer sees it."""
        everyone = self.get(ORGANIZER, "/invitations")["items"]
        return next(one for one in everyone if one["invitee_code"] == code)

    def issue(self, code: str) -> Any:
        """Issue a draft."""
        invitation = self.invitation(code)
        body = {"version": invitation["version"]}
        return self.send(ORGANIZER, "POST", f"/invitations/{invitation['id']}/issue", body)

    def register(self, full_name: str = "Lê Thị Hòa", unit: str = "so-y-te", **details: Any) -> Any:
        """A delegate named by the office."""
        body = {"unit": unit, "full_name": full_name, "kind": "delegate"} | details
        return self.send(ORGANIZER, "POST", "/delegates", body, 201)

    def confirm(self, delegate: Any) -> Any:
        """Confirm a delegate; the answer is their pass."""
        self.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/confirm")
        return self.get(ORGANIZER, f"/delegates/{delegate['id']}/pass")

    def confirmed(self, full_name: str = "Lê Thị Hòa", unit: str = "so-y-te", **details: Any) -> tuple[Any, Any]:
        """A confirmed delegate and their pass."""
        delegate = self.register(full_name, unit, **details)
        return delegate, self.confirm(delegate)

    def scan(self, who: Identity = RECEPTIONIST, /, **content: Any) -> TestResponse:
        """A scan at gate a, now, unless `content` says otherwise."""
        body = {"gate": "a", "scan_id": str(uuid4()), "scanned_at": self.clock().isoformat()} | content
        return self.call(who, "POST", "/check-ins", body)


def identity_signer(key: Ed25519PrivateKey) -> IdentitySigner:
    """Signs as the gateway does; identities are judged by the real clock."""
    return IdentitySigner(key, system_clock)


def problem(response: TestResponse) -> tuple[int, str]:
    """Status and problem type of a refusal."""
    assert response.mimetype == "application/problem+json", response.text
    return response.status_code, response.get_json()["type"].removeprefix("/problems/")


def as_delegate(delegate: Any) -> Identity:
    """The delegate in person, by their link."""
    return Identity("link/d", Role.DELEGATE, delegate["full_name"], conference=SLUG, delegate=delegate["id"])


def as_guest(invitation: Any) -> Identity:
    """A guest in person, by the link of their invitation."""
    return Identity("link/g", Role.DELEGATE, invitation["invitee_name"], conference=SLUG, invitation=invitation["id"])

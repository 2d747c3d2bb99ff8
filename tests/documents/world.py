"""The documents service under test, with a clock that stands where the test puts it, and news from registration."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.messaging.envelope import EncodedEvent, Event
from chassis.messaging.tables import outbox
from chassis.service import Service

SLUG = "pho-tho-2025"
NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
PUBLIC_URL = "https://hoinghi.example"

INVITATION: dict[str, Any] = {
    "conference": SLUG,
    "number": 7,
    "issue": 1,
    "invitee_kind": "unit",
    "invitee_code": "xa-an-binh",
    "invitee_name": "Xã An Bình",
    "invitee_post": None,
    "quota": 3,
    "recipient_name": "Đồng chí Thử",
    "recipient_email": "anbinh@photho.example",
    "link": "/i/Ab3dEfGh1jKlMn0pQrStUvWxYz",
}
ANSWER: dict[str, Any] = {
    "conference": SLUG,
    "invitee_kind": "unit",
    "invitee_code": "xa-an-binh",
    "invitee_name": "Xã An Bình",
    "answer": "attends",
    "attending": 1,
    "reason": None,
}
DELEGATE: dict[str, Any] = {
    "conference": SLUG,
    "full_name": "Nguyễn Thử Ân",
    "post": "Bí thư Đảng ủy",
    "email": "an@photho.example",
    "kind": "delegate",
    "category": "xa",
    "unit": "xa-an-binh",
    "unit_name": "Xã An Bình",
    "state": "registered",
    "link": "/d/Zy9xWvUt",
}


@dataclass
class StandingClock:
    """A clock that is moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Documents:
    """The service under test, and shorthands to talk to it."""

    service: Service
    clock: StandingClock
    key: Ed25519PrivateKey
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Delegates of the test at hand, by name."""
    _sequences: dict[str, int] = field(default_factory=dict)

    @property
    def client(self) -> FlaskClient:
        return self.service.web.test_client()

    def token(self, role: Role, **scope: Any) -> str:
        return IdentitySigner(self.key, system_clock).sign(Identity("account", role, "Đồng chí Thử", **scope))

    def call(
        self,
        method: str,
        path: str,
        role: Role = Role.ORGANIZER,
        *,
        json: Any = None,
        key: str | None = None,
        **scope: Any,
    ) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token(role, **scope)}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.client.open(path, method=method, json=json, headers=headers, buffered=True)

    def get(self, path: str, role: Role = Role.ORGANIZER, **scope: str) -> TestResponse:
        return self.call("GET", f"/conferences/{SLUG}{path}", role, **scope)

    def apply(self, source: str, **options: Any) -> TestResponse:
        return self.call("POST", "/plans/apply", json={"source": source, **options})

    def receive(self, event_type: str, subject: str, data: dict[str, Any], sequence: int | None = None) -> Event:
        """Let the service's handler react to an event, encoded and decoded as on the wire."""
        self._sequences[subject] = sequence or self._sequences.get(subject, 0) + 1
        event = Event(
            id=uuid4(),
            type=event_type,
            source=event_type.split(".")[0],
            subject=subject,
            sequence=self._sequences[subject],
            time=self.clock(),
            conference=data["conference"],
            traceparent=None,
            data=data,
        )
        decoded = event.encoded().decoded()
        self.react(decoded)
        return decoded

    def react(self, event: Event) -> None:
        with self.service.database.write() as session:
            self.service.handlers[event.type](session, event)

    def recorded(self, event_type: str) -> list[EncodedEvent]:
        """The events of this type in the outbox, in their order."""
        with self.service.database.read() as session:
            rows = session.execute(select(outbox).where(outbox.c.type == event_type).order_by(outbox.c.position)).all()
        return [
            EncodedEvent(
                id=row.event_id,
                type=row.type,
                source=row.source,
                subject=row.subject,
                sequence=row.sequence,
                time=row.time,
                conference=row.conference,
                traceparent=row.traceparent,
                body=row.body,
            )
            for row in rows
        ]

    def receive_invitation(self, event: str = "issued", **facts: Any) -> dict[str, Any]:
        """News of an invitation; returns its data."""
        data = INVITATION | {"invitation_id": uuid4()} | facts
        self.receive(f"registration.invitation_{event}.v1", f"invitation/{data['invitation_id']}", data)
        return data

    def receive_answer(self, **facts: Any) -> dict[str, Any]:
        """News of an answer; returns its data."""
        data = ANSWER | {"invitation_id": uuid4(), "answered_at": self.clock()} | facts
        self.receive("registration.invitation_answered.v1", f"invitation/{data['invitation_id']}", data)
        return data

    def receive_delegate(self, event: str, **facts: Any) -> dict[str, Any]:
        """News of a delegate; returns its data. One who is confirmed gets a new pass."""
        data = DELEGATE | {"delegate_id": uuid4()} | facts
        if event == "confirmed":
            data = {"pass": new_pass(self.clock())} | data | {"state": "confirmed"}
        else:
            data.pop("pass", None)
        self.receive(f"registration.delegate_{event}.v1", f"delegate/{data['delegate_id']}", data)
        return data

    def receive_attendance(
        self,
        delegate: dict[str, Any],
        scanned_at: datetime,
        check_in_id: UUID | None = None,
        *,
        event: str = "recorded",
        sequence: int | None = None,
        happened_at: datetime | None = None,
    ) -> UUID:
        """News that a delegate came in, or that it was undone; returns the check-in."""
        check_in_id = check_in_id or uuid4()
        named = {name: delegate[name] for name in ("delegate_id", "full_name", "unit", "unit_name", "category")}
        data = {"conference": SLUG, "check_in_id": check_in_id, "gate": "cua-chinh", "scanned_at": scanned_at} | named
        data |= {"happened_at": happened_at} if happened_at else {}
        self.receive(f"registration.attendance_{event}.v1", f"check_in/{check_in_id}", data, sequence)
        return check_in_id

    def receive_commendation(
        self, position: int, commendation_id: UUID | None = None, *, sequence: int | None = None, **facts: Any
    ) -> None:
        """News of a commendation as it now is."""
        commendation_id = commendation_id or uuid4()
        data = {"conference": SLUG, "commendation_id": commendation_id, "position": position, "title": "Giấy khen"}
        data |= {"state": "waiting"} | facts
        self.receive("registration.commendation_changed.v1", f"commendation/{commendation_id}", data, sequence)

    def receive_revocation(self, delegate: dict[str, Any]) -> None:
        """News that a delegate's pass is dead."""
        pass_id = delegate["pass"]["pass_id"]
        data = {
            "conference": SLUG,
            "pass_id": pass_id,
            "delegate_id": delegate["delegate_id"],
            "reason": "Mất thẻ",
        }
        self.receive("registration.pass_revoked.v1", f"pass/{pass_id}", data)


def new_pass(now: datetime) -> dict[str, Any]:
    """A pass as registration describes it; its text has the length and the letters of a real one."""
    pass_id = uuid4()
    return {
        "pass_id": pass_id,
        "text": f"6BF+70790T9WJWG.FKY*4GO0{pass_id.hex.upper():-<144}",
        "code": pass_id.hex[:8].upper(),
        "expires_at": now + timedelta(days=60),
    }


ROOM, OTHER_ROOM = "phong-tong-hop", "phong-khoa-giao"
_OWED = """\
  - {code: chu-de, title: Chủ đề tham luận, kind: topics, due: 2025-03-08, policy: before,
     owed_by: [phong-tong-hop, phong-khoa-giao]}
"""
_RULE = "topic_rule: {least: 2, most: 3, minutes: 7}\n\n"


def with_rooms(source: str) -> str:
    """The small plan, in which the two rooms of the host owe two to three topics each."""
    owed = source.replace("\nobligations:\n", f"\nobligations:\n{_OWED}")
    return owed.replace("\ndepartments:\n", f"\n{_RULE}departments:\n").replace("delivers: [", "delivers: [chu-de, ")

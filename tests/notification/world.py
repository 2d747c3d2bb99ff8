"""The notification service put together on a real database, and the events that others would tell it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.messaging.envelope import Event
from chassis.messaging.tables import outbox
from chassis.service import Service
from chassis.testing.events import deliver, example_event
from services.notification.models import Message
from services.notification.sending.sender import Sender

SLUG = "tuyen-giao-2024"
NOW = datetime(2024, 6, 5, 1, 0, tzinfo=UTC)
PUBLIC_URL = "https://hoinghi.example"
SENDER = "hoinghi@tuyengiao.example"
PDF = b"%PDF-1.7 a paper\r\n.\r\nof several lines\r\n%%EOF\r\n"
FACTS: dict[str, Any] = {
    "title": "Hội nghị sơ kết công tác tuyên giáo 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2024",
    "short_title": "Sơ kết công tác tuyên giáo 6 tháng đầu năm 2024",
    "occasion": None,
    "host": "Ban Tuyên giáo",
    "host_parent": "Tỉnh ủy Thái Nguyên",
    "place": "Thái Nguyên",
    "document_code": "BTGTU",
    "starts_at": datetime(2024, 7, 4, 0, 30, tzinfo=UTC),
    "ends_at": datetime(2024, 7, 4, 4, 30, tzinfo=UTC),
    "registration_closes_at": None,
    "reminder_days": [],
    "timezone": "Asia/Ho_Chi_Minh",
    "hall": "Hội trường Tỉnh ủy",
    "address": "số 1 đường Mẫu, thành phố Thái Nguyên",
    "capacity": 320,
    "chair": "Trưởng Ban Tuyên giáo Tỉnh ủy",
    "signer_authority": None,
    "signer_title": None,
    "contact_name": "Văn phòng Ban",
    "contact_phone": "+84900000001",
    "contact_email": "vanphong@tuyengiao.example",
    "format_profile": "party",
}
INVITATION: dict[str, Any] = {
    "number": 27,
    "issue": 1,
    "invitee_kind": "unit",
    "invitee_code": "huyen-mau",
    "invitee_name": "Ban Tuyên giáo Huyện ủy Mẫu",
    "invitee_post": None,
    "quota": 3,
    "recipient_name": "Trần Văn Thử",
    "recipient_email": "daumoi@huyenmau.example",
    "recipient_phone": None,
    "link": "/l/invitation-token",
}
DELEGATE: dict[str, Any] = {
    "full_name": "Nguyễn Thị Mẫu",
    "post": "Phó Trưởng ban",
    "email": "mau@huyenmau.example",
    "phone": None,
    "kind": "delegate",
    "category": "huyen",
    "unit": "huyen-mau",
    "unit_name": "Ban Tuyên giáo Huyện ủy Mẫu",
    "state": "registered",
    "link": "/l/delegate-token",
}


@dataclass
class StandingClock:
    """A clock that is moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class World:
    """The service under test, its sender, and shorthands for the news that reaches it."""

    service: Service
    sender: Sender
    clock: StandingClock
    key: Ed25519PrivateKey
    _sequences: dict[UUID | str, int] = field(default_factory=dict)

    def tell(self, event_type: str, subject: UUID | str, **values: Any) -> Event:
        """An event of another service reaches the handlers, in a transaction of its own."""
        self._sequences[subject] = self._sequences.get(subject, 0) + 1
        sequence = self._sequences[subject]
        event = example_event(event_type, subject_id=subject, sequence=sequence, **{"conference": SLUG, **values})
        deliver(self.service, event)
        return event

    def publish_plan(self, version: int = 1, **facts: Any) -> None:
        self.tell("documents.plan_published.v1", SLUG, plan_version=version, facts=FACTS | facts)

    def move(self, version: int, sequence: int, *, previous: dict[str, Any] | None = None, **present: Any) -> Event:
        """The plan of this version moves the conference, and says so."""
        known = {name: FACTS[name] for name in ("starts_at", "ends_at", "hall", "address")}
        was = known | (previous or {})
        now = known | present
        self.publish_plan(version, calendar_sequence=sequence, **present)
        return self.tell(
            "documents.conference_postponed.v1",
            uuid4(),
            plan_version=version,
            calendar_sequence=sequence,
            previous=was,
            present=now,
            reason="trùng lịch họp Tỉnh ủy",
        )

    def issue(self, invitation_id: UUID | None = None, **values: Any) -> UUID:
        invitation_id = invitation_id or uuid4()
        data = INVITATION | {"invitation_id": invitation_id} | values
        self.tell("registration.invitation_issued.v1", invitation_id, **data)
        return invitation_id

    def correct(self, invitation_id: UUID, **values: Any) -> None:
        data = INVITATION | {"invitation_id": invitation_id} | values
        self.tell("registration.invitation_updated.v1", invitation_id, **data)

    def withdraw(self, invitation_id: UUID) -> None:
        data = INVITATION | {"invitation_id": invitation_id}
        self.tell("registration.invitation_withdrawn.v1", invitation_id, **data)

    def delegate(self, news: str, delegate_id: UUID | None = None, **values: Any) -> UUID:
        delegate_id = delegate_id or uuid4()
        data = DELEGATE | {"delegate_id": delegate_id} | values
        self.tell(f"registration.delegate_{news}.v1", delegate_id, **data)
        return delegate_id

    def confirm(self, delegate_id: UUID, pass_id: UUID | None = None, **values: Any) -> UUID:
        pass_id = pass_id or uuid4()
        facts = {"pass_id": pass_id, "text": "HN1:MAU", "code": "K7M294QX", "expires_at": FACTS["ends_at"]}
        self.delegate("confirmed", delegate_id, state="confirmed", **{"pass": facts}, **values)
        return pass_id

    def render(self, kind: str, about: UUID, reason: str, content: bytes = PDF, **values: Any) -> None:
        paper = {
            "kind": kind,
            "about": about,
            "reason": reason,
            "filename": "giay-moi.pdf" if kind == "invitation" else "the-dai-bieu.pdf",
            "media_type": "application/pdf",
            "sha256": hashlib.sha256(content).hexdigest(),
            "content": base64.b64encode(content).decode(),
        }
        self.tell("documents.document_rendered.v1", uuid4(), **(paper | values))

    def invite(self, **values: Any) -> UUID:
        """An invitation goes out with its paper: afterwards one message is queued."""
        invitation_id = self.issue(**values)
        self.render("invitation", invitation_id, f"invitation:{invitation_id}:{values.get('issue', 1)}")
        return invitation_id

    def admit(self, **values: Any) -> UUID:
        """A guest of the organizer is confirmed and gets a badge: afterwards one message is queued."""
        delegate_id = uuid4()
        pass_id = self.confirm(delegate_id, **values)
        self.render("badge", delegate_id, f"pass:{pass_id}")
        return delegate_id

    def messages(self) -> list[Message]:
        """All messages with log and files, the oldest first."""
        everything = select(Message).options(selectinload(Message.log), selectinload(Message.attachments))
        with self.service.database.read() as session:
            return list(session.scalars(everything.order_by(Message.created_at, Message.reason)))

    def message(self) -> Message:
        """The only message."""
        (message,) = self.messages()
        return message

    def states(self) -> dict[str, str]:
        """State by reason."""
        return {message.reason: message.state.value for message in self.messages()}

    def outcomes(self) -> list[str]:
        """The log of the only message."""
        return [line.outcome.value for line in self.message().log]

    def announced(self) -> list[tuple[str, dict[str, Any]]]:
        """Type and data of every event recorded by this service."""
        with self.service.database.read() as session:
            rows = session.execute(select(outbox.c.type, outbox.c.body).order_by(outbox.c.position)).all()
        return [(row.type, row.body) for row in rows]

    def call(
        self, method: str, path: str, role: Role = Role.ORGANIZER, *, slug: str = SLUG, **options: Any
    ) -> TestResponse:
        token = IdentitySigner(self.key, system_clock).sign(Identity("account/1", role, "Lê Thị Thử"))
        headers = {"Authorization": f"Bearer {token}"}
        return self.service.web.test_client().open(
            f"/conferences/{slug}{path}", method=method, headers=headers, **options
        )

"""The documents service put together on a real database, with a clock that stands where the test puts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.keys import create_key_pair, load_private_key
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.migrate import upgrade
from chassis.messaging.envelope import EncodedEvent, Event
from chassis.messaging.tables import outbox
from chassis.service import Service
from services.documents.bootstrap import MIGRATIONS, bootstrap
from services.documents.config import DocumentsConfig
from services.documents.models import Base

SLUG = "pho-tho-2025"
NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
PUBLIC_URL = "https://hoinghi.example"


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
    _sequences: dict[str, int] = field(default_factory=dict)

    @property
    def client(self) -> FlaskClient:
        return self.service.web.test_client()

    def token(self, role: Role, **scope: str | None) -> str:
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
        return self.client.open(path, method=method, json=json, headers=headers)

    def get(self, path: str, role: Role = Role.ORGANIZER, **scope: str) -> TestResponse:
        return self.call("GET", f"/conferences/{SLUG}{path}", role, **scope)

    def apply(self, source: str, **options: Any) -> TestResponse:
        return self.call("POST", "/plans/apply", json={"source": source, **options})

    def receive(self, event_type: str, subject: str, data: dict[str, Any]) -> Event:
        """Let the service's handler react to an event, encoded and decoded as on the wire."""
        self._sequences[subject] = self._sequences.get(subject, 0) + 1
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


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def documents(database_url: str, tmp_path: Path, clock: StandingClock) -> Iterator[Documents]:
    """The service on an empty, migrated database; each test runs on SQLite and on PostgreSQL."""
    create_key_pair(tmp_path / "identity.pem", tmp_path / "identity.pub.pem")
    config = DocumentsConfig(
        database_url=database_url, public_url=PUBLIC_URL, identity_public_key=str(tmp_path / "identity.pub.pem")
    )
    service = bootstrap(config, clock=clock)
    upgrade(service.database, MIGRATIONS, Base.metadata)
    yield Documents(service, clock, load_private_key(tmp_path / "identity.pem"))
    service.database.dispose()


@pytest.fixture
def plan_source() -> str:
    """A small valid plan."""
    return (Path(__file__).parent / "small-plan.yaml").read_text(encoding="utf-8")


@pytest.fixture
def planned(documents: Documents, plan_source: str) -> Documents:
    """The service with the small plan applied."""
    assert documents.apply(plan_source).status_code == 200
    return documents

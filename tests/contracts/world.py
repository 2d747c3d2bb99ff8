"""The whole product in one process with real mail, a small plan, and people in every role who call its API."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Row, Select, select
from werkzeug.test import TestResponse

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.messaging.inbox import State
from chassis.messaging.memory import MemoryMessaging
from chassis.messaging.tables import inbox, outbox
from chassis.messaging.worker import Worker
from chassis.testing.messaging import wait_for
from gateway.bootstrap import bootstrap as bootstrap_gateway
from gateway.clients.transport import Transport, WsgiTransport
from gateway.config import GatewayConfig
from gateway.context import GatewayParts
from gateway.operations.accounts import create_account
from hoinghi import parts, settings
from hoinghi.embedded import EmbeddedProduct
from tests.documents.world import with_rooms
from tests.notification.mail_server import MailServer

SLUG = "pho-tho-2025"
PLAN = (Path(__file__).parents[1] / "documents" / "small-plan.yaml").read_text("utf-8")
PLAN = PLAN.replace(
    "\nobligations:\n",
    "\nobligations:\n  - {code: bao-cao-dai, title: Báo cáo tuyên truyền, kind: other, due: 2025-03-12, policy: before,"
    " owed_by: [dai-phat-thanh]}\n",
)
"""The broadcaster owes something that is handed in."""
PLAN = with_rooms(PLAN).replace("owners: [cum-dong]", "owners: [cum-dong, dai-phat-thanh]")
UNIT, OTHER_UNIT, WITHDRAWN_UNIT = "xa-dong-thap", "xa-an-binh", "xa-tay-ho"
ROOM, OTHER_ROOM = "phong-khoa-giao", "phong-tong-hop"
GATE = "cua-chinh"
BROADCASTER = "dai-phat-thanh"
SETTLED = ("sent", "failed", "cancelled", "no_address")


class Running(Protocol):
    """The product at work."""

    web: Flask

    def stop(self) -> None:
        """Finish what is in hand."""


class OverPostgreSQL:
    """As the embedded product, with its databases in PostgreSQL. Nothing is called back after a crash."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        for part in settings.PARTS:
            parts.migrate(part, environment)
        services = [parts.service(name, environment) for name in settings.SERVICES]
        ways: dict[str, Transport] = {service.name: WsgiTransport(service.name, service.web) for service in services}
        gateway = bootstrap_gateway(GatewayConfig.from_environment(environment), transports=ways)
        self.web = gateway.web
        self._services = [*services, gateway]
        messaging = MemoryMessaging(uuid4().hex)
        messaging.declare({service.name: service.handlers for service in self._services})
        self._end = threading.Event()
        workers = [Worker(service, messaging) for service in self._services]
        self._threads = [threading.Thread(target=worker.run, args=(self._end,), daemon=True) for worker in workers]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is in hand."""
        self._end.set()
        for thread in self._threads:
            thread.join(10)
        for service in self._services:
            service.database.dispose()


@dataclass(frozen=True)
class Caller:
    """Somebody, and the way they send a request."""

    name: str
    send: Callable[..., TestResponse]
    headers: Mapping[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> TestResponse:
        """A request to an address of the API, without `/api/v1`."""
        return self.send(method, path, body, **options)

    def do(self, method: str, path: str, body: Any = None) -> Any:
        """The answer to a request that has to succeed."""
        response = self.call(method, path, body)
        assert response.status_code < 300, f"{method} {path}: {response.status_code} {response.text}"
        return response.get_json() if response.data else None


@dataclass
class Product:
    """The running product. `callers` are the people, by name; most names are roles."""

    environment: dict[str, str]
    mail: MailServer
    running: Running
    databases: dict[str, Database]
    callers: dict[str, Caller] = field(default_factory=dict)
    accounts: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def gateway(self) -> GatewayParts:
        """The gateway's inside: the ways to the services, and who signs identities."""
        inside: GatewayParts = self.running.web.extensions["hoinghi"].parts
        return inside

    def stranger(self) -> Caller:
        """Nobody known."""
        return Caller("nobody", self._sending({}))

    def with_token(self, name: str, token: str) -> Caller:
        """The bearer of an API token."""
        headers = {"Authorization": f"Bearer {token}"}
        return Caller(name, self._sending(headers), headers)

    def by_link(self, name: str, identity: Identity) -> Caller:
        """The bearer of a private link, who reaches the services through pages, with an identity and no token."""

        def send(method: str, path: str, body: Any = None, **options: Any) -> TestResponse:
            target = self.gateway.catalogue.target(path)
            assert target is not None, path
            app = self.gateway.transports[target.service]._app  # type: ignore[attr-defined]
            headers = {"Authorization": f"Bearer {self.gateway.signer.sign(identity)}", **options.pop("headers", {})}
            answer: TestResponse = app.test_client().open(
                target.path, method=method, json=body, headers=headers, **options
            )
            return answer

        return Caller(name, send)

    def sign_up(self, name: str, role: Role, **scope: Any) -> Caller:
        """A new account, and a token for it."""
        email, password = f"{name}@pho-tho.example", uuid4().hex
        named = {"email": email, "password": password, "full_name": f"Người thử {name}", "role": role} | scope
        with self.databases["gateway"].write() as session:
            create_account(session, **named, clock=system_clock)
        return self.sign_in(name, {"email": email, "password": password})

    def sign_in(self, name: str, account: dict[str, str]) -> Caller:
        """A token for an account; the person is kept under `name`."""
        token = self.stranger().do("POST", "/tokens", account)["token"]
        self.accounts[name] = account
        self.callers[name] = self.with_token(name, token)
        return self.callers[name]

    def again(self, name: str) -> Caller:
        """The same person with another token; the one they have goes on."""
        return self.with_token(name, self.stranger().do("POST", "/tokens", self.accounts[name])["token"])

    @cached_property
    def bindings(self) -> dict[str, list[str]]:
        """The event types that each part handles."""
        return parts.bindings(self.environment)

    def news(self, part: str) -> Sequence[Row[Any]]:
        """The outbox of a part, in the order of recording."""
        with self.databases[part].read() as session:
            return session.execute(select(outbox).order_by(outbox.c.position)).all()

    def wait_until_calm(self) -> None:
        """Everything told and applied, every message sent or given up."""
        wait_for(self._calm)

    def _calm(self) -> bool:
        time.sleep(0.05)  # what is waited for happens in this process: leave it room
        unsent = select(outbox.c.event_id).where(outbox.c.sent_at.is_(None))
        if any(self._ids(part, unsent) for part in self.databases):
            return False
        # First what has arrived: what that led to is among what is published, which is looked up afterwards.
        arrived = {part: self._ids(part, select(inbox.c.event_id)) for part in self.databases}
        if any(self._events_for(part) - arrived[part] for part in self.databases):
            return False
        if any(self._ids(part, select(inbox.c.event_id).where(inbox.c.state == State.PENDING)) for part in arrived):
            return False
        listed = f"/conferences/{SLUG}/messages?scheduled=false&page_size=500"
        messages = self.callers["organizer"].do("GET", listed)["items"]
        return all(each["state"] in SETTLED for each in messages)

    def _events_for(self, part: str) -> set[UUID]:
        """All events so far that a part handles."""
        handled = select(outbox.c.event_id).where(outbox.c.type.in_(self.bindings[part]))
        return {event for source in self.databases for event in self._ids(source, handled)}

    def _ids(self, part: str, statement: Select[tuple[UUID]]) -> set[UUID]:
        with self.databases[part].read() as session:
            return set(session.scalars(statement))

    def _sending(self, headers: dict[str, str]) -> Callable[..., TestResponse]:
        def send(method: str, path: str, body: Any = None, **options: Any) -> TestResponse:
            given = headers | options.pop("headers", {})
            client = self.running.web.test_client()
            answer: TestResponse = client.open(f"/api/v1{path}", method=method, json=body, headers=given, **options)
            return answer

        return send


def start(directory: Path, databases: dict[str, str] | None = None) -> Iterator[Product]:
    """A product of its own, without a plan; an administrator and an organizer are there. Ends when closed.

    `databases` are PostgreSQL's, by the setting that names them.
    """
    mail = MailServer().start()
    config = settings.RunConfig(var=str(directory))
    environment = settings.embedded_environment(config) | (databases or {})
    environment |= {"SMTP_URL": mail.url, "HOINGHI_MAIL_FROM": "van-phong@pho-tho.example"}
    running: Running = OverPostgreSQL(environment) if databases else EmbeddedProduct(environment)
    urls = {part: environment[settings.database_setting(part)] for part in settings.PARTS}
    product = Product(environment, mail, running, {part: Database(url) for part, url in urls.items()})
    try:
        product.sign_up("administrator", Role.ADMINISTRATOR)
        product.sign_up("organizer", Role.ORGANIZER)
        yield product
    finally:
        running.stop()
        mail.stop()
        for database in product.databases.values():
            database.dispose()


@cache
def day_of_the_conference() -> str:
    """Far enough from today for passes to be good; the same after midnight."""
    return (date.today() + timedelta(days=12)).isoformat()  # noqa: DTZ011 (a day either way does not matter)

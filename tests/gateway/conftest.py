"""A gateway over services that are real Flask applications of the chassis, small enough to read here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from marshmallow import Schema, fields, validate

from chassis.auth.identity import IdentityVerifier
from chassis.auth.keys import create_key_pair, load_public_key
from chassis.auth.roles import Role
from chassis.clock import Clock, system_clock
from chassis.db.database import Database
from chassis.db.migrate import upgrade
from chassis.db.tables import metadata
from chassis.language import Text
from chassis.messaging.ports import Messaging
from chassis.web.application import create_application
from chassis.web.blueprint import Blueprint
from chassis.web.context import WebContext
from chassis.web.failed_events import failed_events_blueprint
from chassis.web.lists import ListArguments, page_schema
from chassis.web.problems import NOT_FOUND, FieldFault, Problem, ProblemType, invalid_input
from chassis.web.resource import Resource, permit
from gateway.bootstrap import MIGRATIONS, bootstrap
from gateway.clients.transport import Transport, WsgiTransport
from gateway.config import GatewayConfig
from gateway.context import GatewayParts
from gateway.models.base import Base
from gateway.operations.accounts import create_account

SLUG = "hoi-nghi-thu"
PASSWORD = "mat-khau-thu-nghiem"
EVERYBODY = tuple(role for role in Role if role is not Role.GATEWAY)
CONFERENCE = {
    "slug": SLUG,
    "title": "Hội nghị thử",
    "short_title": "Hội nghị thử",
    "starts_at": "2026-12-01T00:30:00Z",
    "ends_at": "2026-12-01T04:30:00Z",
    "timezone": "Asia/Ho_Chi_Minh",
    "hall": "Hội trường A",
    "address": "Số 1, đường Thử",
}
GATES = [{"code": "cua-a", "name": "Cửa A"}, {"code": "cua-b", "name": "Cửa B"}, {"code": "cua-c", "name": "Cửa C"}]
GONE = ProblemType(
    "link-replaced",
    410,
    Text("Đường dẫn đã được thay", "The link was replaced"),
    Text("Xin dùng thư mới.", "Use the newer letter."),
)
LINK_UNKNOWN = ProblemType("link-unknown", 404, Text("Không có", "Unknown"), Text("Không có.", "Unknown."))


class ConferenceSchema(Schema):
    slug = fields.String(required=True)
    title = fields.String(required=True)
    short_title = fields.String(required=True)
    starts_at = fields.String(required=True)
    ends_at = fields.String(required=True)
    timezone = fields.String(required=True)
    hall = fields.String(required=True)
    address = fields.String(required=True)


class GateSchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)


class NewDelegateSchema(Schema):
    full_name = fields.String(required=True, validate=validate.Length(min=2))


class DelegateSchema(Schema):
    full_name = fields.String(required=True)
    heard = fields.Dict(required=True)


class LinkSchema(Schema):
    token = fields.String(required=True)


@dataclass
class Registration:
    """What the small registration service holds, for tests to set and to look at."""

    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    check_ins: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def registration_app(state: Registration, verifier: IdentityVerifier, database: Database) -> Flask:  # noqa: C901 (a list of resources)
    """The part of registration that the gateway's tests need."""
    blueprint = Blueprint("registration", __name__)

    @blueprint.route("/conferences")
    class Conferences(Resource):
        @permit(*EVERYBODY)
        @blueprint.arguments(ListArguments, location="query")
        @blueprint.response(200, page_schema(ConferenceSchema))
        def get(self, arguments: dict[str, Any]) -> Any:
            return {"items": [CONFERENCE], "page": arguments["page"], "page_size": 50, "total": 1}

    @blueprint.route("/conferences/<slug>")
    class Conference(Resource):
        @permit(*EVERYBODY)
        @blueprint.response(200, ConferenceSchema)
        def get(self, slug: str) -> Any:
            if slug != SLUG:
                raise Problem(NOT_FOUND)
            return CONFERENCE

    @blueprint.route("/conferences/<slug>/gates")
    class Gates(Resource):
        @permit(*EVERYBODY)
        @blueprint.arguments(ListArguments, location="query")
        @blueprint.response(200, page_schema(GateSchema))
        def get(self, arguments: dict[str, Any], slug: str) -> Any:
            return {"items": GATES, "page": arguments["page"], "page_size": 50, "total": len(GATES)}

    @blueprint.route("/conferences/<slug>/attendance")
    class Attendance(Resource):
        @permit(*EVERYBODY)
        @blueprint.response(200)
        def get(self, slug: str) -> Any:
            return {"by_gate": [], "totals": {"present": 0, "confirmed": 0}}

    @blueprint.route("/conferences/<slug>/delegates")
    class Delegates(Resource):
        @permit(Role.ORGANIZER, Role.UNIT)
        @blueprint.arguments(ListArguments, location="query")
        @blueprint.response(200, page_schema(DelegateSchema))
        def get(self, arguments: dict[str, Any], slug: str) -> Any:
            who = {"subject": self.identity.subject, "role": self.identity.role.value, "unit": self.identity.unit}
            state.headers.append(dict(request.headers))
            item = {"full_name": "Nguyễn Văn A", "heard": who}
            return {"items": [item], "page": arguments["page"], "page_size": 50, "total": 1}

        @permit(Role.ORGANIZER, Role.UNIT)
        @blueprint.arguments(NewDelegateSchema)
        @blueprint.response(201, DelegateSchema)
        def post(self, data: dict[str, str], slug: str) -> Any:
            if data["full_name"] == "Trùng":
                raise invalid_input([FieldFault("/full_name", "Tên này đã có.")])
            return {"full_name": data["full_name"], "heard": {"key": request.headers.get("Idempotency-Key")}}

    @blueprint.route("/conferences/<slug>/check-ins")
    class CheckIns(Resource):
        @permit(Role.RECEPTIONIST)
        @blueprint.response(201)
        def post(self, slug: str) -> Any:
            body = request.get_json()
            state.headers.append(dict(request.headers))
            if body.get("code") == "GIA":
                raise invalid_input([FieldFault("/code", "Mã này không có.")])
            state.check_ins.append(body)
            return {"outcome": "accepted"}

    @blueprint.route("/conferences/<slug>/big")
    class Big(Resource):
        @permit(*EVERYBODY)
        def get(self, slug: str) -> Any:
            return Response((b"x" * 65536 for _ in range(64)), mimetype="application/pdf")

    @blueprint.route("/private-links")
    class PrivateLinks(Resource):
        @permit(Role.GATEWAY)
        @blueprint.arguments(LinkSchema)
        @blueprint.response(200)
        def post(self, data: dict[str, str]) -> Any:
            if data["token"] in state.replaced:
                raise Problem(GONE)
            if data["token"] not in state.links:
                raise Problem(LINK_UNKNOWN)
            return state.links[data["token"]]

    context = WebContext("registration", database, verifier, system_clock)
    return create_application("Registration", context, [blueprint, failed_events_blueprint("registration")])


def other_app(service: str, noun: str, verifier: IdentityVerifier, database: Database) -> Flask:
    """A service with one list, whose schema has the same name as that of another service and means something else."""
    blueprint = Blueprint(service, __name__)
    item = Schema.from_dict({service: fields.Integer(required=True)}, name="ThingSchema")

    @blueprint.route(f"/conferences/<slug>/{noun}")
    class Things(Resource):
        @permit(*EVERYBODY)
        @blueprint.arguments(ListArguments, location="query")
        @blueprint.response(200, page_schema(item))
        def get(self, arguments: dict[str, Any], slug: str) -> Any:
            return {"items": [], "page": 1, "page_size": 50, "total": 0}

    context = WebContext(service, database, verifier, system_clock)
    return create_application(service, context, [blueprint, failed_events_blueprint(service)])


class MovingClock:
    """The machine's clock, set forward by hand."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def advance(self, **by: float) -> None:
        self.ahead += timedelta(**by)


@dataclass
class World:
    """A gateway and what it stands on."""

    web: Flask
    parts: GatewayParts
    registration: Registration
    clock: MovingClock
    apps: dict[str, Flask]

    def client(self, **headers: str) -> FlaskClient:
        return self.web.test_client()

    def account(self, role: Role, email: str | None = None, **scope: Any) -> str:
        """An account of this role; returns its e-mail."""
        email = email or f"{role.value}@co-quan.example"
        if role is Role.UNIT:
            scope.setdefault("unit", "so-y-te")
        if role is Role.DELEGATE:
            scope.setdefault("delegate", uuid4())
        with self.parts.database.write() as session:
            create_account(
                session, email=email, password=PASSWORD, full_name="Trần Thị B", role=role, clock=self.clock, **scope
            )
        return email

    def token(self, email: str) -> str:
        answer = self.client().post("/api/v1/tokens", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        token: str = answer.get_json()["token"]
        return token

    def signed_in(self, role: Role, **scope: Any) -> FlaskClient:
        """A browser of somebody with a new account."""
        client = self.client()
        answer = sign_in(client, self.account(role, **scope))
        assert answer.status_code == 303, answer.text
        return client


def csrf_of(client: FlaskClient, path: str = "/sign-in") -> str:
    """The CSRF token of this browser's session, as the page carries it."""
    page = client.get(path, follow_redirects=True).text
    return page.split('name="csrf-token" content="', 1)[1].split('"', 1)[0]


def sign_in(client: FlaskClient, email: str, password: str = PASSWORD, next: str = "/") -> Any:  # noqa: A002
    """Send the sign-in form."""
    form = {"csrf_token": csrf_of(client), "email": email, "password": password, "next": next}
    return client.post("/sign-in", data=form)


WorldMaker = Callable[..., World]


@pytest.fixture(scope="session")
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two databases, migrated once."""
    folder = tmp_path_factory.mktemp("databases")
    own = Database(f"sqlite:///{folder / 'gateway.sqlite3'}")
    upgrade(own, MIGRATIONS, Base.metadata)
    others = Database(f"sqlite:///{folder / 'services.sqlite3'}")
    metadata.create_all(others.engine)
    for database in (own, others):
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.dispose()
    return folder


@pytest.fixture
def make_world(tmp_path: Path, empty_databases: Path) -> Iterator[WorldMaker]:
    """Makes gateways; keywords are settings."""
    opened: list[Database] = []

    def make(
        messaging: Messaging | None = None, transports: dict[str, Transport] | None = None, **settings: Any
    ) -> World:
        for file in ("gateway.sqlite3", "services.sqlite3"):
            shutil.copyfile(empty_databases / file, tmp_path / file)
        keys = tmp_path / "identity.pem", tmp_path / "identity.pub.pem"
        create_key_pair(*keys)
        secret = tmp_path / "session.secret"
        secret.write_text("s" * 48)
        verifier = IdentityVerifier(load_public_key(keys[1]))
        service_database = Database(f"sqlite:///{tmp_path / 'services.sqlite3'}")
        state = Registration()
        apps = {
            "registration": registration_app(state, verifier, service_database),
            "documents": other_app("documents", "papers", verifier, service_database),
            "notification": other_app("notification", "messages", verifier, service_database),
        }
        config = GatewayConfig(
            database_url=f"sqlite:///{tmp_path / 'gateway.sqlite3'}",
            identity_key=str(keys[0]),
            session_secret=str(secret),
            **settings,
        )
        ways: dict[str, Transport] = {name: WsgiTransport(name, app) for name, app in apps.items()}
        clock = MovingClock()
        gateway = bootstrap(config, transports=ways | (transports or {}), messaging=messaging, clock=clock)
        opened.extend([gateway.database, service_database])
        return World(gateway.web, gateway.web.extensions["hoinghi"].parts, state, clock, apps)

    yield make
    for database in opened:
        database.dispose()


@pytest.fixture
def world(make_world: WorldMaker) -> World:
    """A gateway with the usual settings."""
    return make_world()


__all__ = ["CONFERENCE", "PASSWORD", "SLUG", "Clock", "World", "WorldMaker", "csrf_of", "sign_in"]

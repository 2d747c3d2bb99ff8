"""Every resource: identity, permission, one transaction, idempotency, problems in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient
from marshmallow import Schema, fields
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.auth.identity import Identity, IdentitySigner, IdentityVerifier
from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from chassis.db.tables import metadata
from chassis.servers import PostgreSQLServer
from chassis.web.application import create_application, openapi_of
from chassis.web.blueprint import Blueprint
from chassis.web.context import WebContext
from chassis.web.lists import ListArguments, page_of, page_schema
from chassis.web.problems import FORBIDDEN, Problem, problem_response
from chassis.web.resource import Resource, permit

KEY = Ed25519PrivateKey.generate()
SIGNER = IdentitySigner(KEY, system_clock)


class Base(DeclarativeBase):
    pass


class Chair(Base):
    __tablename__ = "chairs"

    name: Mapped[str] = mapped_column(primary_key=True)


class ChairSchema(Schema):
    name = fields.String(required=True)


blueprint = Blueprint("chairs", __name__, url_prefix="/conferences/<slug>")


@blueprint.route("/chairs")
class Chairs(Resource):
    @permit(Role.ORGANIZER, Role.UNIT)
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(ChairSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Any:
        """List chairs."""
        return page_of(
            self.session,
            select(Chair),
            arguments,
            sortable={"name": Chair.name},
            default_sort="name",
            tie_breaker=Chair.name,
        )

    @permit(Role.ORGANIZER)
    @blueprint.arguments(ChairSchema)
    @blueprint.response(201, ChairSchema)
    def post(self, data: dict[str, Any], slug: str) -> Any:
        """Add a chair."""
        self.session.add(Chair(name=data["name"]))
        self.session.flush()
        if data["name"] == "refused":
            raise Problem(FORBIDDEN)
        if data["name"] == "refused but kept":
            return problem_response(Problem(FORBIDDEN))
        if data["name"] == "broken":
            raise RuntimeError("a bug")
        if data["name"].startswith("contended"):
            _contend(times=int(data["name"].split()[1]))
        return data


COLLISIONS: list[str] = []


class Deadlock(Exception):
    sqlstate = "40P01"


def _contend(times: int) -> None:
    """Fail so many times, as a database does that ends one of two transactions for the other's sake."""
    if len(COLLISIONS) < times:
        COLLISIONS.append("deadlock")
        raise OperationalError("UPDATE chairs", {}, Deadlock())
    COLLISIONS.clear()


@pytest.fixture
def client(database_url: str) -> Iterator[FlaskClient]:
    database = Database(database_url)
    metadata.create_all(database.engine)
    Base.metadata.create_all(database.engine)
    context = WebContext("hall", database, IdentityVerifier(KEY.public_key()), system_clock)
    yield create_application("Hall", context, [blueprint]).test_client()
    database.dispose()


def signed(role: Role = Role.ORGANIZER, conference: str | None = None, subject: str = "somebody") -> dict[str, str]:
    token = SIGNER.sign(Identity(subject, role, "Ai đó", conference=conference))
    return {"Authorization": f"Bearer {token}"}


def names(client: FlaskClient) -> list[str]:
    page = client.get("/conferences/a/chairs", headers=signed()).get_json()
    return [item["name"] for item in page["items"]]


def test_a_write_is_committed(client: FlaskClient) -> None:
    assert client.post("/conferences/a/chairs", json={"name": "one"}, headers=signed()).status_code == 201
    assert names(client) == ["one"]


def test_a_raised_problem_changes_nothing(client: FlaskClient) -> None:
    assert client.post("/conferences/a/chairs", json={"name": "refused"}, headers=signed()).status_code == 403
    assert names(client) == []


def test_a_returned_problem_keeps_what_was_written(client: FlaskClient) -> None:
    assert client.post("/conferences/a/chairs", json={"name": "refused but kept"}, headers=signed()).status_code == 403
    assert names(client) == ["refused but kept"]


def test_a_bug_answers_a_problem_and_changes_nothing(client: FlaskClient) -> None:
    answer = client.post("/conferences/a/chairs", json={"name": "broken"}, headers=signed())
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert "bug" not in answer.get_data(as_text=True)
    assert names(client) == []


def test_a_collision_of_two_transactions_is_tried_once_more(client: FlaskClient) -> None:
    answer = client.post("/conferences/a/chairs", json={"name": "contended 1"}, headers=signed())
    assert (answer.status_code, names(client)) == (201, ["contended 1"])


def test_a_second_collision_asks_to_try_again_later(client: FlaskClient) -> None:
    answer = client.post("/conferences/a/chairs", json={"name": "contended 2"}, headers=signed())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert (answer.get_json()["type"], names(client)) == ("/problems/busy", [])
    COLLISIONS.clear()


def test_a_database_error_names_no_personal_data(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(DBAPIError) as caught, database.read() as session:
        session.execute(text("SELECT * FROM nowhere WHERE phone = :phone"), {"phone": "0900.000.001"})
    database.dispose()
    assert "0900.000.001" not in str(caught.value)


def test_the_same_key_and_body_get_the_same_answer(client: FlaskClient) -> None:
    headers = signed() | {"Idempotency-Key": "k1"}
    first = client.post("/conferences/a/chairs", json={"name": "one"}, headers=headers)
    again = client.post("/conferences/a/chairs", json={"name": "one"}, headers=headers)
    assert (again.status_code, again.get_data()) == (first.status_code, first.get_data())
    assert again.headers["Idempotency-Replayed"] == "true"


def test_the_same_key_with_another_body_is_a_conflict(client: FlaskClient) -> None:
    headers = signed() | {"Idempotency-Key": "k1"}
    client.post("/conferences/a/chairs", json={"name": "one"}, headers=headers)
    answer = client.post("/conferences/a/chairs", json={"name": "two"}, headers=headers)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/idempotency-key-reused")
    assert names(client) == ["one"]


def test_the_same_key_of_another_caller_is_another_key(client: FlaskClient) -> None:
    key = {"Idempotency-Key": "k1"}
    client.post("/conferences/a/chairs", json={"name": "one"}, headers=signed(subject="first") | key)
    answer = client.post("/conferences/a/chairs", json={"name": "two"}, headers=signed(subject="second") | key)
    assert answer.status_code == 201


def test_a_refused_request_does_not_use_up_its_key(client: FlaskClient) -> None:
    headers = signed() | {"Idempotency-Key": "k1"}
    client.post("/conferences/a/chairs", json={"name": "refused"}, headers=headers)
    assert client.post("/conferences/a/chairs", json={"name": "one"}, headers=headers).status_code == 201


@pytest.mark.parametrize("key", ["", "has space", "x" * 256])
def test_a_malformed_key_is_refused(client: FlaskClient, key: str) -> None:
    headers = signed() | {"Idempotency-Key": key}
    answer = client.post("/conferences/a/chairs", json={"name": "one"}, headers=headers)
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/invalid-idempotency-key")


def test_nobody_is_asked_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/conferences/a/chairs")
    assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/not-signed-in")


def test_another_role_is_forbidden(client: FlaskClient) -> None:
    answer = client.post("/conferences/a/chairs", json={"name": "one"}, headers=signed(Role.UNIT))
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/forbidden")


def test_another_conference_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/conferences/a/chairs", headers=signed(conference="b"))
    assert answer.status_code == 404


def test_faults_are_pointed_at_in_vietnamese(client: FlaskClient) -> None:
    answer = client.post("/conferences/a/chairs", json={"colour": 1}, headers=signed())
    assert answer.get_json()["errors"] == [
        {"pointer": "/name", "detail": "Cần điền mục này."},
        {"pointer": "/colour", "detail": "Không có mục này."},
    ]


def test_faults_are_pointed_at_in_english(client: FlaskClient) -> None:
    headers = signed() | {"Accept-Language": "en"}
    answer = client.post("/conferences/a/chairs", json={}, headers=headers)
    assert answer.get_json()["errors"] == [{"pointer": "/name", "detail": "Missing data for required field."}]


def test_a_list_is_paged_and_sorted(client: FlaskClient) -> None:
    for name in ("a", "b", "c"):
        client.post("/conferences/a/chairs", json={"name": name}, headers=signed())
    answer = client.get("/conferences/a/chairs?sort=-name&page=2&page_size=2", headers=signed())
    assert answer.get_json() == {"items": [{"name": "a"}], "page": 2, "page_size": 2, "total": 3}


def test_a_column_not_offered_is_refused_for_sorting(client: FlaskClient) -> None:
    answer = client.get("/conferences/a/chairs?sort=password", headers=signed())
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/query/sort")


def test_openapi_names_the_roles_of_each_operation(client: FlaskClient) -> None:
    document = openapi_of(client.application)
    assert document["paths"]["/conferences/{slug}/chairs"]["post"]["x-roles"] == ["organizer"]


def test_health_answers_without_identity(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "alive"}
    backlog = {"unsent": 0, "pending": 0, "dead": 0}
    assert client.get("/readyz").get_json() == {"status": "ready", "database": True, "backlog": backlog}


def test_metrics_tell_what_waits(client: FlaskClient) -> None:
    gauge = 'hoinghi_events_backlog{service="hall",state="unsent"} 0.0'
    figures = client.get("/metrics").get_data(as_text=True)
    assert gauge in figures
    assert 'hoinghi_dead_letters{service="hall"} 0.0' in figures


def test_request_while_the_database_is_away_is_told_when_to_come_back(
    breakable_postgresql: PostgreSQLServer,
) -> None:
    database = Database(breakable_postgresql.create_database("away"))
    metadata.create_all(database.engine)
    Base.metadata.create_all(database.engine)
    context = WebContext("hall", database, IdentityVerifier(KEY.public_key()), system_clock)
    client = create_application("Hall", context, [blueprint]).test_client()
    assert names(client) == []
    breakable_postgresql.kill()
    in_use = client.post("/conferences/a/chairs", json={"name": "one"}, headers=signed())
    anew = client.post("/conferences/a/chairs", json={"name": "one"}, headers=signed())
    breakable_postgresql.start()
    again = client.post("/conferences/a/chairs", json={"name": "one"}, headers=signed())
    database.dispose()
    told = [(answer.status_code, answer.headers.get("Retry-After")) for answer in (in_use, anew, again)]
    assert told == [(503, "2"), (503, "2"), (201, None)]
    assert in_use.get_json()["type"].endswith("/database-away")

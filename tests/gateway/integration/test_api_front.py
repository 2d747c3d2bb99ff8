"""The front of the API: what is forwarded where, on whose behalf, and what never passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from chassis.auth.identity import Identity, IdentitySigner
from chassis.auth.roles import Role
from chassis.clock import system_clock
from gateway.clients.transport import ServiceResponse, ServiceUnavailable
from gateway.models.api_token import ApiToken
from gateway.operations.accounts import disable_account, find_by_email
from tests.gateway.conftest import PASSWORD, SLUG, World, WorldMaker

DELEGATES = f"/api/v1/conferences/{SLUG}/delegates"


class Absent:
    """A service that is not there."""

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> ServiceResponse:
        raise ServiceUnavailable("documents")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def token(world: World) -> str:
    return world.token(world.account(Role.UNIT))


def test_request_reaches_the_owner_on_behalf_of_the_bearer(world: World, token: str) -> None:
    answer = world.client().get(DELEGATES + "?page=3&sort=-name", headers=bearer(token))
    assert answer.status_code == 200
    assert answer.get_json()["page"] == 3
    heard = answer.get_json()["items"][0]["heard"]
    assert heard["role"] == "unit"
    assert heard["unit"] == "so-y-te"
    assert heard["subject"].startswith("account/")


def test_each_service_gets_its_own_resources(world: World, token: str) -> None:
    for noun in ("papers", "messages"):
        assert world.client().get(f"/api/v1/conferences/{SLUG}/{noun}", headers=bearer(token)).status_code == 200


def test_identity_headers_from_outside_do_not_survive(world: World, token: str) -> None:
    forged = bearer(token) | {
        "X-Account-Id": "1",
        "X-Role": "administrator",
        "X-Forwarded-User": "admin",
        "Forwarded": "for=1.2.3.4",
        "Cookie": "hoinghi=x",
        "Connection": "close, X-Hop",
        "X-Hop": "1",
    }
    world.client().get(DELEGATES, headers=forged)
    passed = {name.lower() for name in world.registration.headers[0]}
    assert passed == {"authorization", "host", "content-length", "traceparent"} & passed
    assert not world.registration.headers[0]["Authorization"].endswith(token)


def test_language_key_and_trace_are_passed_on(world: World, token: str) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    headers = bearer(token) | {"Accept-Language": "en", "traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    world.client().get(DELEGATES, headers=headers)
    passed = world.registration.headers[0]
    assert passed["Accept-Language"] == "en"
    assert passed["Traceparent"].split("-")[1] == trace
    answer = world.client().post(
        DELEGATES, json={"full_name": "Lê Văn C"}, headers=bearer(token) | {"Idempotency-Key": "khoa-1"}
    )
    assert answer.status_code == 201
    assert answer.get_json()["heard"]["key"] == "khoa-1"


def test_refusal_of_a_service_comes_back_as_it_is(world: World, token: str) -> None:
    answer = world.client().post(DELEGATES, json={"full_name": "Trùng"}, headers=bearer(token))
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["errors"] == [{"pointer": "/full_name", "detail": "Tên này đã có."}]


@pytest.mark.parametrize("value", ["", "Bearer", "Bearer ", "Basic abc", "Bearer hn_khong-co", "Bearer \udcff"])
def test_request_without_a_good_token_is_refused(world: World, value: str) -> None:
    answer = world.client().get(DELEGATES, headers={"Authorization": value.encode("utf-8", "ignore").decode()})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.get_json()["type"] == "/problems/not-signed-in"


def test_internal_identity_is_no_api_token(world: World) -> None:
    """Not even a good one: whoever could get hold of it must not get in by the front door."""
    stolen = world.parts.signer.sign(Identity("account/1", Role.ORGANIZER, "A"))
    forged = IdentitySigner(Ed25519PrivateKey.generate(), system_clock).sign(Identity("account/1", Role.ORGANIZER, "A"))
    for token in (stolen, forged):
        assert world.client().get(DELEGATES, headers=bearer(token)).status_code == 401


def test_expired_token_is_refused(make_world: WorldMaker) -> None:
    world = make_world(token_hours=1)
    token = world.token(world.account(Role.ORGANIZER))
    world.clock.advance(minutes=59)
    assert world.client().get("/api/v1/me", headers=bearer(token)).status_code == 200
    world.clock.advance(minutes=1)
    assert world.client().get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_token_of_a_disabled_account_stops_within_thirty_seconds(world: World, token: str) -> None:
    assert world.client().get("/api/v1/me", headers=bearer(token)).status_code == 200
    with world.parts.database.write() as session:
        account = find_by_email(session, "unit@co-quan.example")
        assert account is not None
        disable_account(session, account, clock=world.clock)
    world.clock.advance(seconds=30)
    assert world.client().get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_account_disabled_through_the_api_loses_its_token_at_once(world: World, token: str) -> None:
    admin = bearer(world.token(world.account(Role.ADMINISTRATOR)))
    client = world.client()
    assert client.get("/api/v1/me", headers=bearer(token)).get_json()["unit"] == "so-y-te"
    listed = client.get("/api/v1/accounts?role=unit", headers=admin).get_json()["items"]
    assert client.post(f"/api/v1/accounts/{listed[0]['id']}/disable", headers=admin).status_code == 200
    assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_revoked_token_is_refused(world: World, token: str) -> None:
    assert world.client().delete("/api/v1/tokens/current", headers=bearer(token)).status_code == 204
    assert world.client().get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_only_the_hash_of_a_token_is_kept(world: World, token: str) -> None:
    with world.parts.database.read() as session:
        kept = session.scalars(select(ApiToken)).one()
    assert len(token) >= 43
    assert token not in kept.token_hash
    assert kept.expires_at - kept.created_at == timedelta(hours=12)


def test_wrong_password_gets_no_token(world: World) -> None:
    world.account(Role.ORGANIZER)
    answers = [
        world.client().post("/api/v1/tokens", json={"email": email, "password": "sai-mat-khau"})
        for email in ("organizer@co-quan.example", "khong-co@co-quan.example")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].get_json() == answers[1].get_json()
    assert answers[0].get_json()["type"] == "/problems/wrong-sign-in"


def test_too_many_wrong_passwords_get_a_problem(make_world: WorldMaker) -> None:
    world = make_world(sign_in_limit_per_email="1 per minute")
    email = world.account(Role.ORGANIZER)
    wrong = {"email": email, "password": "sai-mat-khau"}
    assert world.client().post("/api/v1/tokens", json=wrong).status_code == 401
    answer = world.client().post("/api/v1/tokens", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.get_json()["type"] == "/problems/too-many-requests"
    assert answer.headers["Retry-After"] == "60"


@pytest.mark.parametrize(
    "path",
    [
        "khong-co",
        "private-links",
        "healthz",
        "metrics",
        "openapi.jsonx",
        f"conferences/{SLUG}/khong-co",
        f"conferences/{SLUG}/delegates/../../../private-links",
        f"conferences/{SLUG}/delegates/%2e%2e/%2e%2e/%2e%2e/private-links",
        "conferences//delegates",
        "failed-events",
        "failed-events/khong-co",
    ],
)
def test_address_that_nobody_serves_is_not_found(world: World, path: str) -> None:
    headers = bearer(world.token(world.account(Role.ADMINISTRATOR)))
    answer = world.client().get(f"/api/v1/{path}", headers=headers)
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("service", ["registration", "documents", "notification"])
def test_failed_events_are_told_apart_by_service(world: World, service: str) -> None:
    headers = bearer(world.token(world.account(Role.ADMINISTRATOR)))
    answer = world.client().get(f"/api/v1/failed-events/{service}", headers=headers)
    assert answer.status_code == 200
    assert answer.get_json() == {"items": [], "page": 1, "page_size": 50, "total": 0}


def test_absent_service_costs_its_own_resources_only(make_world: WorldMaker) -> None:
    world = make_world(transports={"documents": Absent()})
    headers = bearer(world.token(world.account(Role.ORGANIZER)))
    assert world.client().get(DELEGATES, headers=headers).status_code == 200
    answer = world.client().get(f"/api/v1/conferences/{SLUG}/papers", headers=headers)
    assert answer.status_code == 503
    assert answer.get_json()["type"] == "/problems/service-unavailable"
    assert answer.headers["Retry-After"] == "5"


def test_long_answer_is_passed_on_whole(world: World, token: str) -> None:
    answer = world.client().get(f"/api/v1/conferences/{SLUG}/big", headers=bearer(token))
    assert answer.mimetype == "application/pdf"
    assert answer.data == b"x" * (64 * 65536)


def test_too_large_a_body_is_refused(world: World, token: str) -> None:
    body = b'{"full_name": "' + b"x" * (3 * 1024 * 1024) + b'"}'
    answer = world.client().post(DELEGATES, data=body, headers=bearer(token) | {"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.mimetype == "application/problem+json"


def test_readiness_names_each_service(make_world: WorldMaker) -> None:
    assert make_world().client().get("/readyz").get_json() == {
        "status": "ready",
        "database": True,
        "backlog": {"unsent": 0, "pending": 0, "dead": 0},
        "documents": True,
        "notification": True,
        "registration": True,
    }
    answer = make_world(transports={"documents": Absent()}).client().get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["documents"] is False


@pytest.mark.parametrize(
    ("address", "forwarded", "told"),
    [
        ("127.0.0.1", {}, True),
        ("10.1.2.3", {}, True),
        ("203.0.113.9", {}, False),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, False),
    ],
)
def test_figures_are_for_the_networks_of_the_settings(
    make_world: WorldMaker, address: str, forwarded: dict[str, str], told: bool
) -> None:
    client = make_world(metrics_networks="127.0.0.0/8, 10.0.0.0/8").client()
    asked: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": address}, "headers": forwarded}
    assert client.get("/metrics", **asked).status_code == (200 if told else 404)
    ready = client.get("/readyz", **asked)
    assert (ready.status_code, "backlog" in ready.get_json()) == (200, told)

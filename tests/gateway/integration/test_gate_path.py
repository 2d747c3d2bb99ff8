"""The gate's own way: the same answers as the ordinary way, for whatever is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from chassis.auth.roles import Role
from gateway.clients.transport import ServiceResponse, ServiceUnavailable
from tests.gateway.conftest import SLUG, World, WorldMaker

CHECK_INS = f"/api/v1/conferences/{SLUG}/check-ins"


class Absent:
    """A service that is not there."""

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> ServiceResponse:
        raise ServiceUnavailable("registration")


def scan(
    world: World, role: Role = Role.RECEPTIONIST, path: str = CHECK_INS, headers: dict[str, str] | None = None
) -> Any:
    token = world.token(world.account(role))
    bearer = {"Authorization": f"Bearer {token}"}
    return world.client().post(path, json={"code": "ABC"}, headers=bearer | (headers or {}))


def test_scan_reaches_registration_on_behalf_of_the_bearer(world: World) -> None:
    answer = scan(world)
    assert (answer.status_code, answer.mimetype, answer.get_json()) == (
        201,
        "application/json",
        {"outcome": "accepted"},
    )
    assert world.registration.check_ins == [{"code": "ABC"}]


def test_only_what_is_known_passes_in(world: World) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    known = {"Accept-Language": "en", "Idempotency-Key": "k1", "traceparent": trace}
    scan(world, headers={"X-Role": "organizer"} | known)
    passed = world.registration.headers[0]
    assert {name: passed[name] for name in ("Accept-Language", "Idempotency-Key", "Traceparent")} == {
        "Accept-Language": "en",
        "Idempotency-Key": "k1",
        "Traceparent": trace,
    }
    assert "X-Role" not in passed


def test_scan_sent_again_gets_the_same_answer(world: World) -> None:
    token = {"Authorization": f"Bearer {world.token(world.account(Role.RECEPTIONIST))}", "Idempotency-Key": "k1"}
    answers = [world.client().post(CHECK_INS, json={"code": "ABC"}, headers=token) for _ in range(2)]
    assert [answer.headers.get("Idempotency-Replayed") for answer in answers] == [None, "true"]
    assert len(world.registration.check_ins) == 1


def test_refusal_comes_back_as_it_is(world: World) -> None:
    token = {"Authorization": f"Bearer {world.token(world.account(Role.RECEPTIONIST))}"}
    answer = world.client().post(CHECK_INS, json={"code": "GIA"}, headers=token)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert answer.get_json()["errors"] == [{"pointer": "/code", "detail": "Mã này không có."}]


def test_answer_is_protected_like_every_other(world: World) -> None:
    headers = scan(world).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "no-store"


def test_other_role_is_refused_by_registration(world: World) -> None:
    assert scan(world, Role.CHAIR).status_code == 403


@pytest.mark.parametrize("value", ["", "Bearer hn_khong-co", "Basic abc"])
def test_stranger_is_refused_in_the_ordinary_way(world: World, value: str) -> None:
    answer = world.client().post(CHECK_INS, json={"code": "ABC"}, headers={"Authorization": value})
    assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/not-signed-in")


def test_session_cookie_opens_nothing_here_either(world: World) -> None:
    client = world.signed_in(Role.RECEPTIONIST)
    assert client.post(CHECK_INS, json={"code": "ABC"}).status_code == 401


@pytest.mark.parametrize(
    "path", ["/api/v1/conferences/A..B/check-ins", "/api/v1/conferences/a/b/check-ins", CHECK_INS + "/"]
)
def test_unusual_address_takes_the_ordinary_way(world: World, path: str) -> None:
    assert scan(world, path=path).status_code in (201, 404)
    assert len(world.registration.check_ins) <= 1


def test_long_body_takes_the_ordinary_way(world: World) -> None:
    token = {"Authorization": f"Bearer {world.token(world.account(Role.RECEPTIONIST))}"}
    answer = world.client().post(CHECK_INS, json={"code": "x" * 5000}, headers=token)
    assert answer.status_code == 201


def test_absent_registration_is_told_in_the_readers_language(make_world: WorldMaker) -> None:
    world = make_world(transports={"registration": Absent()})
    answer = scan(world, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/service-unavailable")
    assert "Try again" in answer.get_json()["detail"]

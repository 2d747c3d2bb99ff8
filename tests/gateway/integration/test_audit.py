"""The audit trail: who asked for which change, and nothing of what was sent."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from chassis.auth.roles import Role
from gateway.models.audit_entry import AppendOnly, AuditEntry
from tests.gateway.conftest import PASSWORD, SLUG, World, csrf_of


def trail(world: World) -> list[AuditEntry]:
    with world.parts.database.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def bearer(world: World, role: Role) -> dict[str, str]:
    return {"Authorization": f"Bearer {world.token(world.account(role))}"}


def test_change_through_the_api_is_noted(world: World) -> None:
    headers = bearer(world, Role.ORGANIZER)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    path = f"/api/v1/conferences/{SLUG}/delegates"
    body = {"full_name": "Tên Không Được Giữ"}
    world.client().post(
        path + "?q=rieng-tu", json=body, headers=headers | {"traceparent": f"00-{trace}-00f067aa0ba902b7-01"}
    )
    entry = trail(world)[-1]
    assert (entry.name, entry.role, entry.method, entry.target) == ("Trần Thị B", "organizer", "POST", path)
    assert (entry.conference, entry.status, entry.trace_id) == (SLUG, 201, trace)
    kept = " ".join(str(value) for value in vars(entry).values())
    assert "Tên Không Được Giữ" not in kept
    assert "rieng-tu" not in kept
    assert "127.0.0.1" not in kept


def test_refused_change_is_noted_too(world: World) -> None:
    headers = bearer(world, Role.RECEPTIONIST)
    world.client().post(f"/api/v1/conferences/{SLUG}/delegates", json={"full_name": "A B"}, headers=headers)
    assert (trail(world)[-1].role, trail(world)[-1].status) == ("receptionist", 403)


def test_change_on_a_page_is_noted(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    form = {"email": "moi@co-quan.example", "password": PASSWORD, "full_name": "Lê Văn C", "role": "chair"}
    client.post("/accounts", data=form | {"csrf_token": csrf_of(client, "/")})
    assert [(entry.role, entry.method, entry.target, entry.status) for entry in trail(world)] == [
        ("administrator", "POST", "/sign-in", 303),
        ("administrator", "POST", "/accounts", 303),
    ]


def test_reading_and_choosing_a_language_are_not_noted(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    client.post("/language", data={"language": "en", "csrf_token": csrf_of(client, "/")})
    client.get("/accounts")
    assert [entry.target for entry in trail(world)] == ["/sign-in"]


def test_check_in_writes_nothing_in_the_gateway(world: World) -> None:
    headers = bearer(world, Role.RECEPTIONIST)
    before = len(trail(world))
    answer = world.client().post(f"/api/v1/conferences/{SLUG}/check-ins", json={"code": "ABC"}, headers=headers)
    assert answer.status_code == 201
    assert world.registration.check_ins == [{"code": "ABC"}]
    assert len(trail(world)) == before


def test_lines_are_never_changed_or_deleted(world: World) -> None:
    world.signed_in(Role.ORGANIZER)
    with world.parts.database.read() as session:
        entry = session.scalars(select(AuditEntry)).one()
        entry.status = 500
        with pytest.raises(AppendOnly):
            session.flush()
    with world.parts.database.read() as session:
        session.delete(session.scalars(select(AuditEntry)).one())
        with pytest.raises(AppendOnly):
            session.flush()


def test_administrator_reads_the_trail(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    page = client.get("/audit?q=sign")
    assert page.status_code == 200
    assert "POST /sign-in" in page.text
    headers = {"Authorization": f"Bearer {world.token('administrator@co-quan.example')}"}
    listed = world.client().get("/api/v1/audit?page_size=1", headers=headers).get_json()
    assert (listed["total"], listed["items"][0]["target"]) == (2, "/api/v1/tokens")

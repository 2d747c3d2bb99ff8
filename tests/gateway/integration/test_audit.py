"""The audit trail: who asked for which change, and nothing of what was sent."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from chassis.auth.roles import Role
from gateway.models.audit_entry import AppendOnly, AuditEntry
from gateway.operations.audit_trail import inspect_trail
from gateway.security.personal_views import PAGES
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
    client.get("/failed-events")
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
    assert (listed["total"], listed["items"][0]["target"]) == (3, "/api/v1/tokens")


def test_view_of_personal_data_is_noted(world: World) -> None:
    headers = bearer(world, Role.ORGANIZER)
    path = f"/api/v1/conferences/{SLUG}/delegates"
    assert world.client().get(path, headers=headers).status_code == 200
    entry = trail(world)[-1]
    assert (entry.role, entry.method, entry.target, entry.status) == ("organizer", "GET", path, 200)


def test_view_on_a_page_is_noted_and_one_of_plain_facts_is_not(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    client.get("/accounts")
    client.get("/failed-events")
    assert [(entry.method, entry.target) for entry in trail(world)][1:] == [("GET", "/accounts")]


def test_every_page_of_personal_data_is_a_page(world: World) -> None:
    assert PAGES - set(world.client().application.view_functions) == set()


def test_trail_is_a_chain_that_shows_what_was_changed(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    for _ in range(3):
        client.get("/accounts")
    with world.parts.database.read() as session:
        found = inspect_trail(session)
    assert (found.intact, found.entries, found.head) == (True, 4, trail(world)[-1].hash)
    changed = trail(world)[2].id
    with world.parts.database.write() as session:
        session.execute(update(AuditEntry).where(AuditEntry.id == changed).values(name="Người Khác"))
    with world.parts.database.read() as session:
        assert inspect_trail(session).broken_at == changed


def test_line_that_was_taken_out_is_missed(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    for _ in range(3):
        client.get("/accounts")
    _first, second, third, _last = trail(world)
    with world.parts.database.write() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.id == second.id))
    with world.parts.database.read() as session:
        assert inspect_trail(session).broken_at == third.id


def test_administrator_checks_the_trail_on_its_page(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    token = csrf_of(client, "/audit")
    page = client.post("/audit/check", data={"csrf_token": token}, follow_redirects=True)
    assert "Nhật ký còn nguyên vẹn" in page.text
    headers = {"Authorization": f"Bearer {world.token('administrator@co-quan.example')}"}
    checked = world.client().get("/api/v1/audit/check", headers=headers).get_json()
    assert (checked["intact"], checked["broken_at"]) == (True, None)

"""What protects pages: CSRF tokens, the content policy, and the table of who sees what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gateway
from chassis.auth.roles import Role
from gateway.pages.navigation import MENU, PUBLIC, may_see, roles_of
from gateway.security.headers import GATE, MAIL, PAGE
from tests.gateway.conftest import SLUG, World, WorldMaker, csrf_of

TEMPLATES = sorted((Path(gateway.__file__).parent / "templates").rglob("*.html"))
FORM = {"email": "moi@co-quan.example", "password": "mot-mat-khau-dai", "full_name": "Lê Văn C", "role": "chair"}


def test_form_without_token_is_refused(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    answer = client.post("/accounts", data=FORM)
    assert answer.status_code == 400
    assert "Trang đã mở quá lâu" in answer.text


def test_form_with_the_token_of_another_session_is_refused(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    answer = client.post("/accounts", data=FORM | {"csrf_token": csrf_of(world.client())})
    assert answer.status_code == 400


def test_token_may_come_in_a_header(world: World) -> None:
    client = world.signed_in(Role.ADMINISTRATOR)
    answer = client.post("/accounts", data=FORM, headers={"X-CSRFToken": csrf_of(client, "/")})
    assert answer.status_code == 303


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_session_cookie_opens_nothing_of_the_api(world: World, method: str) -> None:
    client = world.signed_in(Role.ORGANIZER)
    headers = {"X-CSRFToken": csrf_of(client, "/")}
    answer = getattr(client, method)(f"/api/v1/conferences/{SLUG}/delegates", headers=headers)
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"


def test_sign_in_cannot_be_forged_from_another_site(world: World) -> None:
    email = world.account(Role.ORGANIZER)
    assert world.client().post("/sign-in", data={"email": email, "password": "x"}).status_code == 400


@pytest.mark.parametrize("path", ["/sign-in", "/api/docs", "/api/v1/openapi.json", "/khong-co", "/api/v1/khong-co"])
def test_every_answer_carries_the_strict_policy(world: World, path: str) -> None:
    headers = world.client().get(path).headers
    assert headers["Content-Security-Policy"] == PAGE
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_policy_allows_nothing_inline_or_from_elsewhere() -> None:
    assert PAGE == (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )
    assert GATE == PAGE + "; script-src 'self' 'wasm-unsafe-eval'"
    assert "script" not in MAIL


def test_transport_security_is_asked_for_under_https_only(world: World, make_world: WorldMaker) -> None:
    assert "Strict-Transport-Security" not in world.client().get("/sign-in").headers
    secure = make_world(public_url="https://hoi-nghi.example")
    assert "Strict-Transport-Security" in secure.client().get("/sign-in").headers


def test_pages_are_not_kept_by_browsers(world: World) -> None:
    assert world.signed_in(Role.ORGANIZER).get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_template_has_nothing_inline(template: Path) -> None:
    text = template.read_text()
    assert re.findall(r"\sstyle\s*=|\son[a-z]+\s*=|<style|javascript:|hx-on|hx-vals=.js:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


def test_every_page_is_in_the_table(world: World) -> None:
    pages = {
        rule.endpoint
        for rule in world.web.url_map.iter_rules()
        if not rule.rule.startswith("/api/") and rule.endpoint not in PUBLIC
    }
    assert {endpoint for endpoint in pages if roles_of(endpoint) is None} == set()


def test_menus_lead_only_where_the_door_opens() -> None:
    closed = [(entry.endpoint, role) for entry in MENU for role in entry.roles if not may_see(role, entry.endpoint)]
    assert closed == []


@pytest.mark.parametrize("path", ["/accounts", "/accounts/new", "/audit", "/failed-events"])
@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.GATEWAY)])
def test_pages_of_the_administrator_are_closed_to_others(world: World, role: Role, path: str) -> None:
    answer = world.signed_in(role).get(path)
    assert answer.status_code == 403
    assert "Không có quyền" in answer.text


def test_person_of_one_conference_does_not_see_another(world: World) -> None:
    client = world.signed_in(Role.ORGANIZER, conference=SLUG)
    assert client.get("/conferences/khac/live").status_code == 404


def test_htmx_of_a_stranger_is_led_to_sign_in(world: World) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/accounts?q=a"}
    answer = world.client().get("/accounts?q=ab", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/accounts?q%3Da"


def test_script_of_a_stranger_is_told(world: World) -> None:
    answer = world.client().get("/accounts", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"

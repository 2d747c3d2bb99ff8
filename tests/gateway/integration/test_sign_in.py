"""Signing in with a password: sessions, their ends, and what a stranger may learn."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.clock import Clock
from gateway.auth import tokens
from gateway.models.account import Account
from gateway.operations.accounts import change_password, disable_account
from gateway.operations.tokens import account_of_token, revoke_token
from tests.gateway.conftest import PASSWORD, SLUG, World, WorldMaker, csrf_of, sign_in

NEW = "mật khẩu mới, có dấu "
WRONG = "Địa chỉ e-mail hoặc mật khẩu chưa đúng. Xin kiểm tra và nhập lại."


def only_account(world: World) -> Account:
    with world.parts.database.read() as session:
        return session.scalars(select(Account)).one()


def test_page_of_signed_in_person_shows_todays_tasks(world: World) -> None:
    page = world.signed_in(Role.ADMINISTRATOR).get("/")
    assert page.status_code == 200
    assert "Việc cần làm hôm nay" in page.text


def test_stranger_is_led_to_sign_in_and_back(world: World) -> None:
    email = world.account(Role.ADMINISTRATOR)
    client = world.client()
    led = client.get("/accounts?q=x")
    assert led.status_code == 303
    assert led.location == "/sign-in?next=/accounts?q%3Dx"
    assert sign_in(client, email, next="/accounts?q=x").location == "/accounts?q=x"


def test_email_is_not_case_sensitive(world: World) -> None:
    email = world.account(Role.ORGANIZER)
    assert sign_in(world.client(), f" {email.upper()} ").status_code == 303


@pytest.mark.parametrize("email", ["organizer@co-quan.example", "nobody@co-quan.example", "", "khong phai e-mail"])
def test_wrong_sign_in_answers_one_text_and_keeps_the_email(world: World, email: str) -> None:
    world.account(Role.ORGANIZER)
    answer = sign_in(world.client(), email, "mat-khau-sai-roi")
    assert answer.status_code == 401
    assert WRONG in answer.text
    assert f'value="{email}"' in answer.text
    assert "mat-khau-sai-roi" not in answer.text


def test_too_many_wrong_passwords_for_one_email_are_refused(make_world: WorldMaker) -> None:
    world = make_world(sign_in_limit_per_email="2 per minute")
    email = world.account(Role.ORGANIZER)
    statuses = [sign_in(world.client(), email, "mat-khau-sai-roi").status_code for _ in range(3)]
    assert statuses == [401, 401, 429]
    assert sign_in(world.client(), email).status_code == 429


def test_too_many_wrong_sign_ins_from_one_address_are_refused(make_world: WorldMaker) -> None:
    world = make_world(sign_in_limit="2 per minute")
    statuses = [sign_in(world.client(), f"a{n}@co-quan.example", "sai").status_code for n in range(3)]
    assert statuses == [401, 401, 429]


def test_right_passwords_do_not_count(make_world: WorldMaker) -> None:
    world = make_world(sign_in_limit="1 per minute", sign_in_limit_per_email="1 per minute")
    email = world.account(Role.ORGANIZER)
    assert [sign_in(world.client(), email).status_code for _ in range(3)] == [303, 303, 303]


@pytest.mark.parametrize(
    "target",
    [
        "https://xau.example/",
        "//xau.example",
        "/\\xau.example",
        "\\\\xau.example",
        "/\t/xau.example",
        "javascript:alert(1)",
        "http:xau.example",
        "///xau.example",
        " https://xau.example",
    ],
)
def test_sign_in_leads_nowhere_else(world: World, target: str) -> None:
    email = world.account(Role.ORGANIZER)
    assert sign_in(world.client(), email, next=target).location == "/"


def test_session_begun_by_somebody_else_is_dropped_at_sign_in(world: World) -> None:
    email = world.account(Role.ORGANIZER)
    client = world.client()
    token = csrf_of(client)
    with client.session_transaction() as planted:
        planted["browser"] = "planted"
    sign_in(client, email)
    with client.session_transaction() as session:
        assert "browser" not in session
    assert csrf_of(client, "/") != token


def test_disabled_account_is_signed_out_at_once(world: World) -> None:
    client = world.signed_in(Role.ORGANIZER)
    with world.parts.database.write() as session:
        disable_account(session, session.merge(only_account(world)), clock=world.clock)
    assert client.get("/").status_code == 303
    assert sign_in(world.client(), "organizer@co-quan.example").status_code == 401


def test_new_password_ends_sessions_begun_with_the_old(world: World) -> None:
    client = world.signed_in(Role.ORGANIZER)
    with world.parts.database.write() as session:
        change_password(session, session.merge(only_account(world)), "mot-mat-khau-khac")
    assert client.get("/").status_code == 303
    assert sign_in(world.client(), "organizer@co-quan.example", "mot-mat-khau-khac").status_code == 303


def test_idle_session_ends(make_world: WorldMaker) -> None:
    world = make_world(session_idle_minutes=30)
    client = world.signed_in(Role.ADMINISTRATOR)
    world.clock.advance(minutes=29)
    assert client.get("/accounts").status_code == 200
    world.clock.advance(minutes=29)
    assert client.get("/accounts").status_code == 200
    world.clock.advance(minutes=31)
    assert client.get("/accounts").status_code == 303


def test_session_ends_after_its_hours_however_busy(make_world: WorldMaker) -> None:
    world = make_world(session_hours=1, session_idle_minutes=60)
    client = world.signed_in(Role.ADMINISTRATOR)
    world.clock.advance(minutes=40)
    assert client.get("/accounts").status_code == 200
    world.clock.advance(minutes=21)
    assert client.get("/accounts").status_code == 303


def test_sign_out_ends_the_session(world: World) -> None:
    client = world.signed_in(Role.ORGANIZER)
    answer = client.post("/sign-out", data={"csrf_token": csrf_of(client, "/")})
    assert answer.status_code == 303
    assert client.get("/").status_code == 303


def test_cookie_with_a_forged_signature_opens_nothing(world: World) -> None:
    client = world.signed_in(Role.ORGANIZER)
    cookie = client.get_cookie("hoinghi")
    assert cookie is not None
    forged = world.client()
    forged.set_cookie("hoinghi", cookie.value[:-4] + ("AAAA" if cookie.value[-4:] != "AAAA" else "BBBB"))
    assert forged.get("/").status_code == 303


def test_cookie_is_kept_from_scripts_and_other_sites(world: World) -> None:
    email = world.account(Role.ORGANIZER)
    cookie = sign_in(world.client(), email).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_cookie_is_secure_and_bound_to_the_host_under_https(make_world: WorldMaker) -> None:
    world = make_world(public_url="https://hoi-nghi.example")
    answer = world.client().get("/sign-in", base_url="https://hoi-nghi.example")
    assert answer.headers["Set-Cookie"].startswith("__Host-hoinghi=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_passwords_are_kept_as_argon2_hashes_only(world: World) -> None:
    world.account(Role.ORGANIZER)
    kept = only_account(world).password_hash
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def change_password_on_page(client: FlaskClient, **typed: str) -> Any:
    form = {"current_password": PASSWORD, "password": NEW, "password_again": NEW} | typed
    return client.post("/password", data=form | {"csrf_token": csrf_of(client, "/password")})


def test_own_password_is_changed_and_other_sessions_end(world: World) -> None:
    email = world.account(Role.CHAIR)
    here, elsewhere = world.client(), world.client()
    for client in (here, elsewhere):
        sign_in(client, email)
    token = world.token(email)
    assert change_password_on_page(here).status_code == 303
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 303)
    assert world.client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert sign_in(world.client(), email).status_code == 401
    assert sign_in(world.client(), email, NEW).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        {"current_password": "không phải mật khẩu ấy"},
        {"password_again": NEW + " "},
        {"password": "ngắn", "password_again": "ngắn"},
    ],
)
def test_own_password_stays_when_something_is_wrong(world: World, typed: dict[str, str]) -> None:
    email = world.account(Role.CHAIR)
    client = world.client()
    sign_in(client, email)
    refused = change_password_on_page(client, **typed)
    assert (refused.status_code, NEW in refused.text) == (422, False)
    assert sign_in(world.client(), email).status_code == 303


def test_bearer_of_a_link_has_no_password(world: World) -> None:
    world.registration.links["bi-mat"] = {"conference": SLUG, "kind": "unit", "unit": "so-y-te", "name": "Sở Y tế"}
    client = world.client()
    client.get("/l/bi-mat")
    assert client.get("/password").status_code == 404


def test_present_password_cannot_be_guessed_for_ever(make_world: WorldMaker) -> None:
    world = make_world(sign_in_limit_per_email="2 per minute")
    headers = {"Authorization": f"Bearer {world.token(world.account(Role.CHAIR))}"}
    body = {"current_password": "đoán thử một lần", "password": NEW}
    statuses = [world.client().put("/api/v1/me/password", json=body, headers=headers).status_code for _ in range(3)]
    assert statuses == [422, 422, 429]


def test_own_password_is_changed_by_the_api(world: World) -> None:
    email = world.account(Role.CHAIR)
    headers = {"Authorization": f"Bearer {world.token(email)}"}
    body = {"current_password": PASSWORD, "password": NEW}
    assert world.client().get("/api/v1/me", headers=headers).status_code == 200
    assert world.client().put("/api/v1/me/password", json=body, headers=headers).status_code == 204
    assert world.client().get("/api/v1/me", headers=headers).status_code == 401
    assert sign_in(world.client(), email, NEW).status_code == 303


def test_administrator_resets_a_forgotten_password(world: World) -> None:
    email = world.account(Role.CHAIR)
    forgetful = only_account(world).id
    client = world.signed_in(Role.ADMINISTRATOR)
    path = f"/accounts/{forgetful}/password"
    form = {"password": NEW, "password_again": NEW, "csrf_token": csrf_of(client, path)}
    assert client.post(path, data=form).status_code == 303
    assert sign_in(world.client(), email, NEW).status_code == 303
    headers = {"Authorization": f"Bearer {world.token('administrator@co-quan.example')}"}
    again = world.client().post(f"/api/v1{path}", json={"password": PASSWORD}, headers=headers)
    assert again.status_code == 200
    assert sign_in(world.client(), email).status_code == 303


def test_token_looked_up_while_it_is_revoked_is_not_remembered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    token = world.token(world.account(Role.CHAIR))
    look_up = account_of_token

    def slow(session: Session, hashed: str, *, clock: Clock) -> Any:
        found = look_up(session, hashed, clock=clock)
        with world.parts.database.write() as other:
            revoke_token(other, token)
        world.parts.tokens.forget(token)
        return found

    monkeypatch.setattr(tokens, "account_of_token", slow)
    assert world.parts.tokens.identity_of(token) is not None
    monkeypatch.setattr(tokens, "account_of_token", look_up)
    assert world.parts.tokens.identity_of(token) is None

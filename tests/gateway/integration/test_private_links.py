"""Private links: what they open, for how long, and that guessing does not pay."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from chassis.auth.roles import Role
from gateway.auth.links import KNOWN_FOR
from gateway.models.audit_entry import AuditEntry
from tests.gateway.conftest import SLUG, World, WorldMaker, csrf_of

INVITATION, DELEGATE = str(uuid4()), str(uuid4())
UNIT_LINK = {"conference": SLUG, "kind": "unit", "unit": "so-y-te", "invitation": INVITATION, "name": "Sở Y tế"}
DELEGATE_LINK = {"conference": SLUG, "kind": "delegate", "delegate": DELEGATE, "name": "Nguyễn Văn A"}
GUEST_LINK = {"conference": SLUG, "kind": "guest", "invitation": INVITATION, "name": "Phạm Thị D"}


@pytest.mark.parametrize(
    ("answer", "role", "scope"),
    [
        (UNIT_LINK, Role.UNIT, {"unit": "so-y-te", "invitation": INVITATION, "delegate": None}),
        (DELEGATE_LINK, Role.DELEGATE, {"unit": None, "invitation": None, "delegate": DELEGATE}),
        (GUEST_LINK, Role.DELEGATE, {"unit": None, "invitation": INVITATION, "delegate": None}),
    ],
)
def test_link_opens_the_persons_own_page_and_scope(
    world: World, answer: dict[str, Any], role: Role, scope: dict[str, str | None]
) -> None:
    world.registration.links["bi-mat"] = answer
    client = world.client()
    opened = client.get("/l/bi-mat")
    assert opened.status_code == 303
    assert opened.location == f"/conferences/{SLUG}/my"
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    identity = world.parts.links.open("bi-mat").identity
    assert (identity.role, identity.conference) == (role, SLUG)
    assert {name: getattr(identity, name) for name in scope} == scope
    assert client.get("/").location == f"/conferences/{SLUG}/my"


def test_link_session_is_limited_to_its_conference_and_role(world: World) -> None:
    world.registration.links["bi-mat"] = UNIT_LINK
    client = world.client()
    client.get("/l/bi-mat")
    assert client.get("/conferences/khac/live").status_code == 404
    assert client.get("/accounts").status_code == 403


def test_unknown_link_says_what_to_do(world: World) -> None:
    answer = world.client().get("/l/khong-co")
    assert answer.status_code == 404
    assert "Đường dẫn không đúng" in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_replaced_link_says_to_use_the_newer(world: World) -> None:
    world.registration.replaced.add("cu")
    answer = world.client().get("/l/cu")
    assert answer.status_code == 410
    assert "thay bằng đường dẫn mới" in answer.text


def test_page_opened_by_a_link_closes_within_a_minute_of_its_withdrawal(world: World) -> None:
    world.registration.links["bi-mat"] = UNIT_LINK
    client = world.client()
    client.get("/l/bi-mat")
    world.registration.replaced.add("bi-mat")
    assert client.get("/accounts").status_code == 403
    forget_what_is_older_than_a_minute(world)
    assert client.get("/accounts").status_code == 303


def forget_what_is_older_than_a_minute(world: World) -> None:
    """Let the minute pass for the links only: services refuse an identity from the future."""
    known = world.parts.links._known
    known.update({token: (opened, at - KNOWN_FOR) for token, (opened, at) in known.items()})


def test_forgotten_link_is_asked_for_anew(world: World) -> None:
    world.registration.links["bi-mat"] = GUEST_LINK
    assert world.parts.links.open("bi-mat").identity.delegate is None
    world.registration.links["bi-mat"] = GUEST_LINK | {"delegate": DELEGATE}
    world.parts.links.forget("bi-mat")
    assert world.parts.links.open("bi-mat").identity.delegate == DELEGATE


def test_too_many_unknown_links_are_refused(make_world: WorldMaker) -> None:
    world = make_world(private_link_limit="2 per minute")
    world.registration.links["bi-mat"] = UNIT_LINK
    statuses = [world.client().get(f"/l/doan-{n}").status_code for n in range(3)]
    assert statuses == [404, 404, 429]
    assert world.client().get("/l/bi-mat").status_code == 429


def test_whoever_is_signed_in_is_asked_before_a_link_signs_them_out(world: World) -> None:
    world.registration.links["bi-mat"] = UNIT_LINK
    client = world.signed_in(Role.ADMINISTRATOR)
    page = client.get("/l/bi-mat")
    assert "Đăng xuất và mở đường dẫn" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/accounts").status_code == 200


def test_whoever_agrees_leaves_their_account_for_the_link(world: World) -> None:
    world.registration.links["bi-mat"] = UNIT_LINK
    client = world.signed_in(Role.ADMINISTRATOR)
    opened = client.post("/l/bi-mat", data={"csrf_token": csrf_of(client, "/l/bi-mat")})
    assert opened.location == f"/conferences/{SLUG}/my"
    assert client.get("/accounts").status_code == 403


def test_link_that_signs_somebody_out_is_not_written_to_the_trail(world: World) -> None:
    world.registration.links["bi-mat"] = UNIT_LINK
    client = world.signed_in(Role.ADMINISTRATOR)
    client.post("/l/bi-mat", data={"csrf_token": csrf_of(client, "/l/bi-mat")})
    with world.parts.database.read() as session:
        assert [path for path in session.scalars(select(AuditEntry.target)) if "bi-mat" in path] == []


def test_link_keeps_working_while_registration_is_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.registration.links["bi-mat"] = UNIT_LINK
    client = world.client()
    client.get("/l/bi-mat")
    monkeypatch.delitem(world.parts.transports, "registration")
    world.clock.advance(minutes=5)
    assert client.get("/accounts").status_code == 403
    world.clock.advance(minutes=30)
    assert client.get("/accounts").status_code == 503

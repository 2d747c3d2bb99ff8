"""Devices at the door: paired once with a code, known by their key, refused when the pairing ends."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from gateway.auth.stations import KNOWN_FOR
from gateway.operations.stations import CODE_LIFETIME
from tests.gateway.conftest import SLUG, World, WorldMaker, csrf_of

API = f"/api/v1/conferences/{SLUG}"
NEW = {"name": "Máy quét cửa A", "gates": ["cua-a"]}
CHECK_IN = {"code": "ABCD2345", "gate": "cua-a"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def offer(world: World, **changes: Any) -> dict[str, Any]:
    """A pairing that an organizer offers."""
    if "organizer@co-quan.example" not in world.registration.links:
        world.registration.links["organizer@co-quan.example"] = {}
        world.account(Role.ORGANIZER)
    headers = bearer(world.token("organizer@co-quan.example"))
    answer = world.client().post(f"{API}/stations", json=NEW | changes, headers=headers)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.get_json()
    return made


def pair(world: World, code: str) -> Any:
    return world.client().post("/api/v1/stations/pair", json={"code": code})


def key_of(world: World, **changes: Any) -> tuple[str, str]:
    """The key of a paired station, and the station's id."""
    made = offer(world, **changes)
    return pair(world, made["code"]).get_json()["key"], made["station"]["id"]


def end(world: World, station: str) -> Any:
    headers = bearer(world.token("organizer@co-quan.example"))
    return world.client().post(f"{API}/stations/{station}/end", headers=headers)


def listed(world: World) -> Any:
    headers = bearer(world.token("organizer@co-quan.example"))
    return world.client().get(f"{API}/stations", headers=headers).get_json()["items"]


def paired_browser(world: World, code: str) -> FlaskClient:
    client = world.client()
    answer = client.post("/pair", data={"code": code, "csrf_token": csrf_of(client, "/pair")})
    assert answer.status_code == 303, answer.text
    return client


def test_station_scans_with_its_key_as_a_receptionist_at_its_gates(world: World) -> None:
    key, station = key_of(world)
    assert world.client().post(f"{API}/check-ins", json=CHECK_IN, headers=bearer(key)).status_code == 201
    who = world.parts.tokens.identity_of(key)
    assert who is not None
    assert (who.role, who.name, who.conference, who.station, who.gates) == (
        Role.RECEPTIONIST, "Máy quét cửa A", SLUG, station, ("cua-a",),
    )  # fmt: skip


def test_code_works_once(world: World) -> None:
    code = offer(world)["code"]
    assert pair(world, code).status_code == 201
    again = pair(world, code)
    assert (again.status_code, again.get_json()["type"]) == (401, "/problems/wrong-pairing-code")


def test_code_is_read_as_people_type_it(world: World) -> None:
    code = offer(world)["code"].lower()
    assert pair(world, f" {code[:4]}-{code[4:]} ").status_code == 201


def test_code_is_good_for_a_short_while(world: World) -> None:
    code = offer(world)["code"]
    world.clock.advance(seconds=CODE_LIFETIME.total_seconds() + 1)
    assert pair(world, code).status_code == 401


def test_renewed_code_replaces_the_old_one(world: World) -> None:
    made = offer(world)
    headers = bearer(world.token("organizer@co-quan.example"))
    renewed = world.client().post(f"{API}/stations/{made['station']['id']}/code", headers=headers).get_json()
    assert pair(world, made["code"]).status_code == 401
    assert pair(world, renewed["code"]).status_code == 201
    once_more = world.client().post(f"{API}/stations/{made['station']['id']}/code", headers=headers)
    assert (once_more.status_code, once_more.get_json()["type"]) == (409, "/problems/station-is-paired")


def test_guessing_codes_is_stopped(make_world: WorldMaker) -> None:
    world = make_world(pairing_code_limit="3 per minute")
    code = offer(world)["code"]
    for _ in range(3):
        assert pair(world, "AAAA2222").status_code == 401
    assert pair(world, code).status_code == 429


def test_ended_station_is_refused_at_once(world: World) -> None:
    key, station = key_of(world)
    assert world.client().post(f"{API}/check-ins", json=CHECK_IN, headers=bearer(key)).status_code == 201
    assert end(world, station).get_json()["state"] == "ended"
    refused = world.client().post(f"{API}/check-ins", json=CHECK_IN, headers=bearer(key))
    assert (refused.status_code, refused.get_json()["type"]) == (401, "/problems/station-ended")


def test_other_process_learns_of_the_end_within_seconds(world: World) -> None:
    key, station = key_of(world)
    world.parts.tokens.identity_of(key)
    known = dict(world.parts.stations._known)
    end(world, station)
    world.parts.stations._known.update(known)
    world.clock.advance(seconds=KNOWN_FOR.total_seconds())
    assert timedelta(seconds=10) >= KNOWN_FOR
    refused = world.client().get("/api/v1/me", headers=bearer(key))
    assert refused.get_json()["type"] == "/problems/station-ended"


def test_unpaired_station_can_be_ended_and_its_code_with_it(world: World) -> None:
    made = offer(world)
    end(world, made["station"]["id"])
    assert pair(world, made["code"]).status_code == 401


def test_only_hashes_of_code_and_key_are_kept(world: World) -> None:
    made = offer(world)
    key = pair(world, made["code"]).get_json()["key"]
    stored = world.parts.database.url.database or ""
    content = b"".join(Path(file).read_bytes() for file in (stored, f"{stored}-wal"))
    assert made["code"].encode() not in content
    assert key.encode() not in content


def test_gate_that_the_conference_lacks_is_refused(world: World) -> None:
    world.account(Role.ORGANIZER)
    headers = bearer(world.token("organizer@co-quan.example"))
    answer = world.client().post(f"{API}/stations", json=NEW | {"gates": ["cua-a", "khong-co"]}, headers=headers)
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.get_json()["errors"]] == ["/gates/1"]


def test_station_is_closed_to_another_conferences_paths(world: World) -> None:
    key, _ = key_of(world)
    path = "/api/v1/conferences/hoi-nghi-khac/check-ins"
    assert world.client().post(path, json=CHECK_IN, headers=bearer(key)).status_code == 404


def test_list_tells_when_a_station_was_seen(world: World) -> None:
    key, _ = key_of(world)
    before = listed(world)[0]["seen_at"]
    world.clock.advance(minutes=1)
    world.client().get("/api/v1/me", headers=bearer(key))
    world.clock.advance(minutes=-1)
    assert listed(world)[0]["seen_at"] > before


def test_link_shows_the_code_and_uses_nothing_up(world: World) -> None:
    code = offer(world)["code"]
    page = world.client().get(f"/pair/{code}")
    assert f'value="{code}"' in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert pair(world, code).status_code == 201


def test_paired_browser_stands_at_its_gates_only(world: World) -> None:
    browser = paired_browser(world, offer(world, gates=["cua-a", "cua-b"])["code"])
    page = browser.get("/", follow_redirects=True).text
    assert "Cửa A" in page
    assert "Cửa B" in page
    assert "Cửa C" not in page
    assert browser.get(f"/conferences/{SLUG}/gate/cua-c").status_code == 404


@pytest.mark.parametrize("path", ["/conferences", "/delegates", "/units", "/stations"])
def test_paired_browser_sees_no_other_pages(world: World, path: str) -> None:
    browser = paired_browser(world, offer(world)["code"])
    address = path if path == "/conferences" else f"/conferences/{SLUG}{path}"
    assert browser.get(address).status_code == 403


def test_paired_browser_is_told_when_its_pairing_ended(world: World) -> None:
    made = offer(world)
    browser = paired_browser(world, made["code"])
    end(world, made["station"]["id"])
    gate = f"/conferences/{SLUG}/gate/cua-a"
    for _ in range(2):
        assert browser.get(gate).location == "/pair/ended"
        told = browser.get(gate, headers={"Accept": "application/json"})
        assert (told.status_code, told.get_json()["type"]) == (401, "/problems/station-ended")
    assert "đã thôi ghép" in browser.get("/pair/ended").text


def test_paired_browser_stays_a_station_after_it_was_closed(world: World) -> None:
    browser = paired_browser(world, offer(world)["code"])
    [cookie] = [cookie for cookie in browser._cookies.values() if cookie.key == "hoinghi"]  # type: ignore[union-attr]
    assert cookie.expires is not None or cookie.max_age is not None
    world.clock.advance(days=29)
    assert browser.get("/").location == f"/conferences/{SLUG}/gate"
    world.clock.advance(days=2)
    assert browser.get("/").location.startswith("/sign-in")


def test_office_pairs_a_device_on_the_page(world: World) -> None:
    office = world.signed_in(Role.ORGANIZER)
    form = {"name": "Máy bàn 1", "gates": ["cua-a", "cua-b"], "csrf_token": csrf_of(office, "/")}
    page = office.post(f"/conferences/{SLUG}/stations", data=form).text
    found = re.search(r'data-test="pairing-code">(\w{4} \w{4})<', page)
    assert found is not None
    assert pair(world, found[1]).status_code == 201
    page = office.get(f"/conferences/{SLUG}/stations").text
    assert "Máy bàn 1" in page
    assert "Đang chạy" in page


def test_page_keeps_what_was_typed_when_no_gate_is_chosen(world: World) -> None:
    office = world.signed_in(Role.ORGANIZER)
    answer = office.post(
        f"/conferences/{SLUG}/stations", data={"name": "Máy bàn 1", "csrf_token": csrf_of(office, "/")}
    )
    assert answer.status_code == 422
    assert 'value="Máy bàn 1"' in answer.text
    assert 'id="gates-fault"' in answer.text

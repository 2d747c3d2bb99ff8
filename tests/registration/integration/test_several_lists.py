"""A person is on two lists: one seat, one pass."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.registration.world import (
    ORGANIZER,
    OTHER_UNIT,
    SLUG,
    UNIT,
    Registration,
    as_guest,
    of_role,
    plan,
    problem,
)

PHONE = "0900.000.021"
WHY = {"reason": "Bận việc đột xuất"}


def issued(registration: Registration) -> None:
    registration.issue("so-y-te")
    registration.issue("huyen-dai-tu")


def name(registration: Registration, who: Any, unit: str, **details: Any) -> Any:
    body = {"unit": unit, "full_name": "Lê Thị Hòa", "phone": PHONE, "kind": "delegate"} | details
    return registration.send(who, "POST", "/delegates", body, 201)


@pytest.fixture
def shared(registration: Registration) -> Any:
    """A delegate of Sở Y tế, confirmed, whom Huyện Đại Từ names as well."""
    issued(registration)
    first = name(registration, UNIT, "so-y-te", post="Phó Giám đốc", email="hoa@so-y-te.example")
    registration.confirm(first)
    return name(registration, OTHER_UNIT, "huyen-dai-tu", full_name="LÊ THỊ HOÀ", post="Huyện ủy viên")


def test_person_named_by_two_units_is_one_delegate_with_both_names(registration: Registration, shared: Any) -> None:
    [only] = registration.get(ORGANIZER, "/delegates")["items"]
    assert only["id"] == shared["id"]
    assert (only["unit"], only["unit_name"]) == ("so-y-te", "Sở Y tế; Huyện Đại Từ")
    assert only["affiliations"] == [{"unit": "huyen-dai-tu", "unit_name": "Huyện Đại Từ"}]
    assert "một chỗ, một thẻ" in shared["note"]


def test_both_units_see_the_delegate_and_count_them(registration: Registration, shared: Any) -> None:
    for unit in (UNIT, OTHER_UNIT):
        assert [one["id"] for one in registration.get(unit, "/delegates")["items"]] == [shared["id"]]
    counted = {one["code"]: one["confirmed"] for one in registration.get(ORGANIZER, "/units")["items"]}
    assert counted == {"so-y-te": 1, "huyen-dai-tu": 1, "dai-truyen-hinh": 0}
    assert registration.get(ORGANIZER, "/attendance")["totals"]["confirmed"] == 1


def test_a_unit_sees_of_the_other_only_its_name(registration: Registration, shared: Any) -> None:
    seen = registration.get(OTHER_UNIT, f"/delegates/{shared['id']}")
    assert (seen["post"], seen["email"]) == ("Huyện ủy viên", None)
    assert {step["by"] for step in seen["history"]} <= {OTHER_UNIT.name, ORGANIZER.name}
    assert seen["unit_name"] == "Sở Y tế; Huyện Đại Từ"


def test_the_pass_greets_with_both_units(registration: Registration, shared: Any) -> None:
    held = registration.get(ORGANIZER, f"/delegates/{shared['id']}/pass")
    answer = registration.scan(**{"pass": held["text"]}).get_json()
    assert answer["delegate"]["unit_name"] == "Sở Y tế; Huyện Đại Từ"


def test_news_of_a_shared_delegate_names_both_units(registration: Registration) -> None:
    issued(registration)
    name(registration, UNIT, "so-y-te")
    registration.news()
    name(registration, OTHER_UNIT, "huyen-dai-tu")
    [data] = registration.events()
    assert data["unit_name"] == "Sở Y tế; Huyện Đại Từ"
    assert data["affiliations"] == [{"unit": "huyen-dai-tu", "unit_name": "Huyện Đại Từ"}]


def test_second_unit_needs_a_place_of_its_quota(registration: Registration) -> None:
    issued(registration)
    name(registration, OTHER_UNIT, "huyen-dai-tu")
    for number in range(2):
        registration.register(f"Đại biểu {number}", "so-y-te")
    body = {"unit": "so-y-te", "full_name": "Lê Thị Hòa", "phone": PHONE, "kind": "delegate"}
    assert problem(registration.call(UNIT, "POST", "/delegates", body)) == (409, "quota-full")
    assert name(registration, ORGANIZER, "so-y-te")["unit_name"] == "Huyện Đại Từ; Sở Y tế"


def test_waiting_delegate_takes_the_free_place_of_the_second_unit(registration: Registration) -> None:
    issued(registration)
    for number in range(2):
        registration.register(f"Đại biểu {number}", "so-y-te")
    assert name(registration, UNIT, "so-y-te")["state"] == "waiting"
    assert name(registration, OTHER_UNIT, "huyen-dai-tu")["state"] == "registered"


def test_same_unit_naming_a_person_twice_is_told(registration: Registration) -> None:
    issued(registration)
    name(registration, UNIT, "so-y-te")
    body = {"unit": "so-y-te", "full_name": "Lê thị Hòa", "phone": "+84 900 000 021", "kind": "delegate"}
    assert problem(registration.call(UNIT, "POST", "/delegates", body)) == (409, "already-on-the-list")


@pytest.mark.parametrize("action", ["cancel", "excuse"])
def test_a_unit_takes_only_its_own_naming_back(registration: Registration, shared: Any, action: str) -> None:
    held = registration.get(ORGANIZER, f"/delegates/{shared['id']}/pass")
    answer = registration.send(OTHER_UNIT, "POST", f"/delegates/{shared['id']}/{action}", WHY)
    assert "vẫn dự" in answer["note"]
    seen = registration.get(ORGANIZER, f"/delegates/{shared['id']}")
    assert (seen["state"], seen["unit_name"], seen["affiliations"]) == ("confirmed", "Sở Y tế", [])
    assert registration.get(ORGANIZER, f"/delegates/{shared['id']}/pass")["pass_id"] == held["pass_id"]
    assert problem(registration.call(OTHER_UNIT, "GET", f"/delegates/{shared['id']}")) == (404, "not-found")


def test_when_the_first_unit_leaves_the_second_takes_its_place(registration: Registration, shared: Any) -> None:
    registration.send(UNIT, "POST", f"/delegates/{shared['id']}/cancel", WHY)
    seen = registration.get(ORGANIZER, f"/delegates/{shared['id']}")
    assert (seen["unit"], seen["category"], seen["post"]) == ("huyen-dai-tu", "districts", "Huyện ủy viên")
    assert seen["state"] == "confirmed"
    registration.send(OTHER_UNIT, "POST", f"/delegates/{shared['id']}/cancel", WHY)
    assert registration.get(ORGANIZER, f"/delegates/{shared['id']}")["state"] == "cancelled"


def test_a_unit_corrects_its_own_words_only(registration: Registration, shared: Any) -> None:
    address = f"/delegates/{shared['id']}"
    version = registration.get(OTHER_UNIT, address)["version"]
    registration.send(OTHER_UNIT, "PATCH", address, {"version": version, "post": "Phó Bí thư"})
    assert registration.get(OTHER_UNIT, address)["post"] == "Phó Bí thư"
    assert registration.get(UNIT, address)["post"] == "Phó Giám đốc"
    refused = registration.call(OTHER_UNIT, "PATCH", address, {"version": version, "full_name": "Lê Thị Hòa Bình"})
    assert problem(refused) == (409, "named-by-another-unit")


def test_units_naming_one_person_at_the_same_moment_make_one_delegate(registration: Registration) -> None:
    issued(registration)
    asked = [(UNIT, "so-y-te"), (OTHER_UNIT, "huyen-dai-tu")]
    threads = [threading.Thread(target=name, args=(registration, *who)) for who in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [only] = registration.get(ORGANIZER, "/delegates")["items"]
    assert len(only["affiliations"]) == 1


def guest_plan() -> dict[str, Any]:
    guests = [dict(guest, phone="0900.000.030") for guest in plan()["guests"]]
    return plan(plan_version=2, guests=guests)


def test_guest_whom_a_unit_named_before_answering_keeps_one_seat(registration: Registration) -> None:
    registration.publish_plan(guest_plan())
    issued(registration)
    named = name(registration, UNIT, "so-y-te", full_name="Trần Văn Đức", phone="0900.000.030")
    invitation = registration.issue("bi-thu")
    registration.send(as_guest(invitation), "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "attends"})
    [only] = registration.get(ORGANIZER, "/delegates")["items"]
    assert (only["id"], only["state"], only["category"]) == (named["id"], "confirmed", "leaders")
    assert (only["unit"], only["unit_name"]) == (None, "Sở Y tế")
    assert registration.get(UNIT, "/delegates")["total"] == 1


def test_guest_named_by_a_unit_afterwards_keeps_one_seat(registration: Registration) -> None:
    registration.publish_plan(guest_plan())
    issued(registration)
    invitation = registration.issue("bi-thu")
    registration.send(as_guest(invitation), "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "attends"})
    named = name(registration, UNIT, "so-y-te", full_name="Trần Văn Đức", phone="0900.000.030")
    assert (named["state"], named["affiliations"][0]["unit"]) == ("confirmed", "so-y-te")
    invitation = registration.invitation("bi-thu")
    body = {"version": invitation["version"]}
    registration.send(ORGANIZER, "POST", f"/invitations/{invitation['id']}/withdraw", body)
    left = registration.get(ORGANIZER, f"/delegates/{named['id']}")
    assert (left["unit"], left["invitation_id"], left["state"]) == ("so-y-te", None, "confirmed")


def namesakes(registration: Registration) -> tuple[Any, Any]:
    first = registration.register("Lê Thị Hòa", "so-y-te", phone=PHONE)
    registration.clock.move(hours=1)
    return first, registration.register("Lê Thị Hòa", "huyen-dai-tu")


def test_same_name_without_a_phone_is_shown_to_the_organizer_and_not_merged(registration: Registration) -> None:
    first, second = namesakes(registration)
    [pair] = registration.get(ORGANIZER, "/delegates/namesakes")["items"]
    assert (pair["first"]["id"], pair["second"]["id"]) == (first["id"], second["id"])


def test_merging_keeps_the_older_and_kills_the_other_pass(registration: Registration) -> None:
    first, second = namesakes(registration)
    registration.confirm(first)
    dead = registration.confirm(second)
    registration.news()
    merged = registration.send(ORGANIZER, "POST", f"/delegates/{second['id']}/merge", {"other": first["id"]})
    assert (merged["id"], merged["unit_name"]) == (first["id"], "Sở Y tế; Huyện Đại Từ")
    assert [kind for kind, _, _ in registration.news()] == ["delegate_excused", "pass_revoked", "delegate_updated"]
    assert problem(registration.scan(**{"pass": dead["text"]})) == (422, "pass-revoked")
    gone = registration.get(ORGANIZER, f"/delegates/{second['id']}")
    assert (gone["state"], gone["history"][-1]["action"]) == ("cancelled", "merge")
    assert registration.get(ORGANIZER, f"/delegates/{first['id']}")["history"][-1]["action"] == "merge"
    assert registration.get(ORGANIZER, "/delegates/namesakes")["total"] == 0


def test_told_apart_they_are_no_longer_shown(registration: Registration) -> None:
    first, second = namesakes(registration)
    for _ in range(2):
        registration.send(ORGANIZER, "POST", f"/delegates/{first['id']}/tell-apart", {"other": second["id"]})
    assert registration.get(ORGANIZER, "/delegates/namesakes")["total"] == 0
    assert registration.get(ORGANIZER, "/delegates")["total"] == 2


def test_different_names_are_never_made_one(registration: Registration) -> None:
    first = registration.register("Lê Thị Hòa")
    other = registration.register("Lê Thị Hoa Mai", "huyen-dai-tu")
    refused = registration.call(ORGANIZER, "POST", f"/delegates/{first['id']}/merge", {"other": other["id"]})
    assert problem(refused) == (409, "not-the-same-person")


def closing_plan() -> dict[str, Any]:
    changed = plan(plan_version=2)
    changed["facts"]["registration_closes_at"] = changed["facts"]["starts_at"]
    return changed


def test_after_the_closing_time_only_the_organizer_changes_a_list(registration: Registration) -> None:
    registration.publish_plan(closing_plan())
    issued(registration)
    delegate = name(registration, UNIT, "so-y-te")
    registration.clock.now = closing_plan()["facts"]["registration_closes_at"]
    refused = registration.call(UNIT, "POST", "/delegates", {"unit": "so-y-te", "full_name": "Vũ An"})
    assert problem(refused) == (409, "lists-closed")
    assert "Văn phòng, 0900.000.100" in refused.get_json()["detail"]
    address, invitation = f"/delegates/{delegate['id']}", registration.invitation("so-y-te")
    for method, path, body in (
        ("PATCH", address, {"version": 1, "post": "Trưởng phòng"}),
        ("POST", f"{address}/cancel", WHY),
        ("POST", f"{address}/excuse", WHY),
        ("PUT", f"/invitations/{invitation['id']}/answer", {"answer": "attends"}),
    ):
        assert problem(registration.call(UNIT, method, path, body)) == (409, "lists-closed")
    registration.register("Vũ An")
    in_person = registration.send(ORGANIZER, "POST", f"{address}/excuse", WHY)
    assert in_person["state"] == "excused"


def test_conference_says_when_its_lists_close(registration: Registration) -> None:
    registration.publish_plan(closing_plan())
    shown = registration.get(ORGANIZER, "//conferences/" + SLUG)
    assert shown["registration_closes_at"] == "2026-06-20T01:00:00+00:00"


def test_receptionist_searches_and_never_browses(registration: Registration) -> None:
    registration.register("Lê Thị Hòa", phone=PHONE, email="hoa@hoinghi.example")
    receptionist = of_role(Role.RECEPTIONIST)
    assert problem(registration.call(receptionist, "GET", "/delegates")) == (422, "invalid-input")
    [one] = registration.get(receptionist, "/delegates", q="hoa le")["items"]
    assert (one["phone"], one["email"]) == ("0900 *** 021", None)

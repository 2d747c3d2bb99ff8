"""Delegates: named within the quota, waiting over it, confirmed with a pass, excused, found by name."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.registration.world import (
    GATEWAY,
    ORGANIZER,
    OTHER_UNIT,
    RECEPTIONIST,
    SLUG,
    UNIT,
    Registration,
    as_delegate,
    as_guest,
    of_role,
    problem,
)


def act(registration: Registration, delegate: Any, action: str, body: Any = None) -> Any:
    return registration.send(ORGANIZER, "POST", f"/delegates/{delegate['id']}/{action}", body)


WHY = {"reason": "Bận việc đột xuất"}


def test_delegate_within_the_quota_is_registered(registration: Registration) -> None:
    registration.issue("so-y-te")
    registration.news()
    body = {
        "unit": "so-y-te",
        "full_name": "Lê Thị Hòa",
        "post": "Phó Giám đốc",
        "phone": "0900.000.002",
        "email": "hoa@hoinghi.example",
        "kind": "presenter",
    }
    delegate = registration.send(UNIT, "POST", "/delegates", body, 201)
    shown = registration.get(ORGANIZER, f"/delegates/{delegate['id']}")
    assert registration.events() == [
        {
            "conference": SLUG,
            "delegate_id": delegate["id"],
            "full_name": "Lê Thị Hòa",
            "post": "Phó Giám đốc",
            "email": "hoa@hoinghi.example",
            "phone": "+84900000002",
            "kind": "presenter",
            "category": "departments",
            "unit": "so-y-te",
            "unit_name": "Sở Y tế",
            "affiliations": [],
            "substitute_for": None,
            "substitute_for_name": None,
            "state": "registered",
            "link": shown["link"],
            "seat": None,
        }
    ]


def test_delegate_over_the_quota_waits(registration: Registration) -> None:
    states = [registration.register(f"Đại biểu {number}")["state"] for number in range(3)]
    assert states == ["registered", "registered", "waiting"]


def test_excused_delegate_frees_a_place_that_nobody_takes_by_itself(registration: Registration) -> None:
    first, _second, third = (registration.register(f"Đại biểu {number}") for number in range(3))
    act(registration, first, "excuse", WHY)
    assert registration.get(ORGANIZER, f"/delegates/{third['id']}")["state"] == "waiting"
    assert registration.register("Đại biểu 4")["state"] == "registered"


def test_organizer_admits_from_the_waiting_list(registration: Registration) -> None:
    waiting = [registration.register(f"Đại biểu {number}") for number in range(3)][2]
    registration.news()
    admitted = act(registration, waiting, "admit")
    assert (admitted["state"], admitted["note"]) == (
        "registered",
        "Sở Y tế nay có 3 đại biểu, vượt chỉ tiêu 2.",
    )
    assert registration.news() == [("delegate_updated", "delegate", 2)]


def test_admission_within_the_quota_says_nothing_of_it(registration: Registration) -> None:
    first, _second, waiting = (registration.register(f"Đại biểu {number}") for number in range(3))
    act(registration, first, "excuse", WHY)
    assert act(registration, waiting, "admit")["note"] is None


def test_organizer_who_confirms_a_delegate_over_the_quota_is_told_so(registration: Registration) -> None:
    first = registration.register("Đại biểu 0")
    act(registration, first, "excuse", WHY)
    for number in (1, 2):
        registration.register(f"Đại biểu {number}")
    assert act(registration, first, "confirm")["note"] == "Sở Y tế nay có 3 đại biểu, vượt chỉ tiêu 2."


def test_units_naming_at_the_same_moment_stay_within_the_quota(registration: Registration) -> None:
    threads = [threading.Thread(target=registration.register, args=(f"Đại biểu {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = sorted(one["state"] for one in registration.get(ORGANIZER, "/delegates")["items"])
    assert states == ["registered"] * 2 + ["waiting"] * 4


def test_unit_whose_invitation_is_a_draft_cannot_name_delegates(registration: Registration) -> None:
    body = {"unit": "so-y-te", "full_name": "Lê Thị Hòa", "kind": "delegate"}
    assert problem(registration.call(UNIT, "POST", "/delegates", body)) == (409, "invitation-not-open")


def test_unit_that_declined_cannot_name_delegates(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    registration.send(UNIT, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "declines"})
    body = {"unit": "so-y-te", "full_name": "Lê Thị Hòa", "kind": "delegate"}
    assert problem(registration.call(UNIT, "POST", "/delegates", body)) == (409, "unit-declined")


def test_delegate_of_a_foreign_or_unknown_unit_is_not_found(registration: Registration) -> None:
    registration.issue("so-y-te")
    body = {"unit": "so-y-te", "full_name": "Lê Thị Hòa", "kind": "delegate"}
    assert problem(registration.call(OTHER_UNIT, "POST", "/delegates", body)) == (404, "not-found")
    unknown = registration.call(ORGANIZER, "POST", "/delegates", body | {"unit": "khong-co"})
    assert problem(unknown) == (404, "not-found")


def test_confirmed_delegate_gets_a_pass_that_is_announced(registration: Registration) -> None:
    delegate = registration.register()
    registration.news()
    held = registration.confirm(delegate)
    [data] = registration.events()
    assert (data["state"], data["pass"]) == (
        "confirmed",
        {name: held[name] for name in ("pass_id", "text", "code", "expires_at")},
    )
    assert held["delegate"] == {
        "full_name": "Lê Thị Hòa",
        "post": None,
        "unit_name": "Sở Y tế",
        "category_name": "Sở, ban, ngành",
        "seat": None,
    }


def test_delegate_confirms_in_person(registration: Registration) -> None:
    delegate = registration.register()
    registration.send(as_delegate(delegate), "POST", f"/delegates/{delegate['id']}/confirm")
    assert registration.get(as_delegate(delegate), "/me")["delegate"]["state"] == "confirmed"


def test_unconfirmed_delegate_has_no_pass(registration: Registration) -> None:
    delegate = registration.register()
    assert problem(registration.call(RECEPTIONIST, "GET", f"/delegates/{delegate['id']}/pass")) == (404, "no-pass")


@pytest.mark.parametrize(("action", "state"), [("excuse", "excused"), ("cancel", "cancelled")])
def test_pass_dies_with_the_delegates_place(registration: Registration, action: str, state: str) -> None:
    delegate, held = registration.confirmed()
    registration.news()
    act(registration, delegate, action, WHY)
    assert registration.news() == [("delegate_excused", "delegate", 3), ("pass_revoked", "pass", 1)]
    assert registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["state"] == state
    assert problem(registration.scan(code=held["code"])) == (422, "pass-revoked")


def test_excused_delegate_who_comes_after_all_gets_another_pass(registration: Registration) -> None:
    delegate, first = registration.confirmed()
    act(registration, delegate, "excuse", WHY)
    second = registration.confirm(delegate)
    assert second["pass_id"] != first["pass_id"]
    assert registration.scan(**{"pass": second["text"]}).status_code == 201


def test_excused_delegate_whose_place_is_taken_cannot_come_back_alone(registration: Registration) -> None:
    registration.issue("so-y-te")
    first = registration.register("Đại biểu 1")
    act(registration, first, "excuse", WHY)
    registration.register("Đại biểu 2")
    registration.register("Đại biểu 3")
    path = f"/delegates/{first['id']}/confirm"
    assert problem(registration.call(as_delegate(first), "POST", path)) == (409, "quota-full")
    assert registration.send(ORGANIZER, "POST", path)["state"] == "confirmed"


def test_excused_delegate_of_a_unit_that_declined_cannot_come_back(registration: Registration) -> None:
    invitation = registration.issue("so-y-te")
    delegate = registration.register()
    act(registration, delegate, "excuse", WHY)
    registration.send(UNIT, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "declines"})
    for who in (as_delegate(delegate), UNIT, ORGANIZER):
        refused = registration.call(who, "POST", f"/delegates/{delegate['id']}/confirm")
        assert problem(refused) == (409, "unit-declined")


def test_excused_delegate_of_a_withdrawn_invitation_comes_back_by_the_organizer_only(
    registration: Registration,
) -> None:
    invitation = registration.issue("so-y-te")
    delegate = registration.register()
    act(registration, delegate, "excuse", WHY)
    path = f"/invitations/{invitation['id']}/withdraw"
    registration.send(ORGANIZER, "POST", path, {"version": invitation["version"]})
    refused = registration.call(as_delegate(delegate), "POST", f"/delegates/{delegate['id']}/confirm")
    assert problem(refused) == (409, "invitation-not-open")
    assert act(registration, delegate, "confirm")["state"] == "confirmed"


def test_delegate_excused_from_the_waiting_list_waits_again(registration: Registration) -> None:
    registration.issue("so-y-te")
    waiting = [registration.register(f"Đại biểu {number}") for number in range(3)][2]
    path = f"/delegates/{waiting['id']}"
    registration.send(as_delegate(waiting), "POST", f"{path}/excuse", WHY)
    registration.news()
    assert registration.send(as_delegate(waiting), "POST", f"{path}/confirm")["state"] == "waiting"
    assert registration.news() == [("delegate_updated", "delegate", 3)]
    assert registration.get(ORGANIZER, path)["history"][-1]["action"] == "wait"
    act(registration, waiting, "excuse", WHY)
    assert act(registration, waiting, "confirm")["state"] == "confirmed"


def test_delegate_in_the_hall_cannot_be_excused(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    registration.scan(**{"pass": held["text"]})
    refused = registration.call(ORGANIZER, "POST", f"/delegates/{delegate['id']}/excuse", WHY)
    assert problem(refused) == (409, "delegate-is-present")
    assert registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["actions"] == []


def test_second_confirmation_is_refused(registration: Registration) -> None:
    delegate, _held = registration.confirmed()
    again = registration.call(ORGANIZER, "POST", f"/delegates/{delegate['id']}/confirm")
    assert problem(again) == (409, "step-not-possible")


def test_details_are_corrected(registration: Registration) -> None:
    delegate = registration.register()
    registration.news()
    changed = registration.send(
        ORGANIZER,
        "PATCH",
        f"/delegates/{delegate['id']}",
        {"version": delegate["version"], "full_name": "Lê Thị Hoài", "phone": "+84900000003", "kind": "commended"},
    )
    assert (changed["full_name"], changed["phone"], changed["kind"]) == ("Lê Thị Hoài", "0900.000.003", "commended")
    assert registration.news() == [("delegate_updated", "delegate", 2)]


def test_correction_that_changes_nothing_is_no_news(registration: Registration) -> None:
    delegate = registration.register()
    registration.news()
    body = {"version": delegate["version"], "full_name": "Lê Thị Hòa"}
    registration.send(ORGANIZER, "PATCH", f"/delegates/{delegate['id']}", body)
    assert registration.news() == []


def test_correction_of_a_stale_page_is_refused(registration: Registration) -> None:
    delegate = registration.register()
    registration.confirm(delegate)
    body = {"version": delegate["version"], "full_name": "Lê Thị Hoài"}
    stale = registration.call(ORGANIZER, "PATCH", f"/delegates/{delegate['id']}", body)
    assert problem(stale) == (409, "changed-meanwhile")


@pytest.mark.parametrize(
    "wrong",
    [
        {"full_name": "  "},
        {"full_name": "Lê\u0000Hòa"},
        {"full_name": "Lê \ud800"},
        {"full_name": "x" * 201},
        {"phone": "12"},
        {"email": "không"},
        {"kind": "king"},
        {"unit": "Sở Y tế"},
        {"seat": 1},
    ],
)
def test_bad_input_is_refused_whole(registration: Registration, wrong: dict[str, Any]) -> None:
    body = {"unit": "so-y-te", "full_name": "Lê Thị Hòa", "kind": "delegate"} | wrong
    assert problem(registration.call(ORGANIZER, "POST", "/delegates", body)) == (422, "invalid-input")
    assert registration.get(ORGANIZER, "/delegates")["total"] == 0


@pytest.mark.parametrize(
    ("who", "expected"),
    [(ORGANIZER, "0900.000.002"), (UNIT, "0900.000.002"), (RECEPTIONIST, "0900 *** 002")],
)
def test_phone_is_masked_for_those_who_need_it_not(registration: Registration, who: Any, expected: str) -> None:
    registration.register(phone="0900000002")
    assert registration.get(who, "/delegates", q="hoa")["items"][0]["phone"] == expected


def test_delegate_sees_their_own_phone(registration: Registration) -> None:
    delegate = registration.register(phone="0900000002")
    assert registration.get(as_delegate(delegate), "/me")["delegate"]["phone"] == "0900.000.002"


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("hoa", ["Nguyễn Hoàng Đức", "Lê Thị Hòa"]),
        ("HOA LE", ["Lê Thị Hòa"]),
        ("đức", ["Nguyễn Hoàng Đức"]),
        ("duc", ["Nguyễn Hoàng Đức"]),
        ("le hoa", ["Lê Thị Hòa"]),
        ("oa", []),
        ("%%", None),
        ("h", None),
    ],
)
def test_name_is_found_without_accents(registration: Registration, q: str, expected: list[str] | None) -> None:
    registration.register("Lê Thị Hòa")
    registration.register("Nguyễn Hoàng Đức")
    response = registration.call(RECEPTIONIST, "GET", "/delegates", query_string={"q": q})
    if expected is None:
        assert problem(response) == (422, "invalid-input")
    else:
        assert [one["full_name"] for one in response.get_json()["items"]] == expected


def test_delegates_are_listed_by_given_name(registration: Registration) -> None:
    for name in ("Trần Văn Ân", "Lê Thị An", "Đỗ Văn Đức", "Phạm Thị Bình"):
        registration.register(name)
    names = [one["full_name"] for one in registration.get(ORGANIZER, "/delegates")["items"]]
    assert names == ["Lê Thị An", "Trần Văn Ân", "Phạm Thị Bình", "Đỗ Văn Đức"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"unit": "so-y-te"}, 2),
        ({"category": "districts"}, 1),
        ({"state": "confirmed"}, 1),
        ({"kind": "presenter"}, 1),
        ({"present": "true"}, 1),
        ({"present": "false"}, 2),
        ({"has_email": "true"}, 1),
        ({"page_size": "1"}, 3),
    ],
)
def test_delegates_are_filtered(registration: Registration, filters: dict[str, str], expected: int) -> None:
    _delegate, held = registration.confirmed("Đại biểu 1")
    registration.scan(**{"pass": held["text"]})
    registration.register("Đại biểu 2", email="hai@hoinghi.example")
    registration.register("Đại biểu 3", "huyen-dai-tu", kind="presenter")
    assert registration.get(ORGANIZER, "/delegates", **filters)["total"] == expected


def test_unit_lists_its_own_delegates_only(registration: Registration) -> None:
    registration.register("Đại biểu 1")
    registration.register("Đại biểu 2", "huyen-dai-tu")
    assert [one["unit"] for one in registration.get(OTHER_UNIT, "/delegates")["items"]] == ["huyen-dai-tu"]


def test_present_delegate_shows_where_they_came_in(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    accepted = registration.scan(gate="b", **{"pass": held["text"]}).get_json()
    shown = registration.get(RECEPTIONIST, f"/delegates/{delegate['id']}")
    assert (shown["present"], shown["check_in"]) == (
        True,
        {
            "id": accepted["check_in_id"],
            "gate": "b",
            "scanned_at": "2026-06-01T01:00:00+00:00",
            "by": "Lễ tân cửa A",
        },
    )


def test_link_of_a_delegate_opens_for_the_delegate(registration: Registration) -> None:
    delegate = registration.register()
    token = delegate["link"].removeprefix("/l/")
    opened = registration.call(GATEWAY, "POST", "//private-links", {"token": token})
    assert opened.get_json() == {
        "conference": SLUG,
        "kind": "delegate",
        "name": "Lê Thị Hòa",
        "delegate": delegate["id"],
    }


def test_link_of_a_cancelled_delegate_is_dead(registration: Registration) -> None:
    delegate = registration.register()
    act(registration, delegate, "cancel", WHY)
    token = delegate["link"].removeprefix("/l/")
    opened = registration.call(GATEWAY, "POST", "//private-links", {"token": token})
    assert problem(opened) == (410, "link-replaced")


def test_delegate_sees_nobody_else(registration: Registration) -> None:
    one, other = registration.register("Đại biểu 1"), registration.register("Đại biểu 2")
    invitation = registration.issue("bi-thu")
    for stranger in (as_delegate(one), as_guest(invitation), OTHER_UNIT, of_role(Role.DELEGATE)):
        assert problem(registration.call(stranger, "GET", f"/delegates/{other['id']}")) == (404, "not-found")


def test_repeated_request_under_one_key_registers_one_delegate(registration: Registration) -> None:
    body = {"unit": "so-y-te", "full_name": "Lê Thị Hòa", "kind": "delegate"}
    answers = [
        registration.call(ORGANIZER, "POST", "/delegates", body, headers={"Idempotency-Key": "once"}).get_json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert registration.get(ORGANIZER, "/delegates")["total"] == 1


def test_history_says_who_did_what(registration: Registration) -> None:
    delegate, _held = registration.confirmed()
    act(registration, delegate, "excuse", WHY)
    history = registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["history"]
    assert [(line["action"], line["state"], line["by"], line["reason"]) for line in history] == [
        ("register", "registered", "Văn phòng", None),
        ("confirm", "confirmed", "Văn phòng", None),
        ("excuse", "excused", "Văn phòng", "Bận việc đột xuất"),
    ]

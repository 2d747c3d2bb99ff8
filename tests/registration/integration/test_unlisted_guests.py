"""Guests whom nobody named: let in with a reason and, where the plan says so, a second person's word."""

from __future__ import annotations

import threading
from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.identity import Identity
from tests.registration.world import (
    ORGANIZER,
    OTHER_RECEPTIONIST,
    RECEPTIONIST,
    Registration,
    plan,
    problem,
)

SAID = {"full_name": "Cao Văn Lạ", "post": "Phó Giám đốc", "reason": "Đi cùng đoàn của Sở"}


def entry(registration: Registration, **details: Any) -> dict[str, Any]:
    at_gate = {"gate": "a", "scan_id": str(uuid4()), "scanned_at": registration.clock().isoformat()}
    return SAID | at_gate | details


def enter(registration: Registration, *, by: Identity = RECEPTIONIST, **details: Any) -> Any:
    return registration.send(by, "POST", "/unlisted-guests", entry(registration, **details), 201)


def decide(registration: Registration, guest: Any, decision: str, *, by: Identity = OTHER_RECEPTIONIST) -> Any:
    body = {"decision": decision, "word": "Đã hỏi trưởng đoàn"}
    return registration.call(by, "POST", f"/unlisted-guests/{guest['id']}/decide", body)


@pytest.fixture
def careful(registration: Registration) -> Registration:
    """Where two must agree, and unlisted guests are counted with the districts."""
    facts = plan()["facts"] | {"unlisted_needs_second_person": True, "unlisted_category": "districts"}
    registration.publish_plan(plan(plan_version=2, facts=facts))
    registration.news()
    return registration


def test_guest_is_let_in_with_a_pass_in_one_step(registration: Registration) -> None:
    registration.news()
    guest = enter(registration, organisation="Báo Thử Nghiệm")
    assert registration.news() == [("delegate_confirmed", "delegate", 1), ("attendance_recorded", "check_in", 1)]
    shown = registration.get(ORGANIZER, f"/delegates/{guest['id']}")
    known = {name: shown[name] for name in ("kind", "state", "category_name", "unit_name", "present", "actions")}
    assert known == {
        "kind": "unlisted",
        "state": "confirmed",
        "category_name": "Ngoài danh sách",
        "unit_name": "Báo Thử Nghiệm",
        "present": True,
        "actions": [],
    }
    assert shown["history"][0]["reason"] == "Đi cùng đoàn của Sở"
    held = registration.get(RECEPTIONIST, f"/delegates/{guest['id']}/pass")
    assert registration.scan(**{"pass": held["text"]}).get_json()["outcome"] == "duplicate"


def test_guest_is_counted_apart_and_takes_no_place_of_the_unit(registration: Registration) -> None:
    registration.confirmed()
    enter(registration, unit="so-y-te")
    attendance = registration.get(ORGANIZER, "/attendance")
    totals = attendance["totals"]
    assert (totals["confirmed"], totals["present"], totals["absent"], totals["unlisted"]) == (1, 0, 1, 1)
    assert [row["code"] for row in attendance["by_category"]] == ["leaders", "departments", "districts"]
    unit = next(one for one in registration.get(ORGANIZER, "/units")["items"] if one["code"] == "so-y-te")
    assert (unit["confirmed"], unit["present"]) == (1, 0)
    assert registration.register("Người thứ hai")["state"] == "registered"


def test_same_request_again_is_the_same_guest(registration: Registration) -> None:
    body = entry(registration)
    first, second = (registration.send(RECEPTIONIST, "POST", "/unlisted-guests", body, 201) for _ in range(2))
    assert first == second
    other = registration.call(RECEPTIONIST, "POST", "/unlisted-guests", body | {"full_name": "Người Khác"})
    assert problem(other) == (409, "scan-id-reused")


def test_who_is_on_the_list_is_no_unlisted_guest(registration: Registration) -> None:
    registration.confirmed("Cao Văn Lạ", phone="0900.000.007")
    answer = registration.call(RECEPTIONIST, "POST", "/unlisted-guests", entry(registration, phone="0900.000.007"))
    assert problem(answer) == (409, "guest-is-on-the-list")


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"reason": None}, "invalid-input"),
        ({"reason": " "}, "invalid-input"),
        ({"full_name": ""}, "invalid-input"),
        ({"unit": "khong-co"}, "invalid-input"),
        ({"gate": "khong-co"}, "gate-unknown"),
        ({"scanned_at": "2026-06-01T03:00:00+00:00"}, "scanned-in-the-future"),
    ],
)
def test_bad_input_lets_nobody_in(registration: Registration, wrong: dict[str, Any], expected: str) -> None:
    registration.news()
    answer = registration.call(RECEPTIONIST, "POST", "/unlisted-guests", entry(registration, **wrong))
    assert problem(answer) == (422, expected)
    assert registration.news() == []
    assert registration.get(ORGANIZER, "/delegates")["total"] == 0


def test_organizer_cancels_who_should_not_have_been_let_in(registration: Registration) -> None:
    guest = enter(registration)
    line = registration.get(ORGANIZER, f"/delegates/{guest['id']}")["check_in"]
    registration.send(ORGANIZER, "POST", f"/check-ins/{line['id']}/undo", {"reason": "Nhầm người"})
    cancelled = registration.send(ORGANIZER, "POST", f"/delegates/{guest['id']}/cancel", {"reason": "Nhầm người"})
    assert cancelled["state"] == "cancelled"


@pytest.mark.parametrize("step", ["confirm", "admit", "excuse", "substitute", "cancel"])
def test_steps_of_other_delegates_are_no_way_around_the_second_person(careful: Registration, step: str) -> None:
    guest = enter(careful)
    bodies: dict[str, Any] = {
        "excuse": {"reason": "Bận"},
        "cancel": {"reason": "Bận"},
        "substitute": {"full_name": "Người Khác"},
    }
    answer = careful.call(ORGANIZER, "POST", f"/delegates/{guest['id']}/{step}", bodies.get(step))
    assert answer.status_code == 409
    assert careful.get(ORGANIZER, f"/delegates/{guest['id']}")["state"] == "waiting"


def test_guest_waits_for_a_second_person_where_the_plan_says_so(careful: Registration) -> None:
    guest = enter(careful)
    assert careful.news() == [("delegate_registered", "delegate", 1)]
    totals = careful.get(ORGANIZER, "/attendance")["totals"]
    assert (guest["state"], totals["unlisted"], totals["waiting"]) == ("waiting", 0, 0)
    seen = [
        careful.get(who, "/unlisted-guests", state="waiting")["items"][0]["may_decide"]
        for who in (RECEPTIONIST, OTHER_RECEPTIONIST, ORGANIZER)
    ]
    assert seen == [False, True, True]


def test_second_person_lets_the_guest_in(careful: Registration) -> None:
    guest = enter(careful)
    careful.news()
    decided = decide(careful, guest, "vouch").get_json()
    assert careful.news() == [("delegate_confirmed", "delegate", 2), ("attendance_recorded", "check_in", 1)]
    assert (decided["state"], decided["decided_by_name"], decided["word"]) == (
        "confirmed",
        "Lễ tân cửa B",
        "Đã hỏi trưởng đoàn",
    )
    shown = careful.get(ORGANIZER, f"/delegates/{guest['id']}")
    assert (shown["category"], shown["check_in"]["gate"]) == ("districts", "a")
    assert careful.get(ORGANIZER, "/attendance")["totals"]["unlisted"] == 1


def test_who_entered_a_guest_does_not_vouch_for_them(careful: Registration) -> None:
    guest = enter(careful)
    assert problem(decide(careful, guest, "vouch", by=RECEPTIONIST)) == (409, "second-person-needed")
    assert careful.get(ORGANIZER, f"/delegates/{guest['id']}")["state"] == "waiting"


def test_refused_guest_is_kept_with_the_reason(careful: Registration) -> None:
    guest = enter(careful)
    careful.news()
    assert decide(careful, guest, "refuse").status_code == 200
    assert careful.news() == [("delegate_excused", "delegate", 2)]
    kept = careful.get(RECEPTIONIST, "/unlisted-guests")["items"][0]
    assert (kept["state"], kept["word"]) == ("cancelled", "Đã hỏi trưởng đoàn")
    assert problem(decide(careful, guest, "vouch", by=ORGANIZER)) == (409, "already-decided")


def test_one_of_two_words_at_once_counts(careful: Registration) -> None:
    guest = enter(careful)
    answers: list[int] = []
    people = [(OTHER_RECEPTIONIST, "vouch"), (ORGANIZER, "refuse")]
    threads = [
        threading.Thread(
            target=lambda who=who, said=said: answers.append(decide(careful, guest, said, by=who).status_code)
        )
        for who, said in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]


def test_substitute_is_let_in_at_the_gate_in_the_same_step(registration: Registration) -> None:
    delegate, held = registration.confirmed()
    at_gate = {"gate": "a", "scan_id": str(uuid4()), "scanned_at": registration.clock().isoformat()}
    body = {"full_name": "Vũ Thị Thay", "check_in": at_gate}
    path = f"/delegates/{delegate['id']}/substitute"
    wrong = registration.call(RECEPTIONIST, "POST", path, body | {"check_in": at_gate | {"gate": "khong-co"}})
    assert problem(wrong) == (422, "gate-unknown")
    assert registration.get(ORGANIZER, f"/delegates/{delegate['id']}/pass")["code"] == held["code"]
    assert registration.send(RECEPTIONIST, "POST", path, body, 201)["present"] is True

"""A place that is handed over (đi thay): the old pass dies as the new one comes to life, and the chain is kept."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from chassis.auth.identity import Identity
from services.registration.operations import substitute_delegate
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
    problem,
)

INSTEAD = {"full_name": "Vũ Thị Thay", "post": "Phó Giám đốc", "phone": "0900.000.009", "email": "thay@hoinghi.example"}
WHY = {"reason": "Bận việc đột xuất"}


def hand_over(registration: Registration, delegate: Any, *, by: Identity = ORGANIZER, **details: Any) -> Any:
    """Whoever comes instead."""
    return registration.send(by, "POST", f"/delegates/{delegate['id']}/substitute", INSTEAD | details, 201)


def refused(registration: Registration, delegate: Any, *, by: Identity = ORGANIZER, **details: Any) -> tuple[int, str]:
    return problem(registration.call(by, "POST", f"/delegates/{delegate['id']}/substitute", INSTEAD | details))


def test_place_passes_to_the_substitute_in_one_step(registration: Registration) -> None:
    delegate, old = registration.confirmed(post="Giám đốc", kind="presenter")
    registration.events()
    substitute = hand_over(registration, delegate, reason="Đi công tác")
    held = registration.get(ORGANIZER, f"/delegates/{substitute['id']}/pass")
    shown = {one["id"]: one for one in registration.get(ORGANIZER, "/delegates")["items"]}
    same = {"conference": SLUG, "kind": "presenter", "category": "departments", "unit": "so-y-te"}
    same |= {"unit_name": "Sở Y tế"}
    assert registration.events() == [
        same
        | {
            "delegate_id": delegate["id"],
            "full_name": "Lê Thị Hòa",
            "post": "Giám đốc",
            "email": None,
            "phone": None,
            "state": "substituted",
            "substitute_for": None,
            "substitute_for_name": None,
            "affiliations": [],
            "link": shown[delegate["id"]]["link"],
            "seat": None,
            "substitute": {"delegate_id": substitute["id"], "full_name": "Vũ Thị Thay", "post": "Phó Giám đốc"},
            "reason": "Đi công tác",
            "focal_point_name": "Nguyễn Thị Ánh",
            "focal_point_email": "so-y-te@hoinghi.example",
        },
        {"conference": SLUG, "pass_id": old["pass_id"], "delegate_id": delegate["id"], "reason": "substituted"},
        same
        | {
            "delegate_id": substitute["id"],
            "full_name": "Vũ Thị Thay",
            "post": "Phó Giám đốc",
            "email": "thay@hoinghi.example",
            "phone": "+84900000009",
            "state": "confirmed",
            "substitute_for": delegate["id"],
            "substitute_for_name": "Lê Thị Hòa",
            "affiliations": [],
            "link": shown[substitute["id"]]["link"],
            "seat": None,
            "pass": {name: held[name] for name in ("pass_id", "text", "code", "expires_at")},
        },
    ]


def test_old_pass_opens_no_gate_and_says_who_comes(registration: Registration) -> None:
    delegate, old = registration.confirmed()
    substitute = hand_over(registration, delegate)
    for way in ({"pass": old["text"]}, {"code": old["code"]}, {"delegate_id": delegate["id"]}):
        answer = registration.scan(**way)
        assert problem(answer) == (422, "delegate-substituted")
        assert "Đã có người đi thay: Vũ Thị Thay" in answer.get_json()["detail"]
    held = registration.get(RECEPTIONIST, f"/delegates/{substitute['id']}/pass")
    greeted = registration.scan(**{"pass": held["text"]})
    assert greeted.status_code == 201
    assert greeted.get_json()["delegate"]["substitute_for_name"] == "Lê Thị Hòa"


def test_refused_scan_of_an_old_pass_says_the_same_when_it_is_sent_again(registration: Registration) -> None:
    delegate, old = registration.confirmed()
    hand_over(registration, delegate)
    scan = {"pass": old["text"], "scan_id": "5f8d4f0e-3f5e-4d8e-9d1c-0a1b2c3d4e5f"}
    answers = [registration.scan(**scan).get_json() for _ in range(2)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("registered_only", [True, False], ids=["registered", "confirmed"])
def test_places_of_the_quota_stay_the_same(registration: Registration, registered_only: bool) -> None:
    delegate = registration.register() if registered_only else registration.confirmed()[0]
    registration.register("Người thứ hai")
    hand_over(registration, delegate)
    assert registration.register("Người thứ ba")["state"] == "waiting"
    unit = next(one for one in registration.get(ORGANIZER, "/units")["items"] if one["code"] == "so-y-te")
    assert (unit["registered"], unit["confirmed"], unit["waiting"]) == (1, 1, 1)


def test_chain_is_kept_and_shown_to_each_of_them(registration: Registration) -> None:
    first, _ = registration.confirmed()
    second = hand_over(registration, first)
    third = hand_over(registration, second, full_name="Đinh Văn Ba")
    chain = [
        [(one["full_name"], one["state"]) for one in registration.get(ORGANIZER, f"/delegates/{one['id']}")["chain"]]
        for one in (first, second, third)
    ]
    assert chain == [[("Lê Thị Hòa", "substituted"), ("Vũ Thị Thay", "substituted"), ("Đinh Văn Ba", "confirmed")]] * 3
    middle = registration.get(ORGANIZER, f"/delegates/{second['id']}")
    assert (middle["substitute_for_name"], middle["substituted_by_name"]) == ("Lê Thị Hòa", "Đinh Văn Ba")
    assert registration.get(ORGANIZER, "/attendance")["totals"]["substituted"] == 1


def test_organizer_hands_a_place_back_as_a_new_link_of_the_chain(registration: Registration) -> None:
    first, _ = registration.confirmed()
    second = hand_over(registration, first)
    again = hand_over(registration, second, full_name="Lê Thị Hòa")
    assert again["id"] not in (first["id"], second["id"])
    assert [one["full_name"] for one in registration.get(ORGANIZER, f"/delegates/{again['id']}")["chain"]] == [
        "Lê Thị Hòa",
        "Vũ Thị Thay",
        "Lê Thị Hòa",
    ]


def test_delegate_hands_over_by_their_own_link_which_then_says_to_whom(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    substitute = hand_over(registration, delegate, by=as_delegate(delegate))
    link = registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["link"]
    opened = registration.call(GATEWAY, "POST", "//private-links", {"token": link.removeprefix("/l/")})
    assert opened.get_json()["delegate"] == delegate["id"]
    me = registration.get(as_delegate(delegate), "/me")["delegate"]
    assert (me["state"], me["substituted_by_name"], me["actions"]) == ("substituted", "Vũ Thị Thay", [])
    assert registration.get(as_delegate(substitute), "/me")["delegate"]["substitute_for_name"] == "Lê Thị Hòa"
    assert problem(registration.call(as_delegate(delegate), "GET", f"/delegates/{substitute['id']}")) == (
        404,
        "not-found",
    )


def _guest(registration: Registration) -> tuple[Any, Any]:
    invitation = registration.issue("bi-thu")
    registration.send(as_guest(invitation), "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "attends"})
    return invitation, registration.get(as_guest(invitation), "/me")["delegate"]


def test_guests_substitute_is_counted_where_the_guest_was_and_has_a_link_of_their_own(
    registration: Registration,
) -> None:
    invitation, guest = _guest(registration)
    substitute = hand_over(registration, guest, by=as_guest(invitation))
    shown = registration.get(as_delegate(substitute), "/me")
    assert (shown["kind"], shown["delegate"]["category"], shown["delegate"]["invitation_id"]) == (
        "delegate",
        "leaders",
        None,
    )


def test_guest_who_handed_over_cannot_answer_for_the_substitute(registration: Registration) -> None:
    invitation, guest = _guest(registration)
    substitute = hand_over(registration, guest)
    path = f"/invitations/{invitation['id']}/answer"
    declined = registration.call(as_guest(invitation), "PUT", path, {"answer": "declines", "reason": "Bận"})
    assert problem(declined) == (409, "place-handed-over")
    assert "Vũ Thị Thay" in declined.get_json()["detail"]
    assert registration.get(ORGANIZER, f"/delegates/{substitute['id']}")["state"] == "confirmed"


def test_withdrawn_invitation_of_a_guest_excuses_whoever_was_to_come_instead(registration: Registration) -> None:
    invitation, guest = _guest(registration)
    substitute = hand_over(registration, guest)
    version = registration.invitation("bi-thu")["version"]
    registration.send(ORGANIZER, "POST", f"/invitations/{invitation['id']}/withdraw", {"version": version})
    assert registration.get(ORGANIZER, f"/delegates/{substitute['id']}")["state"] == "excused"


def test_unit_hands_over_for_its_own_delegates_only(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    assert refused(registration, delegate, by=OTHER_UNIT) == (404, "not-found")
    assert hand_over(registration, delegate, by=UNIT)["state"] == "confirmed"


def test_person_on_two_lists_is_replaced_on_both_by_the_office_alone(registration: Registration) -> None:
    delegate, _ = registration.confirmed(phone="0900.000.001")
    registration.register(unit="huyen-dai-tu", phone="0900.000.001")
    assert refused(registration, delegate, by=UNIT) == (409, "place-is-shared")
    substitute = hand_over(registration, delegate)
    assert substitute["unit_name"] == "Sở Y tế; Huyện Đại Từ"
    units = {one["code"]: one["confirmed"] for one in registration.get(ORGANIZER, "/units")["items"]}
    assert (units["so-y-te"], units["huyen-dai-tu"]) == (1, 1)


def test_person_with_a_place_of_their_own_takes_no_second_one(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    registration.confirmed("Vũ Thị Thay", "huyen-dai-tu", phone="0900.000.009")
    assert refused(registration, delegate) == (409, "substitute-is-on-the-list")


def test_person_who_handed_over_can_be_named_anew(registration: Registration) -> None:
    delegate, _ = registration.confirmed(phone="0900.000.001")
    hand_over(registration, delegate)
    assert registration.register(unit="huyen-dai-tu", phone="0900.000.001")["id"] != delegate["id"]


def test_delegate_cannot_hand_over_the_place_of_another(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    other, _ = registration.confirmed("Trần Văn Khác")
    assert refused(registration, delegate, by=as_delegate(other)) == (404, "not-found")


def test_who_handed_over_already_is_told_to_whom(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    hand_over(registration, delegate)
    path = f"/delegates/{delegate['id']}/substitute"
    answer = registration.call(RECEPTIONIST, "POST", path, INSTEAD | {"full_name": "Người thứ ba"})
    assert problem(answer) == (409, "place-handed-over")
    assert "Vũ Thị Thay" in answer.get_json()["detail"]


def test_delegate_without_a_place_has_none_to_hand_over(registration: Registration) -> None:
    excused, cancelled = registration.register("Người vắng"), registration.register("Người rút")
    registration.send(ORGANIZER, "POST", f"/delegates/{excused['id']}/excuse", WHY)
    registration.send(ORGANIZER, "POST", f"/delegates/{cancelled['id']}/cancel", WHY)
    registration.register("Người thứ nhất")
    registration.register("Người thứ hai")
    waiting = registration.register("Người chờ")
    assert [refused(registration, one) for one in (excused, cancelled, waiting)] == [(409, "no-place-to-hand-over")] * 3


def test_delegate_who_is_in_the_hall_cannot_hand_over_before_the_desk_undoes_the_check_in(
    registration: Registration,
) -> None:
    delegate, held = registration.confirmed()
    line = registration.scan(**{"pass": held["text"]}).get_json()
    assert refused(registration, delegate, by=RECEPTIONIST) == (409, "delegate-is-present")
    assert "substitute" not in registration.get(ORGANIZER, f"/delegates/{delegate['id']}")["actions"]
    registration.send(RECEPTIONIST, "POST", f"/check-ins/{line['check_in_id']}/undo", WHY)
    assert hand_over(registration, delegate, by=RECEPTIONIST)["state"] == "confirmed"


@pytest.mark.parametrize(
    ("known", "given", "expected"),
    [
        ("0900.000.001", "0900.000.001", 422),
        ("0900.000.001", None, 422),
        (None, "0900.000.001", 422),
        ("0900.000.001", "0900.000.002", 201),
    ],
)
def test_nobody_comes_instead_of_themselves(
    registration: Registration, known: str | None, given: str | None, expected: int
) -> None:
    delegate, _ = registration.confirmed(phone=known)
    body = {"full_name": "LÊ thị hoà", "phone": given}
    answer = registration.call(ORGANIZER, "POST", f"/delegates/{delegate['id']}/substitute", body)
    assert answer.status_code == expected


@pytest.mark.parametrize("wrong", [{"full_name": " "}, {"phone": "abc"}, {"email": "thay@"}, {"rank": 1}])
def test_bad_input_leaves_the_place_where_it_was(registration: Registration, wrong: dict[str, Any]) -> None:
    delegate, held = registration.confirmed()
    assert refused(registration, delegate, **wrong) == (422, "invalid-input")
    assert registration.scan(**{"pass": held["text"]}).status_code == 201


def test_repeated_request_under_one_key_hands_over_once(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    path, key = f"/delegates/{delegate['id']}/substitute", {"Idempotency-Key": "once"}
    answers = [registration.call(ORGANIZER, "POST", path, INSTEAD, headers=key).get_json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert registration.get(ORGANIZER, "/delegates")["total"] == 2


def test_one_of_two_who_hand_over_at_once_wins(registration: Registration) -> None:
    delegate, _ = registration.confirmed()
    path, answers = f"/delegates/{delegate['id']}/substitute", []

    def substitute(name: str, who: Identity) -> None:
        answers.append(registration.call(who, "POST", path, INSTEAD | {"full_name": name}))

    people = [("Người của đơn vị", UNIT), ("Người tại bàn", RECEPTIONIST), ("Người của Văn phòng", ORGANIZER)]
    threads = [threading.Thread(target=substitute, args=person) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    winner = next(answer.get_json()["full_name"] for answer in answers if answer.status_code == 201)
    assert all(winner in answer.get_json()["detail"] for answer in answers if answer.status_code == 409)
    assert registration.get(ORGANIZER, "/delegates")["total"] == 2


def test_failure_on_the_way_leaves_the_old_pass_alive(
    registration: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    delegate, held = registration.confirmed()
    registration.events()

    def fail(*_arguments: Any) -> None:
        raise RuntimeError("the machine stops here")

    with monkeypatch.context() as patch:
        patch.setattr(substitute_delegate, "announce_pass", fail)
        answer = registration.call(ORGANIZER, "POST", f"/delegates/{delegate['id']}/substitute", INSTEAD)
        assert answer.status_code == 500
    assert registration.events() == []
    assert registration.get(ORGANIZER, "/delegates")["total"] == 1
    assert registration.scan(**{"pass": held["text"]}).status_code == 201

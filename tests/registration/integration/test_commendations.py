"""Commendations: their order of call, who is here to receive, and what happens on the stage."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from tests.registration.world import ORGANIZER, RECEPTIONIST, Registration, of_role, problem

CHAIR = of_role(Role.CHAIR)
TITLE = "Giấy khen của Trưởng ban"


def _add(registration: Registration, **recipient: Any) -> Any:
    body = {"title": TITLE} | (recipient or {"recipient_name": "Tập thể phòng Tổng hợp"})
    return registration.send(ORGANIZER, "POST", "/commendations", body, 201)


def _step(registration: Registration, commendation: Any, verb: str, who: Any = RECEPTIONIST) -> Any:
    body = {"version": commendation["version"]}
    return registration.send(who, "POST", f"/commendations/{commendation['id']}/{verb}", body)


def _listed(registration: Registration) -> list[Any]:
    items: list[Any] = registration.get(CHAIR, "/commendations")["items"]
    return items


def _order(registration: Registration, commendations: list[Any]) -> Any:
    order = [{"id": each["id"], "version": each["version"]} for each in commendations]
    return registration.call(ORGANIZER, "PUT", "/commendations/order", {"order": order})


def test_commended_are_called_in_the_order_in_which_they_were_added(registration: Registration) -> None:
    delegate = registration.register("Lê Thị Hòa", kind="commended", post="Chuyên viên")
    _add(registration, delegate_id=delegate["id"])
    _add(registration, unit="huyen-dai-tu")
    _add(registration, recipient_name="Tập thể phòng Tổng hợp")
    assert [(each["position"], each["recipient"]) for each in _listed(registration)] == [
        (
            1,
            {
                "name": "Lê Thị Hòa",
                "present": False,
                "delegate_id": delegate["id"],
                "post": "Chuyên viên",
                "unit": "so-y-te",
                "unit_name": "Sở Y tế",
            },
        ),
        (
            2,
            {
                "name": "Huyện Đại Từ",
                "present": False,
                "delegate_id": None,
                "post": None,
                "unit": "huyen-dai-tu",
                "unit_name": None,
            },
        ),
        (
            3,
            {
                "name": "Tập thể phòng Tổng hợp",
                "present": None,
                "delegate_id": None,
                "post": None,
                "unit": None,
                "unit_name": None,
            },
        ),
    ]


def test_presence_is_that_of_the_hall(registration: Registration) -> None:
    delegate, held = registration.confirmed("Lê Thị Hòa")
    _add(registration, delegate_id=delegate["id"])
    _add(registration, unit="so-y-te")
    registration.scan(**{"pass": held["text"]})
    assert [each["recipient"]["present"] for each in _listed(registration)] == [True, True]


def test_news_of_a_commendation_says_all_that_papers_need(registration: Registration) -> None:
    delegate = registration.register("Lê Thị Hòa", post="Chuyên viên")
    registration.news()
    commendation = _add(registration, delegate_id=delegate["id"], proxy_name="Trần Văn Đức")
    assert registration.events() == [
        {
            "conference": "hoi-nghi-thu",
            "commendation_id": commendation["id"],
            "position": 1,
            "title": TITLE,
            "state": "waiting",
            "delegate_id": delegate["id"],
            "unit": None,
            "recipient_name": "Lê Thị Hòa",
            "recipient_post": "Chuyên viên",
            "unit_name": "Sở Y tế",
            "proxy_delegate_id": None,
            "proxy_name": "Trần Văn Đức",
        }
    ]


def test_stage_calls_and_hands_over(registration: Registration) -> None:
    commendation = _add(registration)
    registration.news()
    called = _step(registration, commendation, "call")
    registration.clock.move(minutes=1)
    received = _step(registration, called, "receive", CHAIR)
    assert [each["state"] for each in (commendation, called, received)] == ["waiting", "called", "received"]
    assert (called["called_at"], received["received_at"]) == ("2026-06-01T01:00:00+00:00", "2026-06-01T01:01:00+00:00")
    assert registration.news() == [("commendation_changed", "commendation", number) for number in (2, 3)]


def test_a_mistake_on_the_stage_is_taken_back_step_by_step(registration: Registration) -> None:
    received = _step(registration, _step(registration, _add(registration), "call"), "receive")
    called = _step(registration, received, "take-back")
    waiting = _step(registration, called, "take-back")
    assert (called["state"], called["received_at"], called["called_at"]) == ("called", None, received["called_at"])
    assert (waiting["state"], waiting["called_at"]) == ("waiting", None)


def test_step_out_of_turn_is_refused(registration: Registration) -> None:
    commendation = _add(registration)
    address = f"/commendations/{commendation['id']}/receive"
    answer = registration.call(RECEPTIONIST, "POST", address, {"version": commendation["version"]})
    assert problem(answer) == (409, "step-not-possible")


@pytest.mark.parametrize(
    ("method", "verb", "more"),
    [
        ("POST", "/call", {}),
        ("POST", "/remove", {}),
        ("PUT", "/proxy", {"proxy_name": "Trần Văn Đức"}),
        ("PATCH", "", {"title": "Bằng khen"}),
    ],
)
def test_a_stale_page_changes_nothing(registration: Registration, method: str, verb: str, more: Any) -> None:
    commendation = _add(registration)
    _step(registration, _step(registration, commendation, "call"), "take-back")
    before = _listed(registration)
    body = {"version": commendation["version"]} | more
    answer = registration.call(ORGANIZER, method, f"/commendations/{commendation['id']}{verb}", body)
    assert problem(answer) == (409, "changed-meanwhile")
    assert _listed(registration) == before


def test_order_of_call_is_changed_and_only_what_moved_is_told(registration: Registration) -> None:
    first, second, third = (_add(registration, recipient_name=f"Tập thể {number}") for number in (1, 2, 3))
    registration.news()
    assert _order(registration, [second, first, third]).status_code == 204
    assert [each["recipient"]["name"] for each in _listed(registration)] == ["Tập thể 2", "Tập thể 1", "Tập thể 3"]
    assert registration.news() == [("commendation_changed", "commendation", 2)] * 2


def test_order_that_is_not_of_all_or_stale_is_refused(registration: Registration) -> None:
    first, second = _add(registration), _add(registration)
    for order in (
        [first],
        [first, first],
        [second, first | {"version": 9}],
        [second, first, {**first, "id": str(uuid4())}],
    ):
        assert problem(_order(registration, order)) == (409, "changed-meanwhile")
    assert [each["id"] for each in _listed(registration)] == [first["id"], second["id"]]


def test_delegate_of_the_same_unit_receives_on_behalf(registration: Registration) -> None:
    recipient = registration.register("Lê Thị Hòa")
    proxy, held = registration.confirmed("Trần Văn Đức")
    registration.scan(**{"pass": held["text"]})
    commendation = _add(registration, delegate_id=recipient["id"], proxy_delegate_id=proxy["id"])
    assert (commendation["proxy"]["name"], commendation["proxy"]["present"]) == ("Trần Văn Đức", True)


def test_delegate_of_another_unit_or_in_doubt_cannot_receive_on_behalf(registration: Registration) -> None:
    recipient = registration.register("Lê Thị Hòa")
    other, _held = registration.confirmed("Trần Văn Đức", "huyen-dai-tu")
    unconfirmed = registration.register("Bùi Văn Ba")
    commendation = _add(registration, delegate_id=recipient["id"])
    for proxy in (other["id"], unconfirmed["id"], recipient["id"], str(uuid4())):
        body = {"version": commendation["version"], "proxy_delegate_id": proxy}
        answer = registration.call(ORGANIZER, "PUT", f"/commendations/{commendation['id']}/proxy", body)
        assert problem(answer) == (422, "proxy-not-possible")


def test_stage_names_anybody_to_receive_on_behalf(registration: Registration) -> None:
    commendation = _add(registration, unit="so-y-te")
    body = {"version": commendation["version"], "proxy_name": "Nguyễn Văn Tư"}
    named = registration.send(RECEPTIONIST, "PUT", f"/commendations/{commendation['id']}/proxy", body)
    assert (named["proxy"]["name"], named["proxy"]["present"]) == ("Nguyễn Văn Tư", None)
    nobody = registration.send(
        RECEPTIONIST, "PUT", f"/commendations/{commendation['id']}/proxy", {"version": named["version"]}
    )
    assert nobody["proxy"] is None


def test_commendation_that_was_not_called_is_removed(registration: Registration) -> None:
    commendation, called = _add(registration), _step(registration, _add(registration), "call")
    registration.news()
    body = {"version": commendation["version"]}
    registration.call(ORGANIZER, "POST", f"/commendations/{commendation['id']}/remove", body)
    assert [each["id"] for each in _listed(registration)] == [called["id"]]
    assert registration.news() == [("commendation_removed", "commendation", 2)]
    answer = registration.call(
        ORGANIZER, "POST", f"/commendations/{called['id']}/remove", {"version": called["version"]}
    )
    assert problem(answer) == (409, "step-not-possible")


@pytest.mark.parametrize(
    "recipient",
    [{}, {"unit": "so-y-te", "recipient_name": "Tập thể"}, {"delegate_id": str(uuid4()), "unit": "so-y-te"}],
)
def test_exactly_one_recipient_is_given(registration: Registration, recipient: Any) -> None:
    answer = registration.call(ORGANIZER, "POST", "/commendations", {"title": TITLE} | recipient)
    assert problem(answer)[0] == 422


@pytest.mark.parametrize("recipient", [{"unit": "khong-co"}, {"delegate_id": str(uuid4())}])
def test_recipient_is_of_the_conference(registration: Registration, recipient: Any) -> None:
    answer = registration.call(ORGANIZER, "POST", "/commendations", {"title": TITLE} | recipient)
    assert problem(answer) == (422, "recipient-unknown")

"""One step for many delegates."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.registration.world import ORGANIZER, RECEPTIONIST, Registration, problem


def bulk(registration: Registration, action: str, **who: Any) -> Any:
    return registration.send(ORGANIZER, "POST", "/delegates/bulk", {"action": action} | who)


def outcomes(answer: Any) -> list[str]:
    return [result["outcome"] for result in answer["results"]]


def test_each_delegate_gets_a_verdict_and_asking_again_changes_nothing(registration: Registration) -> None:
    named = [registration.register(f"Đại biểu {number}") for number in range(3)]
    ids = [*(one["id"] for one in named), str(uuid4())]
    answer = bulk(registration, "confirm", ids=ids)
    assert outcomes(answer) == ["done", "done", "refused", "refused"]
    assert [result["problem"]["type"] for result in answer["results"][2:]] == [
        "/problems/step-not-possible",
        "/problems/not-found",
    ]
    assert (answer["done"], answer["unchanged"], answer["refused"]) == (2, 0, 2)
    registration.news()
    assert outcomes(bulk(registration, "confirm", ids=ids)) == ["unchanged", "unchanged", "refused", "refused"]
    assert registration.news() == []


def test_all_of_a_filter_are_admitted(registration: Registration) -> None:
    for number in range(4):
        registration.register(f"Đại biểu {number}")
    answer = bulk(registration, "admit", filter={"state": "waiting"})
    assert (answer["done"], answer["notes"]) == (2, ["Sở Y tế nay có 4 đại biểu, vượt chỉ tiêu 2."])
    assert registration.get(ORGANIZER, "/delegates", state="registered")["total"] == 4


def test_a_refused_step_takes_nothing_of_the_others_back(registration: Registration) -> None:
    present, held = registration.confirmed("Lê Thị Hòa")
    absent = registration.register("Vũ An")
    registration.scan(RECEPTIONIST, **{"pass": held["text"]})
    answer = bulk(registration, "cancel", ids=[present["id"], absent["id"]], reason="Rút theo công văn")
    assert outcomes(answer) == ["refused", "done"]
    assert answer["results"][0]["problem"]["type"] == "/problems/delegate-is-present"
    assert registration.get(ORGANIZER, f"/delegates/{present['id']}")["state"] == "confirmed"
    assert registration.get(ORGANIZER, f"/delegates/{absent['id']}")["state"] == "cancelled"


@pytest.mark.parametrize(
    "body",
    [
        {"action": "cancel", "ids": [str(uuid4())]},
        {"action": "confirm"},
        {"action": "confirm", "ids": []},
        {"action": "confirm", "ids": [str(uuid4())], "filter": {}},
        {"action": "substitute", "ids": [str(uuid4())]},
        {"action": "confirm", "ids": [str(uuid4()) for _ in range(1001)]},
    ],
)
def test_a_request_that_does_not_say_whom_or_why_is_refused(registration: Registration, body: Any) -> None:
    assert problem(registration.call(ORGANIZER, "POST", "/delegates/bulk", body)) == (422, "invalid-input")

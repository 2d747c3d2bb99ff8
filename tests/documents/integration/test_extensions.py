"""More time: asked for, granted or not, and what follows the new day."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from tests.documents.handing_in import UNIT, hand_in, owed, step
from tests.documents.world import Documents

WANTED = {"wanted_to": "2025-03-14", "reason": "Đang chờ số liệu của xã"}


def _ask(documents: Documents, obligation: dict[str, Any] | None = None, **other: Any) -> TestResponse:
    return step(documents, obligation or owed(documents), "extension/ask", Role.UNIT, **(WANTED | other))


def _grant(documents: Documents, obligation: dict[str, Any], day: str = "2025-03-12") -> TestResponse:
    return step(documents, obligation, "extension/grant", Role.ORGANIZER, granted_to=day, word="Đồng ý")


def test_both_readings_follow_the_granted_day(planned: Documents) -> None:
    shown = _grant(planned, _ask(planned).get_json()).get_json()
    assert (shown["due_date"], shown["extended_to"]) == ("2025-03-10", "2025-03-12")
    assert shown["due_reading_strict"] == "2025-03-11T16:59:59+00:00"
    assert shown["due_reading_lenient"] == "2025-03-12T16:59:59+00:00"
    [extension] = shown["extensions"]
    assert (extension["state"], extension["wanted_to"], extension["granted_to"]) == (
        "granted",
        "2025-03-14",
        "2025-03-12",
    )


def test_grant_is_announced_with_the_new_moments(planned: Documents) -> None:
    _grant(planned, owed(planned))
    data = planned.recorded("documents.obligation_extended.v1")[0].decoded().data
    assert (data["unit"], str(data["granted_to"]), data["asked"]) == (UNIT, "2025-03-12", False)
    assert data["strict_until"].isoformat() == "2025-03-11T16:59:59+00:00"


def test_extension_outlasts_a_plan_that_says_the_old_day(planned: Documents, plan_source: str) -> None:
    _grant(planned, owed(planned))
    planned.apply(plan_source.replace("title: Báo cáo tổng kết", "title: Báo cáo tổng kết năm"))
    assert owed(planned)["due_reading_strict"] == "2025-03-11T16:59:59+00:00"


def test_plan_with_a_later_day_is_more_generous_than_the_extension(planned: Documents, plan_source: str) -> None:
    _grant(planned, owed(planned))
    planned.apply(plan_source.replace("due: 2025-03-10\n    policy: before", "due: 2025-03-20\n    policy: before"))
    assert owed(planned)["due_reading_strict"] == "2025-03-19T16:59:59+00:00"


def test_refusal_keeps_the_day_and_says_why(planned: Documents) -> None:
    asked = _ask(planned).get_json()
    shown = step(planned, asked, "extension/refuse", Role.ORGANIZER, word="Không kịp tổng hợp").get_json()
    assert (shown["extended_to"], shown["extensions"][0]["word"]) == (None, "Không kịp tổng hợp")


def test_second_request_waits_for_the_first(planned: Documents) -> None:
    asked = _ask(planned).get_json()
    assert _ask(planned, asked).get_json()["type"] == "/problems/extension-asked-already"
    left = step(planned, asked, "extension/withdraw", Role.UNIT).get_json()
    assert _ask(planned, left).status_code == 201


def test_day_that_is_not_later_is_refused(planned: Documents) -> None:
    answer = _ask(planned, wanted_to="2025-03-10")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/extension-not-later")


def test_nothing_is_extended_once_it_came(planned: Documents) -> None:
    received = hand_in(planned, owed(planned)).get_json()
    assert _grant(planned, received).get_json()["type"] == "/problems/extension-not-needed"


def test_organizer_who_decides_second_is_told_who_was_first(planned: Documents) -> None:
    asked = _ask(planned).get_json()
    _grant(planned, asked)
    answer = step(planned, asked, "extension/refuse", Role.ORGANIZER, word="Không")
    assert answer.status_code == 409
    assert "Đồng chí Thử đã gia hạn lúc" in answer.get_json()["detail"]


def test_what_comes_by_the_granted_day_is_in_time(planned: Documents) -> None:
    granted = _grant(planned, owed(planned)).get_json()
    planned.clock.now = planned.clock.now.replace(day=11)
    assert hand_in(planned, granted).get_json()["timeliness"] == "in_time"


def test_requests_that_wait_are_listed(planned: Documents) -> None:
    _ask(planned)
    assert [each["unit"] for each in planned.get("/obligations?extension_asked=true").get_json()["items"]] == [UNIT]

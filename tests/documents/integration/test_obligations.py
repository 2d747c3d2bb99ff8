"""Obligations as lists show them: both readings, and a state that goes by the plan's policy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.documents.world import Documents

REPORT, FILM = "bao-cao", "phong-su"
LAST_SECOND_OF_9_MARCH = datetime(2025, 3, 9, 16, 59, 59, tzinfo=UTC)
LAST_SECOND_OF_10_MARCH = LAST_SECOND_OF_9_MARCH + timedelta(days=1)
STATE_NAMES = ("open", "due_soon", "overdue")
TICK = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def _items(documents: Documents, query: str = "", role: Role = Role.ORGANIZER, **scope: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = documents.get(f"/obligations?{query}", role, **scope).get_json()["items"]
    return items


def _codes(documents: Documents, query: str) -> set[str]:
    return {each["code"] for each in _items(documents, query)}


def _of(documents: Documents, code: str) -> dict[str, Any]:
    return next(each for each in _items(documents) if each["code"] == code)


def test_each_unit_owes_its_own(planned: Documents) -> None:
    assert sorted((each["code"], each["unit"]) for each in _items(planned)) == [
        (REPORT, "xa-an-binh"),
        (REPORT, "xa-dong-thap"),
        (FILM, "dai-phat-thanh"),
    ]


def test_obligation_shows_both_readings_and_where_the_plan_says_so(planned: Documents) -> None:
    shown = _of(planned, REPORT)
    del shown["id"]
    assert shown == {
        "code": REPORT,
        "title": "Báo cáo tổng kết",
        "kind": "report",
        "unit": "xa-an-binh",
        "unit_name": "Xã An Bình",
        "version": 0,
        "due_date": "2025-03-10",
        "extended_to": None,
        "policy": "before",
        "due_reading_strict": "2025-03-09T16:59:59+00:00",
        "due_reading_lenient": "2025-03-10T16:59:59+00:00",
        "state": "open",
        "days_left": 8,
        "submission_state": "awaited",
        "came_at": None,
        "timeliness": None,
        "source": "Mục II.1",
    }


STATES = [
    (REPORT, LAST_SECOND_OF_9_MARCH - 8 * DAY, "open", 8),
    (REPORT, datetime(2025, 3, 1, 17, 0, tzinfo=UTC) - TICK, "open", 8),
    (REPORT, datetime(2025, 3, 1, 17, 0, tzinfo=UTC), "due_soon", 7),
    (REPORT, LAST_SECOND_OF_9_MARCH, "due_soon", 0),
    (REPORT, LAST_SECOND_OF_9_MARCH + SECOND - TICK, "due_soon", 0),
    (REPORT, LAST_SECOND_OF_9_MARCH + SECOND, "overdue", -1),
    (FILM, datetime(2025, 3, 2, 17, 0, tzinfo=UTC) - TICK, "open", 8),
    (FILM, datetime(2025, 3, 2, 17, 0, tzinfo=UTC), "due_soon", 7),
    (FILM, LAST_SECOND_OF_9_MARCH + SECOND, "due_soon", 0),
    (FILM, LAST_SECOND_OF_10_MARCH + SECOND - TICK, "due_soon", 0),
    (FILM, LAST_SECOND_OF_10_MARCH + SECOND, "overdue", -1),
]


@pytest.mark.parametrize(("code", "now", "state", "days_left"), STATES)
def test_state_goes_by_the_policy(planned: Documents, code: str, now: datetime, state: str, days_left: int) -> None:
    planned.clock.now = now
    shown = _of(planned, code)
    assert (shown["state"], shown["days_left"]) == (state, days_left)
    assert [each for each in STATE_NAMES if code in _codes(planned, f"state={each}")] == [state]


def test_search_does_not_mind_accents(planned: Documents) -> None:
    assert [each["unit_name"] for each in _items(planned, "q=dong thap")] == ["Xã Đông Tháp"]


def test_search_takes_signs_as_they_are(planned: Documents) -> None:
    assert _items(planned, "q=%25") == []


def test_filter_by_unit(planned: Documents) -> None:
    assert [each["code"] for each in _items(planned, "unit=dai-phat-thanh")] == [FILM]


@pytest.mark.parametrize("role", [Role.UNIT, Role.BROADCASTER])
def test_unit_and_broadcaster_see_what_they_owe_themselves(planned: Documents, role: Role) -> None:
    assert [each["code"] for each in _items(planned, "", role, unit="dai-phat-thanh")] == [FILM]


def test_unit_finds_nothing_of_another_unit(planned: Documents) -> None:
    assert _items(planned, "unit=xa-dong-thap", Role.UNIT, unit="xa-an-binh") == []


def test_obligations_of_an_unknown_conference_are_not_found(documents: Documents) -> None:
    assert documents.get("/obligations").status_code == 404

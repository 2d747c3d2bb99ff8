"""Moving the conference over HTTP: at once, with its news, and never into nonsense."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from services.documents.plan import load_plan
from tests.documents.world import SLUG, Documents

PUBLISHED = "documents.plan_published.v1"
POSTPONED = "documents.conference_postponed.v1"


def _postpone(
    documents: Documents, *, key: str | None = None, role: Role = Role.ORGANIZER, **body: Any
) -> TestResponse:
    asked = {"date": "2025-03-28", "reason": "Trùng lịch Tỉnh ủy", "version": 1, **body}
    return documents.call("POST", f"/conferences/{SLUG}/postpone", role, json=asked, key=key)


def _moves(documents: Documents) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = documents.get("/postponements").get_json()["items"]
    return items


def test_move_is_the_next_version_of_the_plan_and_told_with_it(planned: Documents) -> None:
    answer = _postpone(planned).get_json()
    assert (answer["plan_version"], answer["calendar_sequence"]) == (2, 1)
    (told,) = planned.recorded(POSTPONED)
    facts = planned.recorded(PUBLISHED)[-1].body["facts"]
    assert (facts["starts_at"], facts["calendar_sequence"]) == ("2025-03-28T07:30:00+07:00", 1)
    assert told.subject == f"postponement/{answer['id']}"
    assert told.body == {
        "conference": SLUG,
        "postponement_id": answer["id"],
        "plan_version": 2,
        "calendar_sequence": 1,
        "previous": {
            "starts_at": "2025-03-21T07:30:00+07:00",
            "ends_at": "2025-03-21T11:30:00+07:00",
            "hall": "Hội trường lớn",
            "address": "Số 1 đường Mùa Xuân, huyện Phố Thơ",
        },
        "present": {
            "starts_at": "2025-03-28T07:30:00+07:00",
            "ends_at": "2025-03-28T11:30:00+07:00",
            "hall": "Hội trường lớn",
            "address": "Số 1 đường Mùa Xuân, huyện Phố Thơ",
        },
        "reason": "Trùng lịch Tỉnh ủy",
    }


def test_file_of_the_plan_says_the_new_day(planned: Documents) -> None:
    _postpone(planned)
    plan = planned.get("/plan").get_json()
    assert (plan["version"], plan["shift_to"]) == (2, None)
    assert load_plan(plan["source"]).conference.date.isoformat() == "2025-03-28"
    assert planned.apply(plan["source"]).get_json()["changed"] is False


def test_deadlines_move_when_asked(planned: Documents) -> None:
    _postpone(planned, move_deadlines=True)
    assert {each["due_date"] for each in planned.get("/obligations").get_json()["items"]} == {"2025-03-17"}


def test_ordinary_plan_with_another_day_is_a_move_too(planned: Documents, plan_source: str) -> None:
    planned.apply(plan_source.replace("date: 2025-03-21", "date: 2025-03-25"))
    (moved,) = _moves(planned)
    assert (moved["present"]["starts_at"], moved["reason"]) == ("2025-03-25T07:30:00+07:00", None)
    assert len(planned.recorded(POSTPONED)) == 1


def test_plan_with_the_same_time_and_place_is_no_move(planned: Documents, plan_source: str) -> None:
    planned.apply(plan_source.replace("capacity: 60", "capacity: 80"))
    assert (_moves(planned), planned.recorded(POSTPONED)) == ([], [])
    assert planned.recorded(PUBLISHED)[-1].body["facts"]["calendar_sequence"] == 0


def test_each_move_is_one_more_revision_of_calendar_entries(planned: Documents) -> None:
    _postpone(planned)
    _postpone(planned, date="2025-03-28", starts="13:30", version=2)
    _postpone(planned, date="2025-03-28", hall="Hội trường B", version=3)
    assert [(each["plan_version"], each["calendar_sequence"]) for each in _moves(planned)] == [(4, 3), (3, 2), (2, 1)]


def test_stale_version_is_refused_and_nothing_moves(planned: Documents) -> None:
    _postpone(planned)
    answer = _postpone(planned, date="2025-03-30")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/changed-meanwhile")
    assert len(planned.recorded(POSTPONED)) == 1


def test_move_sent_twice_under_its_key_happens_once(planned: Documents) -> None:
    first, again = (_postpone(planned, key="mot-lan").get_json() for _ in range(2))
    assert first == again
    assert len(planned.recorded(POSTPONED)) == 1


NONSENSE: dict[str, dict[str, Any]] = {
    "postponed-to-the-past": {"date": "2025-02-27"},
    "postponed-to-the-same": {"date": "2025-03-21", "starts": "07:30", "hall": "Hội trường lớn"},
    "postponed-too-far": {"date": "2026-04-01"},
    "plan-invalid": {"date": "2025-03-05"},
    "invalid-input": {"reason": ""},
}


@pytest.mark.parametrize("problem", NONSENSE)
def test_nonsense_is_refused_in_words_and_changes_nothing(planned: Documents, problem: str) -> None:
    answer = _postpone(planned, **NONSENSE[problem])
    assert (answer.status_code, answer.get_json()["type"]) == (422, f"/problems/{problem}")
    assert answer.get_json()["detail"]
    assert (planned.get("/plan").get_json()["version"], planned.recorded(POSTPONED)) == (1, [])


def test_end_of_the_calendar_is_too_far(planned: Documents) -> None:
    assert _postpone(planned, date="9999-12-31").get_json()["type"] == "/problems/postponed-too-far"


def test_move_after_a_missed_day_is_possible(planned: Documents) -> None:
    planned.clock.now = datetime(2025, 3, 22, tzinfo=UTC)
    assert _postpone(planned).status_code == 200


def test_preview_says_what_would_change_and_changes_nothing(planned: Documents) -> None:
    body = {"date": "2025-03-28", "move_deadlines": True}
    answer = planned.call("POST", f"/conferences/{SLUG}/postpone/preview", json=body).get_json()
    assert answer["plan_version"] == 1
    assert [(each["code"], each["due_date"], each["moved_to"]) for each in answer["deadlines"]] == [
        ("bao-cao", "2025-03-10", "2025-03-17"),
        ("phong-su", "2025-03-10", "2025-03-17"),
    ]
    assert answer["changes"][0]["sentence"] == "Hội nghị: ngày từ 21/3/2025 thành 28/3/2025."
    assert (planned.get("/plan").get_json()["version"], _moves(planned)) == (1, [])


def test_conference_without_a_plan_cannot_be_moved(documents: Documents) -> None:
    assert _postpone(documents).status_code == 404


def test_only_the_organizer_moves_a_conference(planned: Documents) -> None:
    statuses = {role: _postpone(planned, role=role, version=0).status_code for role in Role}
    assert {role for role, status in statuses.items() if status != 403} == {Role.ORGANIZER}

"""Appraising what was handed in: every step of the table, remarks, and what is told."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from chassis.auth.roles import Role
from chassis.workflow import TransitionRefused
from services.documents.models import Obligation, Submission
from services.documents.workflows.submission import CAME, SUBMISSION_WORKFLOW, SubmissionAction, SubmissionState
from tests.documents.handing_in import HERE, OTHER, UNIT, hand_in, owed, step, taken_up
from tests.documents.world import Documents

A, S = SubmissionAction, SubmissionState
STEPS = {
    A.HAND_IN: ("submissions", {"link": "https://video.example/p"}),
    A.WITHDRAW: ("withdraw", {}),
    A.BEGIN: ("take-up", {}),
    A.RETURN: ("return", {"word": "Xin sửa"}),
    A.ACCEPT: ("accept", {}),
    A.REOPEN: ("reopen", {"word": "Nhầm"}),
}
ROLES = [role for role in Role if role is not Role.GATEWAY]
MUST_FIX = {"place": "Mục II, trang 3", "weight": "must_fix", "text": "Thiếu số liệu"}


def _expected(state: SubmissionState, action: SubmissionAction, role: Role) -> int:
    """What the table says: done, not from this state, or not for this role (in any state)."""
    if not any(row.action is action and role in row.roles for row in SUBMISSION_WORKFLOW.transitions):
        return 403
    try:
        SUBMISSION_WORKFLOW.next(state, action, role)
    except TransitionRefused:
        return 409
    return 201 if action is A.HAND_IN else 200


def _set(documents: Documents, state: SubmissionState) -> None:
    came_at = documents.clock() if state in CAME else None
    with documents.service.database.write() as session:
        session.execute(update(Obligation).where(Obligation.unit == UNIT).values(state=state, came_at=came_at))
        session.execute(update(Submission).values(decision=None, withdrawn_at=None))


@pytest.mark.parametrize("state", list(S))
def test_every_step_by_every_role_is_as_the_table_says(planned: Documents, state: SubmissionState) -> None:
    first = hand_in(planned, owed(planned)).get_json()
    seen: dict[str, int] = {}
    expected: dict[str, int] = {}
    for action, (name, body) in STEPS.items():
        for role in ROLES:
            _set(planned, state)
            scope = {"unit": UNIT} if role in (Role.UNIT, Role.BROADCASTER) else {}
            sent = {"version": owed(planned)["version"]} | body
            answer = planned.call("POST", f"{HERE}/obligations/{first['id']}/{name}", role, json=sent, **scope)
            seen[f"{role} {action}"] = answer.status_code
            expected[f"{role} {action}"] = _expected(state, action, role)
    assert seen == expected


def test_remarks_are_seen_by_the_unit_once_it_is_returned(planned: Documents) -> None:
    shown = _remark(planned, taken_up(planned))
    own = planned.get(f"/obligations/{shown['id']}", Role.UNIT, unit=UNIT).get_json()
    assert own["submissions"][0]["remarks"] == []
    step(planned, shown, "return", word="Xin bổ sung")
    own = planned.get(f"/obligations/{shown['id']}", Role.UNIT, unit=UNIT).get_json()
    version = own["submissions"][0]
    assert (own["submission_state"], version["decision"], version["word"]) == ("returned", "returned", "Xin bổ sung")
    assert [(each["place"], each["weight"], each["text"]) for each in version["remarks"]] == [
        ("Mục II, trang 3", "must_fix", "Thiếu số liệu")
    ]
    assert own["history"][-1]["reason"] == "Xin bổ sung"


def _remark(documents: Documents, shown: dict[str, Any], **other: Any) -> dict[str, Any]:
    path = f"{HERE}/obligations/{shown['id']}/remarks"
    answer: dict[str, Any] = documents.call("POST", path, Role.APPRAISER, json=MUST_FIX | other).get_json()
    return answer


def test_return_is_announced_with_its_remarks(planned: Documents) -> None:
    step(planned, _remark(planned, taken_up(planned)), "return", word="Xin bổ sung")
    [event] = planned.recorded("documents.submission_returned.v1")
    data = event.decoded().data
    assert (data["unit"], data["number"], data["word"], data["remarks"]) == (UNIT, 1, "Xin bổ sung", [MUST_FIX])


def test_return_says_what_is_to_be_mended(planned: Documents) -> None:
    answer = step(planned, taken_up(planned), "return")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/nothing-to-mend")
    assert owed(planned)["submission_state"] == "under_appraisal"


def test_what_has_to_be_mended_is_not_accepted(planned: Documents) -> None:
    shown = _remark(planned, taken_up(planned))
    assert step(planned, shown, "accept").get_json()["type"] == "/problems/must-fix-left"
    remark = shown["submissions"][0]["remarks"][0]["id"]
    planned.call("POST", f"{HERE}/obligations/{shown['id']}/remarks/{remark}/remove", Role.APPRAISER)
    shown = _remark(planned, owed(planned), weight="advice")
    accepted = step(planned, shown, "accept").get_json()
    assert (accepted["submission_state"], accepted["submissions"][0]["decision"]) == ("accepted", "accepted")


def test_withdrawing_a_second_version_goes_back_to_the_returned_one(planned: Documents) -> None:
    returned = step(planned, taken_up(planned), "return", word="Xin sửa").get_json()
    again = hand_in(planned, returned).get_json()
    left = step(planned, again, "withdraw", Role.UNIT).get_json()
    assert left["submission_state"] == "returned"
    assert [(each["number"], each["decision"]) for each in left["submissions"]] == [(2, None), (1, "returned")]


def test_second_appraiser_is_told_who_accepted(planned: Documents) -> None:
    seen = taken_up(planned)
    step(planned, seen, "accept")
    answer = step(planned, seen, "return", word="Xin sửa")
    assert answer.status_code == 409
    assert "Đồng chí Thử đã chấp nhận lúc 09:00, 1/3/2025" in answer.get_json()["detail"]


def test_department_appraises_what_is_of_its_field_and_sees_no_more(documents: Documents, plan_source: str) -> None:
    room = "phong-khoa-giao"
    source = plan_source.replace("    outline: de-cuong\n", f"    outline: de-cuong\n    appraised_by: [{room}]\n")
    assert documents.apply(source).status_code == 200
    shown = hand_in(documents, owed(documents)).get_json()
    scope = {"unit": room}
    listed = documents.get("/obligations", Role.DEPARTMENT, **scope).get_json()["items"]
    assert sorted(each["unit"] for each in listed) == [UNIT, OTHER]
    path = f"{HERE}/obligations/{shown['id']}/take-up"
    body = {"version": shown["version"]}
    assert documents.call("POST", path, Role.DEPARTMENT, json=body, unit="dai-phat-thanh").status_code == 404
    assert documents.call("POST", path, Role.DEPARTMENT, json=body, **scope).status_code == 200


def test_list_is_exported_as_a_workbook(planned: Documents) -> None:
    hand_in(planned, owed(planned))
    answer = planned.get("/obligations.xlsx?submission_state=received")
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")

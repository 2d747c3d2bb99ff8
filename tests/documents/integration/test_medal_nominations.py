"""Nominations for the medal: what warns, what goes upward, and who sees what."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_text
from services.documents.models import MedalNomination
from services.documents.workflows.medal_nomination import MEDAL_WORKFLOW, MedalAction, MedalState
from tests.documents.world import NOW, SLUG, Documents

HERE = f"/conferences/{SLUG}/medal-nominations"
UNIT, OTHER_UNIT = "xa-an-binh", "xa-dong-thap"
PERSON = {"full_name": "Nguyễn Thị Thử", "birth_year": 1970, "post": "Trưởng ban", "years_of_service": 12}
VERBS: dict[MedalAction, tuple[str, dict[str, Any]]] = {
    MedalAction.CORRECT: ("", PERSON),
    MedalAction.VERIFY: ("/verify", {"years": 12}),
    MedalAction.RETURN: ("/return", {"reason": "Thiếu giấy tờ"}),
    MedalAction.SEND: ("/send", {}),
    MedalAction.AWARD: ("/decide", {"awarded": True}),
    MedalAction.DECLINE: ("/decide", {"awarded": False}),
    MedalAction.WITHDRAW: ("/withdraw", {"reason": "Thôi"}),
}
ROLES = (Role.ORGANIZER, Role.UNIT, Role.APPRAISER)

Nomination = dict[str, Any]


def call(documents: Documents, method: str, path: str, body: Any = None, role: Role = Role.ORGANIZER) -> TestResponse:
    scope = {"unit": UNIT} if role == Role.UNIT else {}
    return documents.call(method, HERE + path, role, json=body, **scope)


def nominated(documents: Documents, **facts: Any) -> Nomination:
    answer = call(documents, "POST", "", PERSON | {"unit": UNIT} | facts)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def step(documents: Documents, nomination: Nomination, verb: str, **body: Any) -> Nomination:
    answer = call(documents, "POST", f"/{nomination['id']}/{verb}", {"version": nomination["version"]} | body)
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def awarded(documents: Documents, **facts: Any) -> Nomination:
    sent = step(documents, step(documents, nominated(documents, **facts), "verify", years=12), "send")
    return step(documents, sent, "decide", awarded=True)


def warnings(documents: Documents, **facts: Any) -> list[str]:
    return list(nominated(documents, **facts)["warnings"])


def test_rule_of_the_plan_is_shown_to_whoever_nominates(planned: Documents) -> None:
    rule = call(planned, "GET", "/rule", role=Role.UNIT).get_json()
    assert rule == {"name": "Kỷ niệm chương “Vì sự nghiệp Tuyên giáo”", "years_least": 10, "closes": "2025-03-05"}


def test_nomination_within_the_rule_has_no_warning(planned: Documents) -> None:
    assert warnings(planned) == []


@pytest.mark.parametrize(
    ("facts", "warning"),
    [({"years_of_service": 9}, "too_few_years"), ({"awarded_before": True}, "awarded_before")],
)
def test_rule_of_the_plan_warns_and_refuses_nothing(planned: Documents, facts: Nomination, warning: str) -> None:
    assert warnings(planned, **facts) == [warning]


def test_verified_years_count_instead_of_those_the_unit_says(planned: Documents) -> None:
    assert step(planned, nominated(planned), "verify", years=8)["warnings"] == ["too_few_years"]


def test_nomination_after_the_closing_day_is_late(planned: Documents) -> None:
    planned.clock.now = NOW + timedelta(days=5)
    assert warnings(planned) == ["late"]


def test_same_person_is_found_again_by_folded_name_and_birth_year(planned: Documents) -> None:
    first = nominated(planned)
    assert warnings(planned, unit=OTHER_UNIT, full_name="NGUYỄN THỊ  THỬ") == ["named_twice"]
    assert warnings(planned, birth_year=1971) == []
    assert call(planned, "GET", f"/{first['id']}").get_json()["warnings"] == ["named_twice"]


def test_medal_of_another_conference_is_remembered(planned: Documents) -> None:
    earlier = awarded(planned)
    with planned.service.database.write() as session:
        elsewhere = update(MedalNomination).where(MedalNomination.id == UUID(earlier["id"]))
        session.execute(elsewhere.values(conference="hoi-nghi-2024"))
    assert warnings(planned) == ["awarded_before"]


def test_unit_sees_its_own_and_the_appraiser_no_birth_year(planned: Documents) -> None:
    own, other = nominated(planned), nominated(planned, unit=OTHER_UNIT, full_name="Trần Văn Khác")
    listed = call(planned, "GET", "", role=Role.UNIT).get_json()["items"]
    assert [(each["id"], each["birth_year"]) for each in listed] == [(own["id"], 1970)]
    assert call(planned, "GET", f"/{other['id']}", role=Role.UNIT).status_code == 404
    shown = call(planned, "GET", f"/{other['id']}", role=Role.APPRAISER).get_json()
    assert (shown["full_name"], shown["birth_year"]) == ("Trần Văn Khác", None)


def test_what_was_sent_back_is_completed_and_verified_again(planned: Documents) -> None:
    returned = step(planned, step(planned, nominated(planned), "verify", years=12), "return", reason="Thiếu quyết định")
    assert planned.recorded("documents.medal_nomination_returned.v1")[0].decoded().data["reason"] == "Thiếu quyết định"
    changes = PERSON | {"version": returned["version"], "merits": "Có nhiều đóng góp"}
    corrected = call(planned, "PATCH", f"/{returned['id']}", changes, Role.UNIT).get_json()
    assert (corrected["state"], corrected["verified_years"]) == ("nominated", None)


def test_result_is_told_without_the_birth_year(planned: Documents) -> None:
    awarded(planned)
    news = planned.recorded("documents.medal_decided.v1")[0].decoded().data
    assert (news["full_name"], news["awarded"], "birth_year" in news) == ("Nguyễn Thị Thử", True, False)


def test_list_leaves_out_what_will_not_be_sent_and_numbers_as_dots(planned: Documents) -> None:
    nominated(planned)
    step(planned, nominated(planned, full_name="Đỗ Văn Rút"), "withdraw", reason="Nghỉ hưu")
    text = pdf_text(call(planned, "GET", "/list.pdf").data)
    assert "1 Nguyễn Thị Thử 1970 Trưởng ban Xã An Bình 12 Chưa xác nhận số năm" in text
    assert "Tờ trình số …………, ngày …… tháng …… năm ……" in text
    assert "Đỗ Văn Rút" not in text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_step_is_answered_as_the_table_says(planned: Documents) -> None:
    """Every state × action × role."""
    subject = nominated(planned)
    answers, expected = {}, {}
    for state, action, role in product(MedalState, MedalAction, ROLES):
        version = _put(planned, subject["id"], state)
        verb, body = VERBS[action]
        method = "POST" if verb else "PATCH"
        answer = call(planned, method, f"/{subject['id']}{verb}", body | {"version": version}, role)
        answers[state, action, role] = answer.status_code
        expected[state, action, role] = _expected(state, action, role)
    assert answers == expected


def _expected(state: MedalState, action: MedalAction, role: Role) -> int:
    if not any(role in row.roles for row in MEDAL_WORKFLOW.transitions if row.action == action):
        return 403
    rows = [row for row in MEDAL_WORKFLOW.transitions if (row.source, row.action) == (state, action)]
    return 200 if rows else 409


def _put(documents: Documents, nomination_id: str, state: MedalState) -> int:
    with documents.service.database.write() as session:
        row = session.get_one(MedalNomination, UUID(nomination_id))
        row.state, row.verified_years = state, 12
        return int(row.version)

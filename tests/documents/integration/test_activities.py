"""Activities with the units that hold them, as the workflow table has it. Most on SQLite; one goes over both."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_text
from chassis.web.problems import Problem
from services.documents.models import ActivityReport
from services.documents.operations.activities import step_activity
from services.documents.operations.remind_activities import ActivityWatch
from services.documents.workflows.activity import ACTIVITY_WORKFLOW, ActivityAction, ActivityState
from tests.documents.world import SLUG, Documents

HERE = f"/conferences/{SLUG}/activity-reports"
UNIT, OTHER_UNIT, POSTED, VISIT = "xa-an-binh", "xa-dong-thap", "bai-dang", "tham-tri-an"
HELD: dict[str, Any] = {
    "held_on": "2025-03-12",
    "place": "Nhà văn hóa",
    "account": "120 người dự",
    "link": "https://bao.example/tin",
}
MORNING_AFTER = datetime(2025, 3, 15, 1, 0, tzinfo=UTC)
"""Of the last day of `POSTED`, read strictly: 8:00 of 15 March."""
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _list(documents: Documents, query: str = "", role: Role = Role.ORGANIZER, **who: str) -> list[Any]:
    items: list[Any] = documents.get(f"/activity-reports?{query}", role, **who).get_json()["items"]
    return items


def _one(documents: Documents, activity: str = POSTED, unit: str = UNIT) -> Any:
    return _list(documents, f"activity={activity}&unit={unit}")[0]


def _step(documents: Documents, verb: str, role: Role = Role.UNIT, **body: Any) -> Any:
    version = {"version": _one(documents)["version"]}
    path = f"{HERE}/{_one(documents)['id']}/{verb}"
    response = documents.call("POST", path, role, json=version | body, unit=UNIT if role == Role.UNIT else None)
    assert response.status_code == 200, response.text
    return response.get_json()


def test_each_owner_of_an_activity_holds_it_by_itself(planned: Documents) -> None:
    assert sorted((each["activity"], each["unit"], each["state"]) for each in _list(planned)) == [
        (POSTED, UNIT, "planned"),
        (POSTED, OTHER_UNIT, "planned"),
        (VISIT, UNIT, "planned"),
    ]
    begun = _step(planned, "start")
    reported = _step(planned, "report", **HELD)
    assert (begun["state"], reported["state"], reported["held_on"]) == ("under_way", "done", "2025-03-12")
    back = _step(planned, "send-back", Role.ORGANIZER, reason="Thiếu ảnh")
    assert (back["state"], back["note"]) == ("sent_back", "Thiếu ảnh")
    again = _step(planned, "report", **HELD)
    confirmed = _step(planned, "confirm", Role.ORGANIZER)
    assert (again["note"], confirmed["state"]) == (None, "confirmed")
    told = planned.recorded("documents.activity_sent_back.v1")[0].decoded().data
    assert (told["recipient_email"], told["note"]) == ("anbinh@photho.example", "Thiếu ảnh")
    assert [each["activity"] for each in _list(planned, "state=confirmed&q=dang bai")] == [POSTED]


@on_sqlite
def test_unit_sees_its_own_only(planned: Documents) -> None:
    assert {each["unit"] for each in _list(planned, "", Role.UNIT, unit=OTHER_UNIT)} == {OTHER_UNIT}
    other = _one(planned, unit=UNIT)["id"]
    assert planned.get(f"/activity-reports/{other}", Role.UNIT, unit=OTHER_UNIT).status_code == 404


DAYS = [
    (datetime(2025, 3, 14, 16, 59, 59, tzinfo=UTC), False),
    (datetime(2025, 3, 14, 17, 0, tzinfo=UTC), True),
]


@on_sqlite
@pytest.mark.parametrize(("now", "late"), DAYS)
def test_lateness_goes_by_the_policy_of_the_plan(planned: Documents, now: datetime, late: bool) -> None:
    planned.clock.now = now
    assert (_one(planned)["overdue"], len(_list(planned, f"overdue={late}&unit={UNIT}&activity={POSTED}"))) == (late, 1)
    assert _step(planned, "report", **HELD)["late"] is late
    assert _one(planned)["overdue"] is False


@on_sqlite
def test_report_stays_whatever_plan_is_applied(planned: Documents, plan_source: str) -> None:
    _step(planned, "report", **HELD)
    moved = plan_source.replace("due: 2025-03-15", "due: 2025-03-17")
    assert planned.apply(moved).status_code == 200
    assert (_one(planned)["state"], _one(planned)["due_date"]) == ("done", "2025-03-17")
    planned.apply(moved.replace("owners: [cum-dong]", "owners: [xa-tay-ho]"))
    assert {each["unit"] for each in _list(planned, f"activity={POSTED}")} == {"xa-tay-ho"}
    with planned.service.database.read() as session:
        kept = session.scalars(select(ActivityReport).where(ActivityReport.dropped_at.is_not(None))).all()
        assert [(row.unit, row.place) for row in kept] == [(UNIT, "Nhà văn hóa")]


@on_sqlite
def test_stale_page_hears_who_did_what_meanwhile(planned: Documents) -> None:
    report = _one(planned)
    _step(planned, "report", **HELD)
    body = {"version": report["version"], "reason": "Hoãn"}
    answer = planned.call("POST", f"{HERE}/{report['id']}/not-held", Role.UNIT, json=body, unit=UNIT)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/done-meanwhile")
    assert answer.get_json()["detail"].startswith("Đồng chí Thử đã báo kết quả hoạt động này lúc 09:00, 1/3/2025.")


@on_sqlite
@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://may/tep", "không phải địa chỉ"])
def test_evidence_is_a_web_address(planned: Documents, link: str) -> None:
    report = _one(planned)
    body = HELD | {"version": report["version"], "link": link}
    answer = planned.call("POST", f"{HERE}/{report['id']}/report", Role.UNIT, json=body, unit=UNIT)
    assert answer.status_code == 422


@on_sqlite
def test_list_is_printed_and_downloaded(planned: Documents) -> None:
    _step(planned, "report", **HELD)
    sheet = load_workbook(BytesIO(planned.get("/activity-reports/list.xlsx?state=done").data)).active
    assert "Đã báo kết quả" in [cell.value for row in sheet for cell in row]
    assert "Danh sách có 3 hoạt động theo đơn vị, 1 đã báo kết quả." in pdf_text(
        planned.get("/activity-reports/list.pdf").data
    )


@on_sqlite
@pytest.mark.parametrize("state", ActivityState)
def test_activity_takes_the_steps_of_the_table_and_no_other(planned: Documents, state: ActivityState) -> None:
    outcomes, expected = {}, {}
    rows = {(row.source, row.action): row for row in ACTIVITY_WORKFLOW.transitions}
    with planned.service.database.write() as session:
        for action, role in itertools.product(ActivityAction, [role for role in Role if role != Role.GATEWAY]):
            row = rows.get((state, action))
            with session.begin_nested() as attempt:
                outcomes[action, role] = _try(session, state, action, Identity("a", role, "Đồng chí Thử"), planned)
                attempt.rollback()
            expected[action, role] = 409 if row is None else row.target if role in row.roles else 403
    assert outcomes == expected


def _try(
    session: Any, state: ActivityState, action: ActivityAction, by: Identity, planned: Documents
) -> ActivityState | int:
    report = ActivityReport(id=uuid4(), conference=SLUG, activity="mot", unit="xa-tay-ho", unit_name="Xã", version=0)
    report.position, report.title, report.kind, report.folded = 1, "Một", "press", ""
    report.state, report.held_on, report.note = state, date(2025, 3, 1), "Lý do"
    session.add(report)
    session.flush()
    try:
        step_activity(session, report, action, by=by, clock=planned.clock, reason="Lý do")
    except Problem as problem:
        return problem.kind.status
    return report.state


def _reminded(documents: Documents) -> list[tuple[str, str]]:
    news = [event.decoded().data for event in documents.recorded("documents.activity_overdue.v1")]
    return [(data["unit"], data["recipient_email"]) for data in news]


def test_unit_that_says_nothing_is_reminded_once_on_the_morning_after(planned: Documents) -> None:
    watch = ActivityWatch(planned.service.database, planned.clock)
    _step(planned, "report", **HELD)
    looks = []
    for hour in (datetime(2025, 3, 14, 17, 30, tzinfo=UTC), MORNING_AFTER, MORNING_AFTER + timedelta(hours=1)):
        planned.clock.now = hour
        looks.append(watch.look())
    assert (looks, _reminded(planned)) == ([0, 1, 0], [(OTHER_UNIT, "dongthap@photho.example")])


@on_sqlite
def test_later_day_of_the_plan_is_another_reason_to_remind(planned: Documents, plan_source: str) -> None:
    watch = ActivityWatch(planned.service.database, planned.clock)
    planned.clock.now = MORNING_AFTER
    assert watch.look() == 2
    later = plan_source.replace("due: 2025-03-15", "due: 2025-03-17")
    assert planned.apply(later).status_code == 200
    assert watch.look() == 0
    planned.clock.now += timedelta(days=2)
    assert watch.look() == 2


@on_sqlite
@pytest.mark.parametrize("days", [5, 0])
def test_nobody_is_reminded_of_what_is_long_over_or_by_a_plan_without_reminders(
    planned: Documents, plan_source: str, days: int
) -> None:
    if not days:
        assert planned.apply(f"{plan_source}\nreminder_days: []\n").status_code == 200
    planned.clock.now = MORNING_AFTER + timedelta(days=days)
    assert ActivityWatch(planned.service.database, planned.clock).look() == 0

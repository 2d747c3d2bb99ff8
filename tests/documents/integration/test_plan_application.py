"""Applying plans over HTTP: once, refused where it would take work away, in turns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from chassis.auth.roles import Role
from services.documents.models import AppliedPlan, Obligation
from tests.documents.world import NOW, SLUG, Documents

PUBLISHED = "documents.plan_published.v1"


def test_first_application_makes_version_one(documents: Documents, plan_source: str) -> None:
    answer = documents.apply(plan_source).get_json()
    assert (answer["slug"], answer["plan_version"], answer["changed"]) == (SLUG, 1, True)


def test_application_publishes_the_plan_once(documents: Documents, plan_source: str) -> None:
    documents.apply(plan_source)
    events = documents.recorded(PUBLISHED)
    assert [(event.subject, event.sequence, event.body["plan_version"]) for event in events] == [(f"plan/{SLUG}", 1, 1)]


def test_the_same_content_again_changes_nothing(planned: Documents, plan_source: str) -> None:
    again = planned.apply("# Ghi chú mới\n" + plan_source).get_json()
    assert again == {"slug": SLUG, "plan_version": 1, "changed": False, "changes": []}
    assert len(planned.recorded(PUBLISHED)) == 1


def test_a_changed_plan_makes_the_next_version_and_says_what_changed(planned: Documents, plan_source: str) -> None:
    answer = planned.apply(plan_source.replace("capacity: 60", "capacity: 80")).get_json()
    assert (answer["plan_version"], answer["changed"]) == (2, True)
    assert [(each["change"], each["noun"], each["field"]) for each in answer["changes"]] == [
        ("changed", "conference", "capacity")
    ]
    assert [event.body["facts"]["capacity"] for event in planned.recorded(PUBLISHED)] == [60, 80]


def test_another_order_is_another_version(planned: Documents, plan_source: str) -> None:
    first, second = (
        "  - {code: lanh-dao, name: Lãnh đạo, protocol_rank: 1}\n",
        "  - {code: xa, name: Các xã, protocol_rank: 2}\n",
    )
    answer = planned.apply(plan_source.replace(first + second, second + first)).get_json()
    assert (answer["changed"], [each["field"] for each in answer["changes"]]) == (True, ["order"])


def test_every_version_is_kept_with_who_and_when(planned: Documents, plan_source: str) -> None:
    planned.apply(plan_source.replace("capacity: 60", "capacity: 80"))
    with planned.service.database.read() as session:
        kept = session.scalars(select(AppliedPlan).order_by(AppliedPlan.plan_version)).all()
        assert [(each.plan_version, each.applied_by, each.applied_at) for each in kept] == [
            (1, "Đồng chí Thử", NOW),
            (2, "Đồng chí Thử", NOW),
        ]


def test_moved_plan_falls_on_the_day_asked_for(documents: Documents, plan_source: str) -> None:
    documents.apply(plan_source, shift_to="2025-04-04")
    facts = documents.recorded(PUBLISHED)[0].body["facts"]
    assert facts["starts_at"] == "2025-04-04T07:30:00+07:00"
    item = documents.get("/obligations?q=phong su").get_json()["items"][0]
    assert item["due_date"] == "2025-03-24"


def test_the_same_file_moved_to_the_same_day_again_changes_nothing(documents: Documents, plan_source: str) -> None:
    documents.apply(plan_source, shift_to="2025-04-04")
    assert documents.apply(plan_source, shift_to="2025-04-04").get_json()["changed"] is False


def test_a_day_that_no_plan_can_have_is_refused(documents: Documents, plan_source: str) -> None:
    answer = documents.apply(plan_source, shift_to="9999-12-31")
    assert answer.status_code == 422
    assert documents.recorded(PUBLISHED) == []


def test_current_plan_shows_its_file_and_counts(planned: Documents, plan_source: str) -> None:
    assert planned.get("/plan").get_json() == {
        "conference": SLUG,
        "title": "Hội nghị tổng kết công tác năm 2024",
        "version": 1,
        "applied_at": NOW.isoformat(),
        "applied_by": "Đồng chí Thử",
        "shift_to": None,
        "source": plan_source,
        "counts": {"units": 6, "obligations": 2, "categories": 2, "guests": 1, "activities": 2},
    }


def test_plan_of_an_unknown_conference_is_not_found(documents: Documents) -> None:
    assert documents.get("/plan").status_code == 404


def test_difference_tells_what_would_change_and_changes_nothing(planned: Documents, plan_source: str) -> None:
    answer = planned.call("POST", "/plans/diff", json={"source": plan_source.replace("Xã Tây Hồ", "Xã Tây Hồ mới")})
    assert answer.get_json() == {
        "slug": SLUG,
        "changes": [
            {
                "change": "changed",
                "noun": "units",
                "code": "xa-tay-ho",
                "field": "name",
                "sentence": "Đơn vị “Xã Tây Hồ mới”: tên từ “Xã Tây Hồ” thành “Xã Tây Hồ mới”.",
            }
        ],
        "refused": [],
    }
    assert planned.get("/plan").get_json()["version"] == 1


def test_difference_to_the_plan_that_holds_is_empty(planned: Documents, plan_source: str) -> None:
    answer = planned.call("POST", "/plans/diff", json={"source": plan_source}).get_json()
    assert (answer["changes"], answer["refused"]) == ([], [])


WITHOUT_TAY_HO = """  - code: xa-tay-ho
    name: Xã Tây Hồ
    category: xa
    quota: 2
    focal_point: {email: tayho@photho.example}
"""


def _answer_of_tay_ho(documents: Documents) -> None:
    documents.receive_answer(invitee_code="xa-tay-ho", invitee_name="Xã Tây Hồ")


def test_a_unit_nobody_has_worked_on_may_go(planned: Documents, plan_source: str) -> None:
    assert planned.apply(plan_source.replace(WITHOUT_TAY_HO, "")).status_code == 200


def test_a_unit_that_has_answered_is_not_removed_unasked(planned: Documents, plan_source: str) -> None:
    _answer_of_tay_ho(planned)
    answer = planned.apply(plan_source.replace(WITHOUT_TAY_HO, ""))
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/plan-removes-work")
    assert answer.get_json()["refused"] == ["“Xã Tây Hồ” đã trả lời giấy mời hoặc đã cử đại biểu."]
    assert planned.get("/plan").get_json()["version"] == 1
    assert len(planned.recorded(PUBLISHED)) == 1


def test_difference_names_what_would_be_refused(planned: Documents, plan_source: str) -> None:
    _answer_of_tay_ho(planned)
    body = {"source": plan_source.replace(WITHOUT_TAY_HO, "")}
    answer = planned.call("POST", "/plans/diff", json=body).get_json()
    assert answer["refused"] == ["“Xã Tây Hồ” đã trả lời giấy mời hoặc đã cử đại biểu."]


def test_a_unit_that_has_answered_is_removed_when_asked_for(planned: Documents, plan_source: str) -> None:
    _answer_of_tay_ho(planned)
    answer = planned.apply(plan_source.replace(WITHOUT_TAY_HO, ""), remove_worked_on=True)
    assert (answer.status_code, answer.get_json()["plan_version"]) == (200, 2)


def _without_film(source: str) -> str:
    begin = source.index("  - code: phong-su")
    return source[:begin] + source[source.index("report_outlines:") :]


def test_an_obligation_with_recorded_work_is_not_removed_unasked(planned: Documents, plan_source: str) -> None:
    with planned.service.database.write() as session:
        session.execute(update(Obligation).where(Obligation.code == "phong-su").values(worked_on_at=NOW))
    answer = planned.apply(_without_film(plan_source))
    assert answer.status_code == 409
    assert answer.get_json()["refused"] == ["“Đài Phát thanh huyện” đã bắt đầu thực hiện “Phóng sự 10 phút”."]


def test_an_obligation_that_stays_keeps_its_identity(planned: Documents, plan_source: str) -> None:
    before = {each["unit"]: each["id"] for each in planned.get("/obligations?q=bao-cao").get_json()["items"]}
    planned.apply(plan_source.replace("Báo cáo tổng kết", "Báo cáo tổng kết năm"))
    after = {each["unit"]: each["id"] for each in planned.get("/obligations?q=bao-cao").get_json()["items"]}
    assert (after, set(after)) == (before, {"xa-an-binh", "xa-dong-thap"})


HOSTILE = {
    "an object to build": "!!python/object/apply:os.system ['true']",
    "a bomb of aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "a nest without end": "[" * 5000,
    "a control character": "conference: \x00",
    "no mapping": "- 1\n- 2",
    "nothing": "# trống\n",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_plan_is_refused_and_changes_nothing(planned: Documents, source: str) -> None:
    answer = planned.apply(source)
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/plan-invalid")
    assert answer.get_json()["findings"] != []
    assert planned.get("/plan").get_json()["version"] == 1
    assert len(planned.recorded(PUBLISHED)) == 1


def test_check_tells_line_and_words(documents: Documents, plan_source: str) -> None:
    wrong = plan_source.replace("protocol_rank: 2", "protocol_rank: hai")
    answer = documents.call("POST", "/plans/check", json={"source": wrong}).get_json()
    line = wrong[: wrong.index("rank: hai")].count("\n") + 1
    assert answer["ok"] is False
    assert [(each["line"], each["path"], each["severity"]) for each in answer["findings"]] == [
        (line, "categories[1].protocol_rank", "error")
    ]


def test_check_of_a_good_plan_is_ok(documents: Documents, plan_source: str) -> None:
    answer = documents.call("POST", "/plans/check", json={"source": plan_source}).get_json()
    assert answer == {"ok": True, "findings": []}


def test_applications_at_the_same_moment_take_turns(documents: Documents, plan_source: str) -> None:
    sources = [plan_source.replace("capacity: 60", f"capacity: {61 + number}") for number in range(6)]
    with ThreadPoolExecutor(len(sources)) as threads:
        answers = list(threads.map(documents.apply, sources))
    assert sorted(answer.get_json()["plan_version"] for answer in answers) == [1, 2, 3, 4, 5, 6]
    assert [event.sequence for event in documents.recorded(PUBLISHED)] == [1, 2, 3, 4, 5, 6]


def test_one_plan_sent_at_the_same_moment_is_applied_once(documents: Documents, plan_source: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(documents.apply, [plan_source] * 4))
    assert sorted(answer.get_json()["changed"] for answer in answers) == [False, False, False, True]
    assert len(documents.recorded(PUBLISHED)) == 1


def test_a_request_sent_again_under_its_key_answers_the_same(documents: Documents, plan_source: str) -> None:
    first, again = (
        documents.call("POST", "/plans/apply", json={"source": plan_source}, key="khoa-1").get_json() for _ in range(2)
    )
    assert (first["changed"], again) == (True, first)


def test_an_organizer_of_one_conference_may_not_plan_another(documents: Documents, plan_source: str) -> None:
    answer = documents.call("POST", "/plans/apply", json={"source": plan_source}, conference="hoi-nghi-khac")
    assert answer.status_code == 403


@pytest.mark.parametrize("action", ["check", "diff", "apply"])
def test_only_the_organizer_handles_plan_files(documents: Documents, plan_source: str, action: str) -> None:
    body = {"source": plan_source}
    statuses = {role: documents.call("POST", f"/plans/{action}", role, json=body).status_code for role in Role}
    assert {role for role, status in statuses.items() if status != 403} == {Role.ORGANIZER}

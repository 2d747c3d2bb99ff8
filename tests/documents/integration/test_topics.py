"""Topics from a room's draft to a unit's answer, as the workflow table has it.

On SQLite; the whole way is gone on both databases by test_topic_path.py.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from chassis.auth.identity import Identity
from chassis.auth.roles import Role
from chassis.web.problems import Problem
from services.documents.models import Topic
from services.documents.operations.read_reports import ReportReader
from services.documents.operations.topics import step_topic
from services.documents.storage import FileStore
from services.documents.workflows.topic import TOPIC_WORKFLOW, TopicAction, TopicState
from tests.documents.form_corpus.report_text import Line
from tests.documents.form_corpus.report_text import body as text_of
from tests.documents.form_corpus.word_xml import Form, body_of, package
from tests.documents.handing_in import upload
from tests.documents.world import OTHER_ROOM, ROOM, SLUG, Documents, with_rooms

HERE = f"/conferences/{SLUG}/topics"
UNIT, OTHER_UNIT = "xa-an-binh", "xa-dong-thap"
WHY = "Đơn vị có mô hình hay"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def rooms(documents: Documents, plan_source: str) -> Documents:
    """The service with a plan of two rooms."""
    assert documents.apply(with_rooms(plan_source)).status_code == 200
    return documents


def _ask(
    documents: Documents, method: str, path: str, body: Any = None, role: Role = Role.ORGANIZER, **who: str
) -> Any:
    response = documents.call(method, f"{HERE}{path}", role, json=body, **who)
    assert response.status_code < 300, response.text
    return response.get_json()


def _propose(documents: Documents, title: str = "Chuyển đổi số", room: str = ROOM, **facts: Any) -> Any:
    documents.clock.now += timedelta(seconds=1)
    body = {"title": title, "reason": WHY, "unit": UNIT} | facts
    return _ask(documents, "POST", "", body, Role.DEPARTMENT, unit=room)


def _sent(documents: Documents, title: str = "Chuyển đổi số", room: str = ROOM, **facts: Any) -> Any:
    topic = _propose(documents, title, room, **facts)
    return _step(documents, topic, "send", Role.DEPARTMENT, unit=room)


def _step(documents: Documents, topic: Any, verb: str, role: Role = Role.ORGANIZER, **more: Any) -> Any:
    who = {name: more.pop(name) for name in ("unit",) if name in more}
    return _ask(documents, "POST", f"/{topic['id']}/{verb}", {"version": topic["version"]} | more, role, **who)


def _selected(documents: Documents) -> Any:
    return _step(documents, _sent(documents), "select", minutes=8, text_due="2025-03-15")


def test_topic_of_a_room_is_its_draft_with_the_minutes_of_the_plan(rooms: Documents) -> None:
    topic = _propose(rooms)
    assert (topic["department_name"], topic["unit_name"], topic["state"], topic["minutes"]) == (
        "Phòng Tổng hợp",
        "Xã An Bình",
        "draft",
        7,
    )
    assert topic["actions"] == ["update", "send", "withdraw"]


def test_room_writes_for_itself_only(rooms: Documents) -> None:
    body = {"title": "Chủ đề", "department": OTHER_ROOM}
    assert rooms.call("POST", HERE, Role.DEPARTMENT, json=body, unit=ROOM).status_code == 404


def test_office_writes_for_a_room_that_it_names(rooms: Documents) -> None:
    topic = _ask(rooms, "POST", "", {"title": "Chủ đề", "department": OTHER_ROOM})
    assert (topic["department"], topic["unit"]) == (OTHER_ROOM, None)


@pytest.mark.parametrize("facts", [{"department": "xa-an-binh"}, {}, {"department": ROOM, "unit": "khong-co"}])
def test_room_and_unit_must_be_in_the_plan(rooms: Documents, facts: dict[str, str]) -> None:
    assert rooms.call("POST", HERE, json={"title": "Chủ đề"} | facts).status_code == 422


def test_sending_sends_every_draft_of_the_room(rooms: Documents) -> None:
    for title in ("Một", "Hai"):
        _propose(rooms, title)
    _propose(rooms, "Ba", OTHER_ROOM)
    sent = _ask(rooms, "POST", "/send", {}, Role.DEPARTMENT, unit=ROOM)["items"]
    assert [(topic["title"], topic["state"]) for topic in sent] == [("Một", "proposed"), ("Hai", "proposed")]
    assert [event.decoded().data["title"] for event in rooms.recorded("documents.topic_proposed.v1")] == ["Một", "Hai"]


def test_nothing_is_sent_when_one_of_them_lacks_its_unit(rooms: Documents) -> None:
    _propose(rooms, "Một")
    _propose(rooms, "Hai", unit=None)
    answer = rooms.call("POST", f"{HERE}/send", Role.DEPARTMENT, json={}, unit=ROOM)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/topic-incomplete")
    assert "“Hai”" in answer.get_json()["detail"]
    assert [topic["state"] for topic in _ask(rooms, "GET", "")["items"]] == ["draft", "draft"]


def test_room_knows_nothing_of_another_rooms_topics(rooms: Documents) -> None:
    topic = _sent(rooms)
    assert _ask(rooms, "GET", "", None, Role.DEPARTMENT, unit=OTHER_ROOM)["items"] == []
    assert rooms.get(f"/topics/{topic['id']}", Role.DEPARTMENT, unit=OTHER_ROOM).status_code == 404


def test_unit_hears_of_a_topic_when_it_is_selected(rooms: Documents) -> None:
    topic = _sent(rooms)
    assert _ask(rooms, "GET", "", None, Role.UNIT, unit=UNIT)["items"] == []
    _step(rooms, topic, "select")
    seen = _ask(rooms, "GET", "", None, Role.UNIT, unit=UNIT)["items"]
    assert [(each["title"], each["reason"], each["actions"]) for each in seen] == [
        ("Chuyển đổi số", None, ["accept", "decline"])
    ]
    assert _ask(rooms, "GET", "", None, Role.UNIT, unit=OTHER_UNIT)["items"] == []


def test_selection_tells_the_focal_point_of_the_unit(rooms: Documents) -> None:
    _selected(rooms)
    data = rooms.recorded("documents.topic_selected.v1")[0].decoded().data
    assert (data["recipient_email"], data["minutes"], data["text_due"]) == (
        "anbinh@photho.example",
        8,
        date(2025, 3, 15),
    )


def test_request_to_revise_tells_the_room(rooms: Documents) -> None:
    _step(rooms, _sent(rooms), "ask-revision", reason="Xin thu hẹp chủ đề")
    data = rooms.recorded("documents.topic_revision_asked.v1")[0].decoded().data
    assert (data["recipient_email"], data["note"]) == ("tonghop@photho.example", "Xin thu hẹp chủ đề")


def test_unit_accepts_and_names_its_presenter(rooms: Documents) -> None:
    named = {"presenter_name": "Trần Thị Bình", "presenter_post": "Bí thư"}
    topic = _step(rooms, _selected(rooms), "accept", Role.UNIT, unit=UNIT, **named)
    assert (topic["state"], topic["presenter_name"], topic["presenter_post"]) == ("accepted", "Trần Thị Bình", "Bí thư")


def test_presenter_may_be_a_delegate_of_the_unit_only(rooms: Documents) -> None:
    own, other = (rooms.receive_delegate("registered", unit=unit)["delegate_id"] for unit in (UNIT, OTHER_UNIT))
    topic = _step(rooms, _selected(rooms), "accept", Role.UNIT, unit=UNIT)
    body = {"version": topic["version"], "presenter_delegate": str(other)}
    refused = rooms.call("PUT", f"{HERE}/{topic['id']}/presenter", Role.UNIT, json=body, unit=UNIT)
    assert (refused.status_code, refused.get_json()["type"]) == (409, "/problems/presenter-not-possible")
    named = _ask(
        rooms, "PUT", f"/{topic['id']}/presenter", body | {"presenter_delegate": str(own)}, Role.UNIT, unit=UNIT
    )
    assert (named["presenter_name"], named["presenter_post"]) == ("Nguyễn Thử Ân", "Bí thư Đảng ủy")


def test_declined_topic_goes_to_another_unit(rooms: Documents) -> None:
    topic = _step(rooms, _selected(rooms), "decline", Role.UNIT, unit=UNIT, reason="Bận việc")
    assert (topic["state"], topic["note"]) == ("declined", "Bận việc")
    body = {"version": topic["version"], "title": topic["title"], "reason": WHY, "unit": OTHER_UNIT}
    topic = _ask(rooms, "PATCH", f"/{topic['id']}", body, Role.DEPARTMENT, unit=ROOM)
    topic = _step(rooms, topic, "send", Role.DEPARTMENT, unit=ROOM)
    assert (topic["state"], topic["unit"], topic["note"]) == ("proposed", OTHER_UNIT, None)


def test_stale_page_hears_who_did_what_meanwhile(rooms: Documents) -> None:
    topic = _sent(rooms)
    _step(rooms, topic, "select")
    body = {"version": topic["version"], "reason": "Trùng"}
    answer = rooms.call("POST", f"{HERE}/{topic['id']}/set-aside", json=body)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/done-meanwhile")
    assert answer.get_json()["detail"].startswith("Đồng chí Thử đã chọn chủ đề này lúc 09:00, 1/3/2025.")


def test_history_says_who_did_what(rooms: Documents) -> None:
    topic = _step(rooms, _sent(rooms), "ask-revision", reason="Thu hẹp")
    steps = _ask(rooms, "GET", f"/{topic['id']}")["history"]
    assert [(step["action"], step["role"], step["reason"]) for step in steps] == [
        ("propose", "department", None),
        ("send", "department", None),
        ("ask_revision", "organizer", "Thu hẹp"),
    ]


def _told(overview: Any) -> list[tuple[str, int, bool, str, list[str]]]:
    return [
        (room["department"], room["count"], room["met"], room["state"], [gap["kind"] for gap in room["gaps"]])
        for room in overview["rooms"]
    ]


def test_board_counts_rooms_and_finds_clashes(rooms: Documents) -> None:
    _sent(rooms, "Chuyển đổi số")
    _sent(rooms, "Công tác chuyển đổi số", unit=OTHER_UNIT)
    _sent(rooms, "Nếp sống văn hóa", OTHER_ROOM)
    rooms.clock.now += timedelta(days=7)
    overview = _ask(rooms, "GET", "/overview")
    assert _told(overview) == [(ROOM, 2, True, "came", []), (OTHER_ROOM, 1, False, "overdue", ["too_few"])]
    assert [clash["kind"] for clash in overview["clashes"]] == ["same_unit", "near_title"]


def test_board_names_units_that_do_not_come(rooms: Documents) -> None:
    _sent(rooms)
    rooms.receive_answer(answer="declines", attending=0, reason="Bận")
    gaps = _ask(rooms, "GET", "/overview")["rooms"][0]["gaps"]
    assert [gap["kind"] for gap in gaps] == ["too_few", "unit_declined"]


def test_room_sees_its_own_standing_and_the_clashes_of_its_drafts(rooms: Documents) -> None:
    _sent(rooms, "Nếp sống văn hóa")
    _propose(rooms, "Chuyển đổi số", OTHER_ROOM)
    overview = _ask(rooms, "GET", "/overview", None, Role.DEPARTMENT, unit=OTHER_ROOM)
    assert [room["department"] for room in overview["rooms"]] == [OTHER_ROOM]
    assert [clash["kind"] for clash in overview["clashes"]] == ["same_unit"]
    assert _ask(rooms, "GET", "/overview", None, Role.DEPARTMENT, unit=ROOM)["clashes"] == []


def test_obligation_of_a_room_that_has_sent_is_not_taken_away_unasked(rooms: Documents, plan_source: str) -> None:
    _sent(rooms)
    assert rooms.apply(plan_source).get_json()["type"] == "/problems/plan-removes-work"


def test_obligation_is_fulfilled_by_as_many_topics_as_the_plan_asks_for(rooms: Documents) -> None:
    def stands() -> str:
        items = rooms.get(f"/obligations?unit={ROOM}").get_json()["items"]
        return next(str(item["submission_state"]) for item in items if item["kind"] == "topics")

    _sent(rooms, "Một")
    states = [stands()]
    topic = _sent(rooms, "Hai")
    states.append(stands())
    _step(rooms, topic, "withdraw", Role.DEPARTMENT, unit=ROOM)
    assert [*states, stands()] == ["awaited", "accepted", "awaited"]


def test_text_is_held_against_the_time_limit(rooms: Documents) -> None:
    told = _ask(rooms, "POST", "/speaking-time", {"text": "a " * 1500, "minutes": 7}, Role.UNIT, unit=UNIT)
    assert told == {"syllables": 1500, "seconds": 450, "least_seconds": 409, "most_seconds": 500, "verdict": "tight"}


ROLES = [role for role in Role if role != Role.GATEWAY]


@pytest.mark.parametrize("state", TopicState)
def test_topic_takes_the_steps_of_the_table_and_no_other(rooms: Documents, state: TopicState) -> None:
    outcomes, expected = {}, {}
    rows = {(row.source, row.action): row for row in TOPIC_WORKFLOW.transitions}
    with rooms.service.database.write() as session:
        for action, role in itertools.product(TopicAction, ROLES):
            row = rows.get((state, action))
            with session.begin_nested() as attempt:
                outcomes[action, role] = _try(session, state, action, Identity("a", role, "Đồng chí Thử"), rooms)
                attempt.rollback()
            allowed = row is not None and role in row.roles
            refusal = 409 if row is None else 403
            expected[action, role] = row.target if allowed and row else refusal
    assert outcomes == expected


def _try(session: Any, state: TopicState, action: TopicAction, by: Identity, rooms: Documents) -> TopicState | int:
    topic = Topic(id=uuid4(), conference=SLUG, department=ROOM, department_name="Phòng", title="Chủ đề", version=0)
    topic.state, topic.unit, topic.unit_name, topic.reason = state, UNIT, "Xã An Bình", WHY
    topic.folded, topic.touched, topic.created_at = "", True, rooms.clock()
    session.add(topic)
    session.flush()
    try:
        step_topic(session, topic, action, by=by, clock=rooms.clock, reason="Lý do")
    except Problem as problem:
        return problem.kind.status
    return topic.state


def _accepted(rooms: Documents) -> Any:
    return _step(rooms, _selected(rooms), "accept", Role.UNIT, unit=UNIT, presenter_name="Trần Thị Bình")


def _obligation(rooms: Documents, topic: Any) -> Any:
    return rooms.get(f"/obligations/{topic['obligation_id']}").get_json()


def _hand_in(rooms: Documents, topic: Any, **given: Any) -> None:
    given = given or {"link": "https://van-ban.example/bai"}
    body = {"version": _obligation(rooms, topic)["version"]} | given
    path = f"/conferences/{SLUG}/obligations/{topic['obligation_id']}/submissions"
    assert rooms.call("POST", path, Role.UNIT, json=body, unit=UNIT).status_code < 300


def test_accepted_topic_is_owed_as_a_text_by_the_day_of_the_office(rooms: Documents) -> None:
    owed = _obligation(rooms, _accepted(rooms))
    assert (owed["kind"], owed["unit"], owed["title"]) == (
        "presentation",
        UNIT,
        "Bài tham luận: Chuyển đổi số",
    )
    assert (owed["due_date"], owed["policy"]) == ("2025-03-15", "by_end_of")
    [told] = rooms.recorded("documents.obligation_arisen.v1")
    assert (told.subject, told.body["kind"], told.body["due_date"], told.body["focal_point_email"]) == (
        f"obligation/{owed['id']}",
        "presentation",
        "2025-03-15",
        "anbinh@photho.example",
    )


def test_topic_follows_its_text(rooms: Documents) -> None:
    topic = _accepted(rooms)
    _hand_in(rooms, topic)
    shown = _ask(rooms, "GET", f"/{topic['id']}")
    assert (shown["state"], shown["history"][-1]["action"], shown["history"][-1]["role"]) == (
        "text_received",
        "receive_text",
        "unit",
    )
    body = {"version": _obligation(rooms, topic)["version"], "reason": "Nhầm"}
    path = f"/conferences/{SLUG}/obligations/{topic['obligation_id']}/withdraw"
    assert rooms.call("POST", path, Role.UNIT, json=body, unit=UNIT).status_code == 200
    assert _ask(rooms, "GET", f"/{topic['id']}")["state"] == "accepted"


def test_text_that_was_handed_in_is_held_against_the_limit_of_its_topic(rooms: Documents) -> None:
    topic = _accepted(rooms)
    lines = [Line("title", "BÁO CÁO"), *text_of(15, words=100), Line("text", "Nơi nhận:")]
    sent = upload(rooms, package(body_of(lines, Form()), Form())).get_json()
    _hand_in(rooms, topic, upload_id=sent["id"])
    assert _obligation(rooms, topic)["speaking_time"] is None
    store: FileStore = rooms.service.web.extensions["hoinghi"].parts.store
    assert ReportReader(rooms.service.database, store, rooms.clock).read_next()
    told = {"syllables": 1500, "seconds": 450, "least_seconds": 409, "most_seconds": 500, "verdict": "fits"}
    assert _obligation(rooms, topic)["speaking_time"] == told
    assert _ask(rooms, "GET", f"/{topic['id']}", None, Role.UNIT, unit=UNIT)["speaking_time"] == told


def test_topic_follows_the_appraisal_of_its_text(rooms: Documents) -> None:
    topic = _accepted(rooms)

    def judge(verb: str) -> str:
        path = f"/conferences/{SLUG}/obligations/{topic['obligation_id']}/{verb}"
        body = {"version": _obligation(rooms, topic)["version"]} | ({} if verb == "take-up" else {"word": "Rút gọn"})
        response = rooms.call("POST", path, json=body)
        assert response.status_code < 300, response.text
        return str(_ask(rooms, "GET", f"/{topic['id']}")["state"])

    _hand_in(rooms, topic)
    returned = [judge("take-up"), judge("return")]
    note = _ask(rooms, "GET", f"/{topic['id']}")["note"]
    _hand_in(rooms, topic)
    accepted = [judge("take-up"), judge("accept"), judge("reopen"), judge("accept")]
    assert (returned, note) == (["text_received", "text_returned"], "Rút gọn")
    assert accepted == ["text_received", "appraised", "text_received", "appraised"]


def test_text_is_owed_whatever_plan_is_applied(rooms: Documents, plan_source: str) -> None:
    topic = _accepted(rooms)
    assert rooms.apply(with_rooms(plan_source).replace("Hội trường lớn", "Hội trường nhỏ")).status_code == 200
    assert _obligation(rooms, topic)["unit"] == UNIT


@pytest.mark.parametrize("handed_in", [False, True])
def test_unit_that_declines_owes_no_text(rooms: Documents, handed_in: bool) -> None:
    topic = _accepted(rooms)
    if handed_in:
        _hand_in(rooms, topic)
        topic = _ask(rooms, "GET", f"/{topic['id']}")
        _step(rooms, topic, "set-aside", reason="Trùng")
    else:
        _step(rooms, topic, "decline", Role.UNIT, unit=UNIT, reason="Bận")
    kinds = [each["kind"] for each in rooms.get(f"/obligations?unit={UNIT}").get_json()["items"]]
    assert "presentation" not in kinds
    [told] = rooms.recorded("documents.obligation_dropped.v1")
    assert told.body["code"] == f"presentation-{topic['id']}"


def test_topics_of_the_plan_are_drafts_of_their_rooms(documents: Documents, plan_source: str) -> None:
    stated = "{title: Văn hóa đọc, unit: xa-an-binh}, {title: Nếp sống mới}"
    source = with_rooms(plan_source)
    with_topics = source.replace("delivers: [chu-de, bai-dang]", f"delivers: [chu-de, bai-dang], topics: [{stated}]")
    assert documents.apply(with_topics).status_code == 200
    drafts = {each["title"]: each for each in _ask(documents, "GET", "")["items"]}
    assert {title: (each["state"], each["unit"]) for title, each in drafts.items()} == {
        "Văn hóa đọc": ("draft", "xa-an-binh"),
        "Nếp sống mới": ("draft", None),
    }
    kept = drafts["Văn hóa đọc"]
    body = {"version": kept["version"], "title": "Văn hóa đọc ở cơ sở", "reason": WHY, "unit": UNIT}
    _ask(documents, "PATCH", f"/{kept['id']}", body)
    documents.apply(source)
    assert [each["title"] for each in _ask(documents, "GET", "")["items"]] == ["Văn hóa đọc ở cơ sở"]


def test_appraised_text_gets_its_place_in_the_agenda(rooms: Documents) -> None:
    topic = _accepted(rooms)
    with rooms.service.database.write() as session:
        session.get_one(Topic, UUID(topic["id"])).state = TopicState.APPRAISED
    topic = _step(rooms, topic, "schedule", minutes=9)
    assert (topic["state"], topic["minutes"]) == ("scheduled", 9)
    placed = [each for each in _agenda(rooms) if each["presentation_id"] == topic["id"]]
    assert [(each["speaker"], each["minutes"]) for each in placed] == [("Trần Thị Bình", 9)]
    _step(rooms, topic, "unschedule")
    assert [each for each in _agenda(rooms) if each["presentation_id"] == topic["id"]] == []


def _agenda(rooms: Documents) -> list[Any]:
    items: list[Any] = rooms.get("/agenda/draft").get_json()["items"]
    return items


def test_list_is_downloaded_as_a_workbook(rooms: Documents) -> None:
    _sent(rooms)
    answer = rooms.get("/topics/list.xlsx?state=proposed")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert "Chuyển đổi số" in [cell.value for row in sheet for cell in row]

"""Two people act on one thing, one after the other or at the same moment: the second hears who did what meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from chassis.testing.messaging import wait_for
from services.documents.models import ActivityReport, MedalNomination, Obligation, Petition, Topic
from tests.documents.handing_in import hand_in, owed, step
from tests.documents.integration.test_agenda import draft, publish
from tests.documents.integration.test_medal_nominations import nominated
from tests.documents.petitioning import ROOM, Desk
from tests.documents.world import SLUG, Documents, with_rooms

HERE = f"/conferences/{SLUG}"
UNIT = "xa-an-binh"
WHO = "Đồng chí Thử"
OFFICE = Role.ORGANIZER


@dataclass(frozen=True)
class Request:
    """What one of the two asks for, looking at the same state."""

    path: str
    body: dict[str, Any]
    role: Role = OFFICE
    method: str = "POST"

    def send(self, documents: Documents) -> TestResponse:
        scope = {"unit": UNIT} if self.role is Role.UNIT else {}
        return documents.call(self.method, HERE + self.path, self.role, json=self.body, **scope)


Step = tuple[str, Any, str]
"""Its verb, its body, and what is said of it."""
Two = tuple[Request, Request, str, str]
"""Both, and what is said of each when it was first."""


def _two(path: str, version: int, first: Step, second: Step) -> Two:
    requests = [Request(f"{path}/{verb}", {"version": version} | body) for verb, body, _ in (first, second)]
    return requests[0], requests[1], first[2], second[2]


def _submission(documents: Documents) -> Two:
    shown = step(documents, hand_in(documents, owed(documents)).get_json(), "take-up").get_json()
    path = f"/obligations/{shown['id']}"
    back = ("return", {"word": "Xin sửa"}, f"{WHO} đã trả lại kèm nhận xét lúc")
    return _two(path, shown["version"], ("accept", {}, f"{WHO} đã chấp nhận lúc"), back)


def _extension(documents: Documents) -> Two:
    wanted = {"wanted_to": "2025-03-14", "reason": "Chờ số liệu"}
    shown = step(documents, owed(documents), "extension/ask", Role.UNIT, **wanted).get_json()
    granted = ("grant", {"granted_to": "2025-03-14"}, f"{WHO} đã gia hạn lúc")
    refused = ("refuse", {"word": "Không kịp"}, f"{WHO} đã không gia hạn lúc")
    return _two(f"/obligations/{shown['id']}/extension", shown["version"], granted, refused)


def _topic(documents: Documents) -> Two:
    body = {"title": "Chuyển đổi số", "reason": "Có mô hình hay", "unit": UNIT, "department": ROOM}
    made = documents.call("POST", f"{HERE}/topics", json=body).get_json()
    sent = documents.call("POST", f"{HERE}/topics/{made['id']}/send", json={"version": made["version"]}).get_json()
    chosen = ("select", {"minutes": 7}, f"{WHO} đã chọn chủ đề này lúc")
    return _two(
        f"/topics/{made['id']}",
        sent["version"],
        chosen,
        ("set-aside", {"reason": "Trùng"}, f"{WHO} đã không chọn chủ đề này lúc"),
    )


def _petition(documents: Documents) -> Two:
    shown = Desk(documents).drafted()
    back = ("return", {"reason": "Chưa đạt"}, f"{WHO} đã trả lại dự thảo trả lời lúc")
    return _two(f"/petitions/{shown['id']}", shown["version"], ("approve", {}, f"{WHO} đã duyệt trả lời lúc"), back)


def _medal(documents: Documents) -> Two:
    shown = nominated(documents)
    back = ("return", {"reason": "Thiếu giấy tờ"}, f"{WHO} đã trả lại đề nghị này lúc")
    verified = ("verify", {"years": 12}, f"{WHO} đã xác nhận số năm công tác lúc")
    return _two(f"/medal-nominations/{shown['id']}", shown["version"], verified, back)


def _activity(documents: Documents) -> Two:
    shown = documents.get(f"/activity-reports?activity=bai-dang&unit={UNIT}").get_json()["items"][0]
    begun: Step = ("start", {}, f"{WHO} đã bắt đầu hoạt động này lúc")
    missing = ("not-held", {"reason": "Hoãn"}, f"{WHO} đã báo không tổ chức hoạt động này lúc")
    return _two(f"/activity-reports/{shown['id']}", shown["version"], begun, missing)


def _draft(documents: Documents) -> Two:
    now = draft(documents)
    names = ("id", "kind", "title", "speaker", "delegate_id", "unit", "presentation_id", "minutes", "fixed_start")
    requests = []
    for minutes in (20, 25):
        items = [{name: each[name] for name in names} for each in now["items"]]
        items[1]["minutes"] = minutes
        requests.append(Request("/agenda/draft", {"version": now["version"], "items": items}, method="PUT"))
    said = [f"{WHO} lúc 09:00: Đổi thời lượng “Báo cáo sơ kết” từ 30 thành {minutes} phút." for minutes in (20, 25)]
    return requests[0], requests[1], said[0], said[1]


def _held(documents: Documents) -> Two:
    publish(documents)
    now = documents.get("/agenda/run").get_json()
    begun, skipped = (f"{WHO} lúc 09:00: {word} “Tuyên bố lý do”." for word in ("Bắt đầu", "Bỏ qua"))
    path = f"/agenda/items/{now['items'][0]['id']}"
    return _two(path, now["version"], ("start", {}, begun), ("skip", {}, skipped))


WORKFLOWS: dict[str, tuple[Callable[[Documents], Two], Any]] = {
    "submission": (_submission, Obligation),
    "extension": (_extension, Obligation),
    "topic": (_topic, Topic),
    "petition": (_petition, Petition),
    "medal": (_medal, MedalNomination),
    "activity": (_activity, ActivityReport),
    "draft of the agenda": (_draft, None),
    "agenda as it is held": (_held, None),
}


@pytest.fixture
def rooms(documents: Documents, plan_source: str) -> Documents:
    """The service with a plan of two rooms."""
    assert documents.apply(with_rooms(plan_source)).status_code == 200
    return documents


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_second_to_act_hears_who_was_first_and_what_they_did(rooms: Documents, name: str) -> None:
    first, second, said, _ = WORKFLOWS[name][0](rooms)
    assert first.send(rooms).status_code == 200
    answer = second.send(rooms)
    assert (answer.status_code, said in answer.get_json()["detail"]) == (409, True), answer.text


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_of_two_at_the_same_moment_one_acts_and_the_other_hears_of_it(rooms: Documents, name: str) -> None:
    make, model = WORKFLOWS[name]
    first, second, *said = make(rooms)
    with ThreadPoolExecutor(2) as pool, rooms.service.database.write() as session:
        _hold(session, model)
        sent = [pool.submit(each.send, rooms) for each in (first, second)]
        _wait_for_both(rooms)
        session.rollback()
        answers = [each.result() for each in sent]
    assert sorted(each.status_code for each in answers) == [200, 409]
    winner = 0 if answers[0].status_code == 200 else 1
    assert said[winner] in answers[1 - winner].get_json()["detail"]


def _hold(session: Session, model: Any) -> None:
    """Let nobody else act yet: every row is locked, or the agenda is."""
    if model is not None:
        session.execute(select(model.id).with_for_update())
    else:
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"agenda/{SLUG}"))))


def _wait_for_both(documents: Documents) -> None:
    """Until both have read what they needed and stand before the lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )

    def stand() -> int:
        # Within a transaction PostgreSQL shows the activity as it was when it was first asked for.
        with documents.service.database.read() as session:
            return int(session.scalar(waiting) or 0)

    wait_for(lambda: stand() == 2)

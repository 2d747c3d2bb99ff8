"""The calendar of the seed plan lived through: every obligation of every unit from issue to acceptance.

    early       handed in well before the day, accepted
    in time     handed in on the last evening that both readings of "trước ngày" allow, accepted
    late        handed in two days after the day, accepted all the same
    extended    asked for, granted, handed in within the new time, accepted
    returned    handed in, returned with a remark, mended, accepted
    wrong form  handed in, found out of form by the check, returned with its finding, mended, accepted

Units take the six courses in turn, so that each obligation sees each of them that it has units for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chassis.auth.roles import Role
from services.documents.operations.check_forms import FormChecker
from services.documents.operations.obligations import fulfil_obligation
from services.documents.plan import load_plan, units_meant
from services.documents.workflows.submission import SubmissionState
from tests.documents import files
from tests.documents.form_corpus.report_text import Line
from tests.documents.form_corpus.word_programs import as_it_comes
from tests.documents.world import Documents

SEED = Path(__file__).parents[3] / "plans" / "thai-nguyen-2024.yaml"
SLUG = "thai-nguyen-2024"
HERE = f"/conferences/{SLUG}"
ISSUED = datetime(2024, 6, 3, 2, tzinfo=UTC)
"""The day of the superior body's plan, on which the seed is based."""
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SPECIALIST_ROOMS = "phong-chuyen-mon"
OUT_OF_FORM = as_it_comes([Line("h0", "Một mục không có trong đề cương", "I")])
COURSES = ("early", "in time", "late", "extended", "returned", "wrong form")
PUNCTUAL = {"early": "early", "in time": "in_time", "late": "late", "extended": "early"}


@dataclass
class Calendar:
    """The office's months, with a clock that is moved."""

    documents: Documents
    checker: FormChecker
    handed_in: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, role: Role = Role.ORGANIZER, body: Any = None, **scope: Any) -> Any:
        answer = self.documents.call(method, f"{HERE}{path}", role, json=body, **scope)
        assert answer.status_code < 300, f"{method} {path}: {answer.text}"
        return answer.get_json()

    def at(self, day: date, hour: int = 9) -> None:
        """It is now this hour of the day, in the conference's zone; time only passes."""
        self.documents.clock.now = datetime.combine(day, time(hour), ZONE).astimezone(UTC)

    def owed(self, code: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.ask("GET", f"/obligations?code={code}&page_size=200")["items"]
        return items

    def step(self, owed: dict[str, Any], name: str, role: Role = Role.APPRAISER, **body: Any) -> dict[str, Any]:
        scope = {"unit": owed["unit"]} if role is Role.UNIT else {}
        path = f"/obligations/{owed['id']}/{name}"
        shown: dict[str, Any] = self.ask("POST", path, role, {"version": owed["version"]} | body, **scope)
        return shown

    def hand_in(self, owed: dict[str, Any], content: bytes | None = None) -> dict[str, Any]:
        """A file where its form matters here; otherwise what takes no time to check."""
        if owed["kind"] == "local_conference":
            return self.step(owed, "submissions", Role.UNIT, text="Đã tổ chức, có 60 đồng chí dự.")
        if content is None:
            return self.step(owed, "submissions", Role.UNIT, link="https://tailieu.example/bao-cao")
        headers = {"Authorization": f"Bearer {self.documents.token(Role.UNIT, unit=owed['unit'])}"}
        query = {"filename": "bao-cao.docx"}
        sent = self.documents.client.post(f"{HERE}/uploads", query_string=query, data=content, headers=headers)
        return self.step(owed, "submissions", Role.UNIT, upload_id=sent.get_json()["id"])

    def accept(self, owed: dict[str, Any]) -> dict[str, Any]:
        return self.step(self.step(owed, "take-up"), "accept")

    def return_for(self, owed: dict[str, Any], text: str, finding: str | None = None) -> dict[str, Any]:
        taken = self.step(owed, "take-up")
        remark = {"weight": "must_fix", "text": text, "finding": finding, "place": "Mục I"}
        noted = self.ask("POST", f"/obligations/{owed['id']}/remarks", Role.APPRAISER, remark)
        return self.step(noted | {"version": noted.get("version", taken["version"])}, "return")

    def live(self, owed: dict[str, Any], course: str) -> dict[str, Any]:
        """One obligation of one unit, from what is owed to what is accepted."""
        due = date.fromisoformat(owed["due_date"])
        if course == "early":
            self.at(due - timedelta(days=5))
            return self.accept(self.hand_in(owed))
        if course == "in time":
            self.at(due - timedelta(days=1), 20)
            return self.accept(self.hand_in(owed))
        if course == "late":
            self.at(due + timedelta(days=2))
            return self.accept(self.hand_in(owed))
        if course == "extended":
            self.at(due - timedelta(days=2))
            later = (due + timedelta(days=7)).isoformat()
            asked = self.step(owed, "extension/ask", Role.UNIT, wanted_to=later, reason="Chờ số liệu của cấp xã")
            granted = self.step(asked, "extension/grant", Role.ORGANIZER, granted_to=later)
            self.at(due + timedelta(days=3))
            return self.accept(self.hand_in(granted))
        self.at(due - timedelta(days=4))
        if course == "wrong form" and owed["code"] in RULED:
            return self._mended_after_the_check(owed)
        return self.accept(self.hand_in(self.return_for(self.hand_in(owed), "Thiếu số liệu quý II")))

    def _mended_after_the_check(self, owed: dict[str, Any]) -> dict[str, Any]:
        received = self.hand_in(owed, OUT_OF_FORM)
        while self.checker.check_next():
            pass
        [check] = self.ask("GET", f"/obligations/{owed['id']}/form-checks", Role.UNIT, unit=owed["unit"])["items"]
        finding = check["report"]["findings"][0]
        return self.accept(self.hand_in(self.return_for(received, "Xin sửa thể thức", finding["code"]), files.DOCX))


@pytest.fixture
def calendar(documents: Documents) -> Calendar:
    documents.clock.now = ISSUED
    assert documents.apply(SEED.read_text(encoding="utf-8")).status_code == 200
    store = documents.service.web.extensions["hoinghi"].parts.store
    return Calendar(documents, FormChecker(documents.service.database, store, documents.clock))


PLAN = load_plan(SEED.read_text(encoding="utf-8"))
RULED = {each.code for each in PLAN.obligations if each.outline}
"""Obligations whose report has an outline to keep to."""
HANDED_IN = [each.code for each in PLAN.obligations if each.kind not in ("topics", "petitions", "video_report")]
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@on_sqlite
@pytest.mark.parametrize("code", HANDED_IN)
def test_obligation_is_lived_through_by_every_unit_that_owes_it(calendar: Calendar, code: str) -> None:
    lived = {}
    expected = {}
    for owed, course in zip(calendar.owed(code), cycle(COURSES), strict=False):
        calendar.documents.clock.now = ISSUED
        shown = calendar.live(calendar.ask("GET", f"/obligations/{owed['id']}"), course)
        lived[owed["unit"]] = (shown["submission_state"], shown["timeliness"], len(shown["submissions"]))
        mended = course in ("returned", "wrong form")
        expected[owed["unit"]] = ("accepted", PUNCTUAL.get(course, "early"), 2 if mended else 1)
    [obligation] = [each for each in PLAN.obligations if each.code == code]
    assert set(lived) == {unit.code for unit in units_meant(PLAN, obligation.owed_by)}
    assert lived == expected


@on_sqlite
def test_topics_are_owed_until_each_room_has_proposed_two(calendar: Calendar) -> None:
    calendar.at(date(2024, 6, 8))
    for room in [each.unit for each in PLAN.departments if "chu-de-tham-luan" in each.delivers]:
        for number, unit in enumerate(("tuyen-giao-dai-tu", "tuyen-giao-dinh-hoa")):
            topic = {"title": f"Chủ đề {number} của {room}", "reason": "Cách làm hay", "unit": unit}
            calendar.ask("POST", "/topics", Role.DEPARTMENT, topic, unit=room)
        calendar.ask("POST", "/topics/send", Role.DEPARTMENT, {}, unit=room)
    stands = {(each["unit"], each["state"], each["timeliness"]) for each in calendar.owed("chu-de-tham-luan")}
    rooms = {unit.code for unit in units_meant(PLAN, (SPECIALIST_ROOMS,))}
    assert stands == {(room, "came", "early") for room in rooms}


@on_sqlite
def test_film_counts_as_come_when_its_own_work_says_so(calendar: Calendar) -> None:
    calendar.at(date(2024, 6, 20))
    [film] = calendar.owed("phong-su")
    with calendar.documents.service.database.write() as session:
        done = SubmissionState.ACCEPTED
        fulfil_obligation(session, SLUG, "video_report", film["unit"], done, clock=calendar.documents.clock)
    [film] = calendar.owed("phong-su")
    assert (film["state"], film["submission_state"], film["timeliness"]) == ("came", "accepted", "early")


TASKS = [
    ("II.1.2", "activities", "sinh-hoat-truyen-thong"),
    ("II.1.2", "activities", "thi-dua-chao-mung"),
    ("II.1.2", "activities", "ky-niem-chuong"),
    ("II.1.2", "activities", "tri-an-can-bo-huu-tri"),
    ("II.1.2", "activities", "hoc-tap-kinh-nghiem"),
    ("II.2.3", "activities", "to-chuc-hoi-nghi-dia-phuong"),
    ("II.2.3", "activities", "to-chuc-so-ket-cum"),
    ("II.2.3", "obligations", "hoi-nghi-dia-phuong"),
    ("II.2.3", "obligations", "so-ket-cum-thi-dua"),
    ("III.1", "activities", "chuan-bi-hoi-nghi"),
    ("III.1", "activities", "cong-thong-tin"),
    ("III.1", "activities", "ban-tin-noi-bo"),
    ("III.1", "obligations", "chu-de-tham-luan"),
    ("III.1", "obligations", "bao-cao-linh-vuc"),
    ("III.1", "obligations", "tong-hop-kien-nghi"),
    ("III.2", "activities", "tuyen-truyen-bao-chi"),
    ("III.2", "activities", "phat-song-phong-su"),
    ("III.2", "obligations", "phong-su"),
    ("III.3", "obligations", "bao-cao-quy-che-phoi-hop"),
    ("III.4", "obligations", "bao-cao-so-ket"),
    ("III.4", "obligations", "bao-cao-cum-thi-dua"),
    ("III.4", "obligations", "mo-hinh-tieu-bieu"),
    ("III.5", "obligations", "bao-cao-dao-tao"),
]
"""Every task that the seed gives to somebody: the section that gives it, and under which noun and code it is found."""


@on_sqlite
@pytest.mark.parametrize("noun", ["obligations", "activities"])
def test_every_task_of_the_seed_is_found(calendar: Calendar, noun: str) -> None:
    listed = calendar.ask("GET", f"/{noun}?page_size=200")
    items = list(listed["items"])
    for page in range(2, -(-listed["total"] // 200) + 1):
        items += calendar.ask("GET", f"/{noun}?page_size=200&page={page}")["items"]
    assert {item["code"] for item in items} == {code for _, kind, code in TASKS if kind == noun}


def test_the_plan_says_of_every_task_which_section_gives_it() -> None:
    given = [(each.source, "obligations", each.code) for each in PLAN.obligations]
    given += [(each.source, "activities", each.code) for each in PLAN.activities]
    assert sorted(given, key=str) == sorted(TASKS, key=str)

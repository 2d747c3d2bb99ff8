"""The conference as it runs: steps, actual times, drift, and who is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from werkzeug.test import TestResponse

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_text
from services.documents.operations.tell_drift import DriftWatch
from tests.documents.integration.test_agenda import PUBLISHED, change, draft, publish, send
from tests.documents.world import SLUG, Documents

BEGINNING = datetime(2025, 3, 21, 0, 30, tzinfo=UTC)
DRIFTED = "documents.agenda_drifted.v1"


@pytest.fixture
def held(planned: Documents) -> Documents:
    """The agenda is published, and the conference is about to begin."""
    publish(planned)
    planned.clock.now = BEGINNING
    return planned


def run(documents: Documents) -> dict[str, Any]:
    answer: dict[str, Any] = documents.get("/agenda/run", Role.CHAIR).get_json()
    return answer


def step(documents: Documents, item: int, verb: str, version: int | None = None) -> TestResponse:
    now = run(documents)
    body = {"version": now["version"] if version is None else version}
    path = f"/conferences/{SLUG}/agenda/items/{now['items'][item]['id']}/{verb}"
    return documents.call("POST", path, Role.CHAIR, json=body)


def wait(documents: Documents, minutes: int) -> None:
    documents.clock.now += timedelta(minutes=minutes)


def states(documents: Documents) -> list[str]:
    return [each["state"] for each in run(documents)["items"]]


def test_next_item_finishes_the_one_that_is_on(held: Documents) -> None:
    step(held, 0, "start")
    wait(held, 12)
    step(held, 1, "start")
    assert states(held) == ["finished", "running", "waiting", "waiting", "waiting"]
    items = run(held)["items"]
    assert (items[0]["finished_at"], items[1]["started_at"]) == ("2025-03-21T00:42:00+00:00",) * 2
    told = [held.recorded(f"documents.agenda_item_{what}.v1") for what in ("started", "finished")]
    assert [[each.body["title"] for each in events] for events in told] == [
        ["Tuyên bố lý do", "Báo cáo sơ kết"],
        ["Tuyên bố lý do"],
    ]


def test_slip_is_taken_back_one_step_at_a_time(held: Documents) -> None:
    step(held, 0, "start")
    step(held, 0, "finish")
    step(held, 0, "take-back")
    assert (states(held)[0], run(held)["items"][0]["started_at"]) == ("running", "2025-03-21T00:30:00+00:00")
    step(held, 0, "take-back")
    assert (states(held)[0], run(held)["items"][0]["started_at"]) == ("waiting", None)


def test_item_does_not_come_back_while_another_is_on(held: Documents) -> None:
    step(held, 0, "start")
    step(held, 1, "start")
    answer = step(held, 0, "take-back")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/another-item-runs")
    assert states(held)[:2] == ["finished", "running"]


def test_second_hand_on_the_same_button_hears_who_was_first(held: Documents) -> None:
    seen = run(held)["version"]
    step(held, 0, "start")
    answer = step(held, 0, "start", version=seen)
    assert answer.status_code == 409
    assert answer.get_json()["meanwhile"] == ["Đồng chí Thử lúc 07:30: Bắt đầu “Tuyên bố lý do”."]


def test_step_that_the_table_does_not_have_is_refused(held: Documents) -> None:
    answer = step(held, 0, "finish")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/step-not-possible")


def test_delay_is_told_to_the_next_speakers_once_for_each_threshold(held: Documents) -> None:
    wait(held, 12)
    step(held, 0, "start")
    wait(held, 1)
    step(held, 0, "finish")
    (told,) = held.recorded(DRIFTED)
    assert (told.body["threshold"], told.body["drift_minutes"]) == (10, 12)
    assert [(each["title"], each["starts_at"]) for each in told.body["upcoming"]] == [
        ("Báo cáo sơ kết", "2025-03-21T00:52:00+00:00"),
        ("Tham luận", "2025-03-21T01:22:00+00:00"),
        ("Giải lao", "2025-03-21T01:32:00+00:00"),
    ]


def test_item_that_overruns_is_noticed_without_a_step(held: Documents) -> None:
    step(held, 0, "start")
    watch = DriftWatch(held.service.database, held.clock)
    wait(held, 19)
    watch.look()
    assert held.recorded(DRIFTED) == []
    wait(held, 1)
    watch.look()
    watch.look()
    assert [each.body["threshold"] for each in held.recorded(DRIFTED)] == [10]


def test_rehearsal_on_another_day_tells_nobody(held: Documents) -> None:
    held.clock.now = BEGINNING - timedelta(days=1)
    step(held, 0, "start")
    assert held.recorded(DRIFTED) == []


def test_what_has_begun_is_not_published_away(held: Documents) -> None:
    step(held, 0, "start")
    change(held, lambda items: items.pop(0))
    answer = publish(held)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/agenda-item-begun")


def test_agenda_cannot_run_before_it_is_published(planned: Documents) -> None:
    item = draft(planned)["items"][0]["id"]
    answer = send(planned, "POST", f"/items/{item}/start", {"version": 0})
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-agenda")


def test_paper_has_when_what_and_who(held: Documents) -> None:
    text = pdf_text(held.get("/agenda.pdf", Role.DELEGATE).data)
    assert "Thời gian Nội dung Người thực hiện 07:30 – 07:40 Tuyên bố lý do Văn phòng 07:40 – 08:10" in text


def test_draft_on_paper_says_so_and_is_not_for_everybody(planned: Documents) -> None:
    assert "CHƯƠNG TRÌNH (DỰ THẢO)" in pdf_text(planned.get("/agenda.pdf?draft=true").data)
    assert planned.get("/agenda.pdf?draft=true", Role.DELEGATE).status_code == 403


def test_calendar_entries_keep_their_names_and_grow_in_sequence(held: Documents) -> None:
    def entries() -> list[tuple[str, int]]:
        found = Calendar.from_ical(held.get("/agenda.ics").data).walk("VEVENT")
        return [(str(each["uid"]), int(str(each["sequence"]))) for each in found]

    first = entries()
    change(held, lambda items: items[0].update(minutes=15))
    publish(held)
    assert entries() == [(uid, 2) for uid, _ in first]
    assert first[0][0] == f"{SLUG}.{held.recorded(PUBLISHED)[0].body['items'][0]['item_id']}@hoinghi"


def test_own_calendar_has_own_items_only(planned: Documents) -> None:
    delegate = str(planned.receive_delegate("confirmed")["delegate_id"])
    change(planned, lambda items: items[2].update(delegate_id=delegate))
    publish(planned)
    file = planned.get("/agenda.ics?own=true", Role.DELEGATE, delegate=delegate).data
    assert [str(each["summary"]) for each in Calendar.from_ical(file).walk("VEVENT")] == ["Tham luận"]

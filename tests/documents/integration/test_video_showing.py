"""The approved film: scheduled into the agenda, broadcast, shown in the hall; and no other file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from chassis.clock import system_clock
from services.documents.film.inspection.report import Scan
from services.documents.problems.showing import ANOTHER_CUT_APPROVED, NO_FILM_ITEM, NOT_THE_APPROVED_FILM
from tests.documents.filming import FILM, SHA256, UNIT, film, sent
from tests.documents.showing import (
    HERE,
    approved,
    copied,
    do,
    reopened,
    schedule_of,
    scheduled,
    showing_of,
    with_agenda,
)
from tests.documents.world import Documents

SCHEDULED = "documents.video_scheduled.v1"
SHOWN = "documents.video_shown.v1"
OTHER = "0" * 64
CHANNEL = "Kênh TN1"
COPY = b"a light copy" * 100


def slug_of(answer: Any) -> str:
    return str(answer.get_json()["type"])


def told(documents: Documents, event: str) -> list[dict[str, Any]]:
    return [each.decoded().data for each in documents.recorded(event)]


def shown_body(documents: Documents, **facts: Any) -> dict[str, Any]:
    body = {"sha256": SHA256, "file_sha256": SHA256, "started_at": documents.clock().isoformat()}
    return body | facts


def file_of(documents: Documents, sha256: str, role: Role = Role.RECEPTIONIST, **headers: str) -> Any:
    token = {"Authorization": f"Bearer {documents.token(role)}"}
    answer = documents.client.get(f"{HERE}/video-report/showing/files/{sha256}", headers=token | headers)
    answer.get_data()
    answer.close()
    return answer


def slot(documents: Documents, hours: int = 1, channel: str = CHANNEL, **facts: Any) -> dict[str, Any]:
    at = documents.clock() + timedelta(hours=hours)
    return {"version": schedule_of(documents)["version"], "channel": channel, "starts_at": at.isoformat()} | facts


def planned_slot(documents: Documents, hours: int = 1) -> str:
    answer = do(documents, "broadcasts", slot(documents, hours))
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["broadcasts"][0]["id"])


def test_approved_film_is_scheduled_into_its_item_and_announced(planned: Documents) -> None:
    before = approved(planned)
    assert (before["approved"]["sha256"], before["schedule"], before["actions"]) == (SHA256, None, ["schedule"])
    item = with_agenda(planned)
    shown = scheduled(planned, item)
    assert (shown["state"], shown["schedule"]["agenda_item"]["title"]) == ("scheduled", "Chiếu phóng sự")
    [data] = told(planned, SCHEDULED)
    assert (data["cause"], str(data["agenda_item"]["item_id"]), data["sha256"]) == ("scheduled", item, SHA256)
    assert (data["duration_ms"], data["broadcasts"], data["unit"]) == (901_480, [], UNIT)
    assert film(planned)["history"][-1]["action"] == "schedule"


def test_agenda_knows_how_long_the_film_truly_is(planned: Documents) -> None:
    approved(planned)
    item = with_agenda(planned)
    assert [each["film_seconds"] for each in planned.get("/agenda").get_json()["items"]] == [None, None]
    scheduled(planned, item)
    draft = planned.get("/agenda/draft").get_json()["items"][1]
    assert (draft["film_seconds"], [each["severity"] for each in draft["problems"]]) == (902, ["warning"])
    assert draft["problems"][0]["sentence"] == "Phóng sự dài 15:02, mục này chỉ có 15 phút."
    run = planned.get("/agenda/run", Role.CHAIR).get_json()["items"][1]
    assert run["film_seconds"] == planned.get("/agenda").get_json()["items"][1]["film_seconds"] == 902


def test_another_cut_than_the_approved_is_not_scheduled(planned: Documents) -> None:
    version = approved(planned)["version"]
    body = {"version": version, "sha256": OTHER, "agenda_item_id": with_agenda(planned)}
    answer = do(planned, "schedule", body)
    assert (answer.status_code, slug_of(answer)) == (409, ANOTHER_CUT_APPROVED.uri)
    assert SHA256 in answer.get_json()["detail"]
    assert (schedule_of(planned)["state"], told(planned, SCHEDULED)) == ("approved", [])


def test_film_that_is_not_approved_is_not_scheduled(planned: Documents) -> None:
    sent(planned)
    shown = schedule_of(planned)
    assert (shown["approved"], shown["actions"]) == (None, [])
    body = {"version": shown["version"], "sha256": SHA256, "agenda_item_id": None}
    assert do(planned, "schedule", body).status_code == 409


def test_item_of_another_kind_takes_no_film(planned: Documents) -> None:
    body = {"version": approved(planned)["version"], "sha256": SHA256, "agenda_item_id": str(uuid4())}
    with_agenda(planned)
    opening = planned.get("/agenda").get_json()["items"][0]["id"]
    for item in (body["agenda_item_id"], opening):
        answer = do(planned, "schedule", body | {"agenda_item_id": item})
        assert (answer.status_code, slug_of(answer)) == (422, NO_FILM_ITEM.uri)


def test_stale_page_hears_who_did_what_meanwhile(planned: Documents) -> None:
    version = approved(planned)["version"]
    item = with_agenda(planned)
    scheduled(planned, item)
    body = {"version": version, "sha256": SHA256, "agenda_item_id": None}
    answer = do(planned, "schedule", body)
    assert answer.status_code == 409
    assert "Đồng chí Thử đã xếp lịch chiếu" in answer.get_json()["detail"]
    assert schedule_of(planned)["schedule"]["agenda_item_id"] == item


def test_film_moves_to_another_item_and_off_the_schedule(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, with_agenda(planned))
    planned_slot(planned)
    moved = scheduled(planned, None)
    assert (moved["state"], moved["schedule"]["agenda_item_id"]) == ("scheduled", None)
    assert [each["cause"] for each in told(planned, SCHEDULED)] == ["scheduled", "broadcasts", "moved"]
    off = do(planned, "unschedule", {"version": moved["version"], "reason": "Đổi phim"}).get_json()
    assert (off["state"], off["schedule"], off["broadcasts"]) == ("approved", None, [])
    [data] = told(planned, "documents.video_unscheduled.v1")
    assert (data["reason"], data["agenda_item"], data["state"]) == ("Đổi phim", None, "approved")


def test_item_that_the_agenda_dropped_is_said_to_be_gone(planned: Documents) -> None:
    approved(planned)
    item = with_agenda(planned, publish=False)
    assert scheduled(planned, item)["schedule"]["agenda_item"]["published"] is False
    version = planned.get("/agenda/draft").get_json()["version"]
    planned.call("PUT", f"{HERE}/agenda/draft", json={"version": version, "items": []})
    assert schedule_of(planned)["schedule"]["agenda_item"] is None
    assert showing_of(planned)["playback"]["sha256"] == SHA256


def test_slot_on_a_channel_is_planned_moved_and_dropped(planned: Documents) -> None:
    approved(planned)
    assert do(planned, "broadcasts", slot(planned)).status_code == 409
    scheduled(planned, with_agenda(planned))
    one = planned_slot(planned)
    same = do(planned, "broadcasts", slot(planned))
    assert (same.status_code, slug_of(same)) == (409, "/problems/same-broadcast")
    changed = do(planned, f"broadcasts/{one}/change", slot(planned, 2)).get_json()["broadcasts"]
    assert changed[0]["starts_at"] == (planned.clock() + timedelta(hours=2)).isoformat()
    gone = do(planned, f"broadcasts/{one}/remove", {"version": schedule_of(planned)["version"]}).get_json()
    assert gone["broadcasts"] == []
    again = do(planned, f"broadcasts/{one}/remove", {"version": gone["version"]})
    assert (again.status_code, "bỏ giờ phát sóng" in again.get_json()["detail"]) == (409, True)


def test_broadcaster_reports_what_was_aired_and_what_is_overdue_is_shown(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, None)
    one = planned_slot(planned)
    report = {
        "version": schedule_of(planned)["version"],
        "aired_at": (planned.clock() + timedelta(hours=1)).isoformat(),
    }
    early = do(planned, f"broadcasts/{one}/report", report, Role.BROADCASTER)
    assert (early.status_code, slug_of(early)) == (422, "/problems/broadcast-in-future")
    planned.clock.now += timedelta(hours=1, minutes=15)
    assert schedule_of(planned)["broadcasts"][0]["overdue"] is False
    planned.clock.now += timedelta(seconds=2)
    assert schedule_of(planned, Role.BROADCASTER)["broadcasts"][0]["overdue"] is True
    answer = do(planned, f"broadcasts/{one}/report", report | {"remark": "Phát trọn vẹn"}, Role.BROADCASTER)
    [aired] = answer.get_json()["broadcasts"]
    assert (aired["state"], aired["overdue"], aired["remark"]) == ("aired", False, "Phát trọn vẹn")
    back = do(planned, f"broadcasts/{one}/take-back", {"version": answer.get_json()["version"]}, Role.BROADCASTER)
    assert back.get_json()["broadcasts"][0]["state"] == "planned"
    reports = told(planned, "documents.video_broadcast_reported.v1")
    assert [each["broadcast"]["state"] for each in reports] == ["aired", "planned"]


def test_broadcaster_of_another_unit_knows_nothing_of_it(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, None)
    one = planned_slot(planned)
    assert planned.get("/video-report/schedule", Role.BROADCASTER, unit="xa-an-binh").status_code == 404
    report = {"version": schedule_of(planned)["version"], "aired_at": planned.clock().isoformat()}
    assert do(planned, f"broadcasts/{one}/report", report, Role.BROADCASTER, unit="xa-an-binh").status_code == 404


def test_hall_gets_the_approved_file_and_no_other(planned: Documents) -> None:
    approved(planned)
    assert (showing_of(planned)["playback"], file_of(planned, SHA256).status_code) == (None, 404)
    scheduled(planned, with_agenda(planned))
    playback = showing_of(planned, Role.RECEPTIONIST)["playback"]
    assert playback == {"kind": "original", "sha256": SHA256, "size": len(FILM)}
    whole = file_of(planned, SHA256)
    assert (whole.status_code, whole.data, whole.headers["ETag"]) == (200, FILM, f'"{SHA256}"')
    assert file_of(planned, SHA256, Range="bytes=100-").data == FILM[100:]
    assert file_of(planned, OTHER).status_code == 404
    assert file_of(planned, SHA256, Role.APPRAISER).status_code == 403


@pytest.mark.parametrize("facts", [{"codec": "mpeg2video"}, {"scan": Scan.TOP_FIELD_FIRST}, {"container": "MXF"}])
def test_film_that_browsers_do_not_play_is_shown_as_its_copy(planned: Documents, facts: dict[str, Any]) -> None:
    approved(planned, **facts)
    scheduled(planned, with_agenda(planned))
    assert (showing_of(planned)["playback"], file_of(planned, SHA256).status_code) == (None, 404)
    copy = copied(planned, COPY)
    assert showing_of(planned)["playback"] == {"kind": "copy", "sha256": copy, "size": len(COPY)}
    assert (file_of(planned, copy).data, file_of(planned, SHA256).status_code) == (COPY, 404)
    answer = do(planned, "showing/show", shown_body(planned, file_sha256=copy), Role.CHAIR)
    assert answer.get_json()["schedule"]["shown_sha256"] == copy
    assert [(each["file"], each["sha256"]) for each in told(planned, SHOWN)] == [("copy", SHA256)]


def test_showing_is_noted_once_and_taken_back(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, with_agenda(planned))
    began = planned.clock() - timedelta(minutes=20)
    body = shown_body(planned, started_at=began.isoformat())
    shown = do(planned, "showing/show", body, Role.RECEPTIONIST).get_json()
    assert (shown["state"], shown["schedule"]["shown_at"]) == ("shown", began.isoformat())
    again = do(planned, "showing/show", body, Role.CHAIR)
    assert (again.status_code, "đã chiếu phim" in again.get_json()["detail"]) == (409, True)
    back = do(planned, "showing/take-back", {"version": shown["version"], "reason": "Chiếu thử"}, Role.CHAIR).get_json()
    assert (back["state"], back["schedule"]["shown_at"], back["actions"]) == ("scheduled", None, ["show"])
    [data] = told(planned, "documents.video_showing_taken_back.v1")
    assert (data["reason"], data["state"], len(told(planned, SHOWN))) == ("Chiếu thử", "scheduled", 1)


def test_clock_of_the_hall_that_is_ahead_counts_as_now(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, with_agenda(planned))
    ahead = (planned.clock() + timedelta(days=1)).isoformat()
    shown = do(planned, "showing/show", shown_body(planned, started_at=ahead)).get_json()
    assert shown["schedule"]["shown_at"] == planned.clock().isoformat()


@pytest.mark.parametrize("wrong", [{"sha256": OTHER}, {"file_sha256": OTHER}])
def test_other_checksum_is_not_noted_as_shown(planned: Documents, wrong: dict[str, str]) -> None:
    approved(planned)
    scheduled(planned, with_agenda(planned))
    answer = do(planned, "showing/show", shown_body(planned, **wrong))
    assert (answer.status_code, slug_of(answer)) == (409, NOT_THE_APPROVED_FILM.uri)
    assert (showing_of(planned)["state"], told(planned, SHOWN)) == ("scheduled", [])


def test_film_whose_appraisal_is_open_again_is_not_played(planned: Documents) -> None:
    approved(planned)
    off = scheduled(planned, with_agenda(planned))["version"]
    do(planned, "unschedule", {"version": off, "reason": None})
    refused = do(planned, "showing/show", shown_body(planned))
    assert (refused.status_code, "đã bỏ lịch chiếu" in refused.get_json()["detail"]) == (409, True)
    reopened(planned)
    assert (showing_of(planned)["playback"], showing_of(planned)["approved"]) == (None, None)
    assert do(planned, "showing/show", shown_body(planned)).status_code == 409


def test_film_that_is_broadcast_only_is_not_for_the_hall(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, None)
    assert showing_of(planned)["playback"] is None
    assert do(planned, "showing/show", shown_body(planned)).status_code == 409


def test_same_step_sent_twice_is_taken_once(planned: Documents) -> None:
    approved(planned)
    scheduled(planned, with_agenda(planned))
    path, body = f"{HERE}/video-report/showing/show", shown_body(planned)
    key = f"hall-{system_clock():%f}"
    answers = [planned.call("POST", path, Role.CHAIR, json=body, key=key) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].get_json() == answers[1].get_json()
    assert len(told(planned, SHOWN)) == 1

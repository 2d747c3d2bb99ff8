"""Handing in: files, versions, receipts, and who may do it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import select

from chassis.auth.roles import Role
from services.documents.models import Upload
from services.documents.operations.uploads import Sweeper
from services.documents.storage import LocalStore
from tests.documents import files
from tests.documents.handing_in import HERE, OTHER, UNIT, hand_in, owed, upload
from tests.documents.world import Documents


def test_version_that_is_handed_in_is_shown_with_time_and_checksum(planned: Documents) -> None:
    shown = hand_in(planned, owed(planned)).get_json()
    [version] = shown["submissions"]
    assert (shown["submission_state"], shown["state"], shown["timeliness"]) == ("received", "came", "early")
    assert version["sha256"] == hashlib.sha256(files.DOCX).hexdigest()
    assert (version["number"], version["filename"], version["size"]) == (1, "Báo cáo.docx", len(files.DOCX))
    assert version["handed_in_at"] == planned.clock().isoformat()


def test_receipt_is_announced_with_the_checksum(planned: Documents) -> None:
    hand_in(planned, owed(planned))
    [event] = planned.recorded("documents.submission_received.v1")
    data = event.decoded().data
    assert (data["unit"], data["number"], data["timeliness"], data["state"]) == (UNIT, 1, "early", "received")
    assert data["sha256"] == hashlib.sha256(files.DOCX).hexdigest()


def test_newer_version_follows_before_appraisal(planned: Documents) -> None:
    first = hand_in(planned, owed(planned)).get_json()
    shown = hand_in(planned, first).get_json()
    assert [each["number"] for each in shown["submissions"]] == [2, 1]
    assert [step["action"] for step in shown["history"]] == ["hand_in", "hand_in"]


def test_stale_page_is_told_who_handed_in_meanwhile(planned: Documents) -> None:
    seen = owed(planned)
    hand_in(planned, seen)
    answer = hand_in(planned, seen)
    assert answer.status_code == 409
    assert "Đồng chí Thử đã nộp một bản lúc 09:00, 1/3/2025" in answer.get_json()["detail"]


def test_file_is_downloaded_as_it_was_sent_and_never_shown(planned: Documents) -> None:
    shown = hand_in(planned, owed(planned)).get_json()
    path = f"{HERE}/obligations/{shown['id']}/submissions/{shown['submissions'][0]['id']}/content"
    answer = planned.call("GET", path, Role.APPRAISER)
    assert answer.data == files.DOCX
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"bao-cao.docx\"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.docx"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()
    assert planned.call("GET", path, Role.UNIT, unit=OTHER).status_code == 404


REFUSED = [
    (files.OLE, "a.doc", "file-locked"),
    (files.DOCM, "a.docx", "file-with-macros"),
    (b"xin chao", "a.docx", "file-type-refused"),
    (files.DOCX, "a.pdf", "file-name-misleads"),
    (b"", "a.pdf", "file-empty"),
]


@pytest.mark.parametrize(("content", "name", "problem"), REFUSED)
def test_file_that_cannot_be_handed_in_is_refused(planned: Documents, content: bytes, name: str, problem: str) -> None:
    answer = upload(planned, content, name)
    assert (answer.status_code, answer.get_json()["type"]) == (422, f"/problems/{problem}")


def test_file_over_the_limit_is_refused_before_it_is_read(planned: Documents) -> None:
    answer = upload(planned, b"%PDF-" + bytes(3_000_000), "a.pdf")
    assert answer.status_code == 413
    assert "3 MB" in answer.get_json()["detail"]


def test_file_as_long_as_the_limit_is_taken(planned: Documents) -> None:
    answer = upload(planned, b"%PDF-" + bytes(3_000_000 - 5), "a.pdf")
    assert (answer.status_code, answer.get_json()["size"]) == (201, 3_000_000)


@pytest.mark.parametrize(("size", "status"), [(2_900_000, 201), (3_000_001, 413)])
def test_file_of_unknown_length_is_limited_as_it_comes(planned: Documents, size: int, status: int) -> None:
    headers = {"Authorization": f"Bearer {planned.token(Role.UNIT, unit=UNIT)}"}
    chunked = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    content = BytesIO(b"%PDF-" + bytes(size - 5))
    query = {"filename": "a.pdf"}
    answer = planned.client.post(
        f"{HERE}/uploads", query_string=query, input_stream=content, headers=headers, environ_overrides=chunked
    )
    assert answer.status_code == status


def test_somebody_elses_file_cannot_be_handed_in(planned: Documents) -> None:
    body = {"version": 0, "upload_id": str(uuid4())}
    answer = planned.call(
        "POST", f"{HERE}/obligations/{owed(planned)['id']}/submissions", Role.UNIT, json=body, unit=UNIT
    )
    assert answer.get_json()["type"] == "/problems/upload-gone"
    assert owed(planned)["submission_state"] == "awaited"


def test_file_is_used_once(planned: Documents) -> None:
    sent = upload(planned).get_json()["id"]
    first = hand_in(planned, owed(planned), upload_id=sent).get_json()
    assert hand_in(planned, first, upload_id=sent).get_json()["type"] == "/problems/upload-gone"


def test_link_is_enough_and_text_is_not_for_a_report(planned: Documents) -> None:
    assert hand_in(planned, owed(planned), text="Đã xong").get_json()["type"] == "/problems/form-not-taken"
    shown = hand_in(planned, owed(planned), link="https://video.example/p").get_json()
    assert shown["submissions"][0]["form"] == "link"


def test_unit_hands_in_nothing_for_another(planned: Documents) -> None:
    assert hand_in(planned, owed(planned), unit=OTHER).status_code == 404


def test_film_is_handed_in_elsewhere(planned: Documents) -> None:
    film = owed(planned, "phong-su", "dai-phat-thanh")
    answer = hand_in(planned, film, unit="dai-phat-thanh", link="https://video.example/p")
    assert answer.get_json()["type"] == "/problems/handed-in-elsewhere"


def test_withdrawn_version_stays_in_the_list(planned: Documents) -> None:
    shown = hand_in(planned, owed(planned)).get_json()
    path = f"{HERE}/obligations/{shown['id']}/withdraw"
    answer = planned.call("POST", path, Role.UNIT, json={"version": shown["version"], "reason": "Nhầm tệp"}, unit=UNIT)
    left = answer.get_json()
    assert (left["submission_state"], left["came_at"]) == ("awaited", None)
    assert left["submissions"][0]["withdrawn_at"] == planned.clock().isoformat()


def test_plan_keeps_what_was_handed_in_for_what_it_drops(planned: Documents, plan_source: str) -> None:
    shown = hand_in(planned, owed(planned)).get_json()
    without = plan_source.replace("owed_by: [cum-dong]", "owed_by: [xa-dong-thap]")
    assert planned.apply(without).status_code == 409
    assert planned.apply(without, remove_worked_on=True).status_code == 200
    assert planned.get(f"/obligations?unit={UNIT}").get_json()["total"] == 0
    planned.apply(plan_source)
    again = planned.get(f"/obligations/{shown['id']}").get_json()
    assert [each["number"] for each in again["submissions"]] == [1]


def test_files_that_nobody_used_are_swept_after_a_day(planned: Documents) -> None:
    store = LocalStore(planned.service.web.extensions["hoinghi"].parts.store._directory)
    hand_in(planned, owed(planned))
    upload(planned, files.PDF, "a.pdf")
    planned.clock.now += timedelta(days=365 * 30)
    assert Sweeper(planned.service.database, store, planned.clock).sweep() == 1
    with planned.service.database.read() as session:
        assert session.scalars(select(Upload.filename)).all() == ["Báo cáo.docx"]

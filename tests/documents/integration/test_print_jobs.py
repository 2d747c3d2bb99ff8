"""Many papers in one file: asked for once, made by the worker, kept for a day, begun anew after a crash."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_page_sizes, pdf_qr_texts, pdf_text
from services.documents.operations.print_jobs import HELD_FOR, KEPT_FOR, hold_next
from services.documents.press import Press
from services.documents.print_worker import PrintWorker
from services.documents.rendering import FontsMissing
from services.documents.rendering.fonts import FONT_DIRECTORY
from tests.documents.world import INVITATION, PUBLIC_URL, Documents

NOTHING = threading.Event()


def worker(documents: Documents) -> PrintWorker:
    return PrintWorker(documents.service.database, Press(PUBLIC_URL, FONT_DIRECTORY), documents.clock)


def ask(documents: Documents, kind: str, **choices: Any) -> dict[str, Any]:
    answer = documents.call(
        "POST", f"/conferences/{INVITATION['conference']}/print-jobs", json={"kind": kind, **choices}
    )
    assert answer.status_code == 202, answer.get_json()
    job: dict[str, Any] = answer.get_json()
    return job


def made(documents: Documents, kind: str, **choices: Any) -> tuple[dict[str, Any], bytes]:
    job = ask(documents, kind, **choices)
    assert worker(documents).work_next(NOTHING)
    return shown(documents, job), documents.get(f"/print-jobs/{job['id']}/content").data


def shown(documents: Documents, job: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = documents.get(f"/print-jobs/{job['id']}").get_json()
    return found


def invite(documents: Documents, number: int, **changes: Any) -> None:
    data = INVITATION | {"invitation_id": uuid4(), "number": number, "link": f"/i/link{number:022d}"} | changes
    documents.receive("registration.invitation_issued.v1", str(data["invitation_id"]), data)


@pytest.fixture
def hall(planned: Documents) -> Documents:
    """Three delegates and two invitations."""
    for name in ("Lê Thử An", "Vũ Thử Bình", "Bùi Thử Cúc"):
        planned.receive_delegate("confirmed", full_name=name)
    invite(planned, 8)
    invite(planned, 7, invitee_kind="guest", invitee_code="khach", invitee_name="Trần Thử", invitee_post="Bí thư")
    return planned


def test_invitations_are_one_file_by_number(hall: Documents) -> None:
    job, large = made(hall, "invitations")
    assert (job["state"], job["items_done"], job["items_total"], job["pages"]) == ("done", 2, 2, 2)
    content = made(hall, "invitations", size="a5")[1]
    assert (pdf_page_sizes(large), pdf_page_sizes(content)) == ([(210, 297)] * 2, [(148, 210)] * 2)
    text = pdf_text(content)
    assert text.index("Đồng chí Trần Thử Chức vụ: Bí thư") < text.index("Trân trọng kính mời: Xã An Bình")
    assert pdf_qr_texts(content, 150) == [f"{PUBLIC_URL}/i/link{number:022d}" for number in (7, 8)]


def test_papers_of_delegates_are_one_file(hall: Documents) -> None:
    assert pdf_page_sizes(made(hall, "name_tents")[1]) == [(297, 210)] * 3
    assert pdf_page_sizes(made(hall, "badges", size="card")[1]) == [(210, 297)]
    assert pdf_page_sizes(made(hall, "badges", size="a6")[1]) == [(105, 148)] * 3


def test_choice_is_kept_and_withdrawn_invitations_are_left_out(hall: Documents) -> None:
    withdrawn = INVITATION | {"invitation_id": uuid4(), "number": 9}
    hall.receive("registration.invitation_withdrawn.v1", "withdrawn", withdrawn)
    assert ask(hall, "invitations")["items_total"] == 2
    hall.receive_delegate("confirmed", full_name="Phan Thử Yến", kind="presenter")
    assert ask(hall, "badges", delegate_kind="presenter")["items_total"] == 1
    assert ask(hall, "name_tents", delegate_kind="presenter")["items_total"] == 1
    assert ask(hall, "invitations", unit="xa-an-binh")["items_total"] == 1


def test_same_content_is_made_once(hall: Documents) -> None:
    first, _ = made(hall, "badges")
    assert ask(hall, "badges")["id"] == first["id"]
    assert not worker(hall).work_next(NOTHING)
    assert ask(hall, "badges", size="a6")["id"] != first["id"]
    hall.receive_delegate("confirmed", full_name="Phan Thử Yến")
    assert ask(hall, "badges")["id"] != first["id"]


def test_file_holds_what_there_is_when_it_is_made(hall: Documents) -> None:
    job = ask(hall, "name_tents")
    hall.receive_delegate("confirmed", full_name="Phan Thử Yến")
    worker(hall).work_next(NOTHING)
    assert shown(hall, job)["items_total"] == 4
    assert ask(hall, "name_tents")["id"] == job["id"]


def test_nothing_to_print_is_said_at_once(planned: Documents) -> None:
    answer = planned.call("POST", f"/conferences/{INVITATION['conference']}/print-jobs", json={"kind": "badges"})
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/nothing-to-print")


def test_size_of_other_papers_is_refused(hall: Documents) -> None:
    answer = hall.call(
        "POST", f"/conferences/{INVITATION['conference']}/print-jobs", json={"kind": "badges", "size": "a5"}
    )
    assert (answer.status_code, [fault["pointer"] for fault in answer.get_json()["errors"]]) == (422, ["/size"])


def test_job_of_a_killed_worker_is_begun_anew(hall: Documents) -> None:
    job = ask(hall, "badges")
    with hall.service.database.write() as session:
        assert hold_next(session, hall.clock) is not None
    assert shown(hall, job)["state"] == "running"
    assert not worker(hall).work_next(NOTHING)
    hall.clock.now += HELD_FOR * 2
    assert worker(hall).work_next(NOTHING)
    assert shown(hall, job)["state"] == "done"


def test_job_that_ends_every_worker_fails_in_words(hall: Documents) -> None:
    job = ask(hall, "badges")
    for _ in range(4):
        with hall.service.database.write() as session:
            hold_next(session, hall.clock)
        hall.clock.now += HELD_FOR * 2
    failed = shown(hall, job)
    assert failed["state"] == "failed"
    assert failed["problem"].startswith("Hệ thống gặp lỗi khi lập tệp in.")
    assert ask(hall, "badges")["id"] != job["id"]


def test_job_of_a_stopped_worker_waits_for_the_next_and_hands_out_nothing(hall: Documents) -> None:
    job, stopped = ask(hall, "badges"), threading.Event()
    stopped.set()
    worker(hall).work_next(stopped)
    assert shown(hall, job)["state"] == "waiting"
    answer = hall.get(f"/print-jobs/{job['id']}/content")
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/print-job-not-ready")
    worker(hall).work_next(NOTHING)
    assert shown(hall, job)["state"] == "done"


def test_missing_type_is_said_in_words(hall: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.documents.press.ensure_fonts", _no_fonts)
    job = ask(hall, "badges")
    worker(hall).work_next(NOTHING)
    assert shown(hall, job)["problem"] == "Xin báo bộ phận kỹ thuật cài phông chữ cho máy chủ rồi thử lại."


def _no_fonts(directory: Path) -> None:
    raise FontsMissing([directory])


def test_file_is_forgotten_after_a_day(hall: Documents) -> None:
    job, _ = made(hall, "badges")
    hall.clock.now += KEPT_FOR * 1.01
    assert not worker(hall).work_next(NOTHING)
    answer = hall.get(f"/print-jobs/{job['id']}")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/print-job-gone")
    assert hall.get("/print-jobs").get_json()["items"] == []


def test_files_are_for_the_office_only(hall: Documents) -> None:
    job, _ = made(hall, "invitations")
    for role in (Role.UNIT, Role.CHAIR, Role.RECEPTIONIST, Role.DEPARTMENT):
        assert hall.get(f"/print-jobs/{job['id']}/content", role, unit="xa-an-binh").status_code == 403

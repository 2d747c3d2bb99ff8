"""Digests: read by the worker as reports arrive, shown by section, made as files, for those who draft."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import docx
import pytest

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_text
from services.documents.models import ReportText
from services.documents.operations.read_reports import GIVEN_UP_AFTER, ReportReader
from services.documents.press import Press
from services.documents.print_worker import PrintWorker
from services.documents.rendering.fonts import FONT_DIRECTORY
from services.documents.storage import FileStore
from tests.documents.form_corpus import pdfs, word_programs
from tests.documents.form_corpus.report_text import PICTURE, Line
from tests.documents.form_corpus.word_xml import Form, body_of, package
from tests.documents.handing_in import HERE, OTHER, UNIT, hand_in, owed, step, upload
from tests.documents.world import PUBLIC_URL, Documents

NOTHING = threading.Event()
ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def report(done: str, asked: str) -> bytes:
    lines = [Line("h0", "Kết quả", "I"), Line("h1", "Ưu điểm", "1"), Line("text", done)]
    lines += [Line("h0", "Kiến nghị", "II"), Line("text", asked), Line("text", "TRƯỞNG BAN")]
    return package(body_of(lines, Form()), Form())


FIRST = report("Xã đã tổ chức 12 lớp học <b>nghị quyết</b>.", "Đề nghị bổ sung kinh phí {tập huấn}.")


@pytest.fixture
def reader(planned: Documents) -> ReportReader:
    store: FileStore = planned.service.web.extensions["hoinghi"].parts.store
    return ReportReader(planned.service.database, store, planned.clock)


def send(
    documents: Documents, content: bytes = FIRST, *, unit: str = UNIT, name: str = "bao-cao.docx"
) -> dict[str, Any]:
    sent = upload(documents, content, name, unit=unit).get_json()
    answer: dict[str, Any] = hand_in(documents, owed(documents, unit=unit), unit=unit, upload_id=sent["id"]).get_json()
    return answer


def accept(documents: Documents, obligation: dict[str, Any]) -> None:
    taken = step(documents, obligation, "take-up").get_json()
    assert step(documents, taken, "accept", word=None).status_code == 200


def read_all(reader: ReportReader) -> int:
    count = 0
    while reader.read_next():
        count += 1
    return count


def digest(documents: Documents, which: str = "came", role: Role = Role.ORGANIZER, **scope: str) -> dict[str, Any]:
    answer = documents.get(f"/digests/bao-cao?which={which}", role, **scope)
    assert answer.status_code == 200, answer.get_json()
    shown: dict[str, Any] = answer.get_json()
    return shown


def section(documents: Documents, place: int, which: str = "came") -> dict[str, Any]:
    shown: dict[str, Any] = documents.get(f"/digests/bao-cao/sections/{place}?which={which}").get_json()
    return shown


def made(documents: Documents, kind: str, which: str = "came") -> tuple[dict[str, Any], bytes]:
    body = {"kind": kind, "obligation": "bao-cao", "which": which}
    asked = documents.call("POST", f"{HERE}/print-jobs", json=body)
    assert asked.status_code == 202, asked.get_json()
    PrintWorker(documents.service.database, Press(PUBLIC_URL, FONT_DIRECTORY), documents.clock).work_next(NOTHING)
    job = documents.get(f"/print-jobs/{asked.get_json()['id']}").get_json()
    return job, documents.get(f"/print-jobs/{job['id']}/content").data


def test_what_arrives_is_read_once_and_shown_by_section(planned: Documents, reader: ReportReader) -> None:
    send(planned)
    assert digest(planned)["figures"]["reading"] == 1

    assert (read_all(reader), read_all(reader)) == (1, 0)

    shown = digest(planned)
    assert [(each["name"], each["units"]) for each in shown["sections"]] == [
        ("I. Kết quả", 0),
        ("1. Ưu điểm", 1),
        ("II. Kiến nghị", 1),
    ]
    figures = shown["figures"]
    assert {name: figures[name] for name in ("owed", "came", "in_time", "taken", "reading", "missing")} == {
        "owed": 2,
        "came": 1,
        "in_time": 1,
        "taken": 1,
        "reading": 0,
        "missing": 1,
    }
    [entry] = section(planned, 2)["entries"]
    assert (entry["unit_name"], entry["lines"]) == ("Xã An Bình", ["Đề nghị bổ sung kinh phí {tập huấn}."])


@ONE_DATABASE
def test_only_accepted_reports_are_taken_unless_all_are_asked_for(planned: Documents, reader: ReportReader) -> None:
    received = send(planned)
    read_all(reader)
    assert digest(planned, "accepted")["units"][0]["standing"] == "not_accepted"
    accept(planned, received)
    assert digest(planned, "accepted")["units"][0]["standing"] == "taken"
    lines = planned.get("/digests").get_json()["items"]
    assert lines == [
        {"code": "bao-cao", "title": "Báo cáo tổng kết", "kind": "report", "owed": 2, "came": 1, "accepted": 1}
    ]


@ONE_DATABASE
def test_each_unit_that_is_not_in_is_named_with_the_reason(planned: Documents, reader: ReportReader) -> None:
    send(planned, pdfs.scan(pages=2), name="quet.pdf")
    hand_in(planned, owed(planned, unit=OTHER), unit=OTHER, link="https://photho.example/{bao-cao}")
    read_all(reader)
    assert {each["unit"]: (each["standing"], each["problem"]) for each in digest(planned)["units"]} == {
        UNIT: ("unreadable", "Tệp là bản quét (ảnh chụp), không có chữ để lấy."),
        OTHER: ("unreadable", "Đơn vị gửi đường liên kết: https://photho.example/{bao-cao}"),
    }
    body = {"kind": "digest_pdf", "obligation": "bao-cao", "which": "came"}
    refused = planned.call("POST", f"{HERE}/print-jobs", json=body)
    assert (refused.status_code, refused.get_json()["type"]) == (409, "/problems/nothing-to-put-together")


def test_files_hold_the_text_the_late_and_the_missing(planned: Documents, reader: ReportReader) -> None:
    planned.clock.now = datetime(2025, 3, 12, 2, 0, tzinfo=UTC)
    send(planned)
    read_all(reader)

    job, pdf = made(planned, "digest_pdf")
    assert (job["state"], job["items_done"], job["items_total"], job["filename"]) == (
        "done",
        2,
        2,
        "tong-hop-bao-cao.pdf",
    )
    text = pdf_text(pdf)
    for part in (
        "2 đơn vị có nhiệm vụ báo cáo; 1 đơn vị đã nộp (0 đúng hạn, 1 muộn)",
        "Xã đã tổ chức 12 lớp học <b>nghị quyết</b>.",
        "2. Đơn vị chưa nộp (1)",
        "Xã Đông Tháp",
    ):
        assert part in text
    assert "TRƯỞNG BAN Nguyễn Thử Nghiệm" in text

    job, content = made(planned, "digest_word")
    assert (job["pages"], job["filename"]) == (None, "tong-hop-bao-cao.docx")
    answer = planned.get(f"/print-jobs/{job['id']}/content")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "Đề nghị bổ sung kinh phí {tập huấn}." in [
        each.text for each in docx.Document(io.BytesIO(content)).paragraphs
    ]


def test_tables_and_pictures_are_counted_and_placed(planned: Documents, reader: ReportReader) -> None:
    lines = [Line("h0", "Kết quả", "I"), PICTURE, Line("h1", "Ưu điểm", "1"), Line("text", "Có 12 lớp.")]
    send(planned, word_programs.set_right([*lines, Line("h0", "Kiến nghị", "II"), Line("text", "Không có.")]))
    read_all(reader)
    shown = digest(planned)
    assert (shown["figures"]["tables_left_out"], shown["figures"]["pictures_left_out"]) == (0, 1)
    picture = {"what": "picture", "section": 0, "where": "paragraph", "number": 1}
    assert next(each for each in shown["units"] if each["unit"] == UNIT)["left_out"] == [picture]
    text = pdf_text(made(planned, "digest_pdf")[1])
    assert "0 bảng và 1 hình trong các báo cáo không đưa vào bản này" in text
    assert "hình ở đoạn 1 (mục I)" in text


@ONE_DATABASE
def test_file_is_made_anew_when_another_report_is_in_or_another_day_begins(
    planned: Documents, reader: ReportReader
) -> None:
    send(planned)
    read_all(reader)
    first, _ = made(planned, "digest_word")
    assert made(planned, "digest_word")[0]["id"] == first["id"]
    send(planned, report("Xã Đông Tháp làm tốt.", "Không có kiến nghị."), unit=OTHER)
    read_all(reader)
    second, _ = made(planned, "digest_word")
    planned.clock.now += timedelta(hours=16)
    third, _ = made(planned, "digest_word")
    assert len({first["id"], second["id"], third["id"]}) == 3


@ONE_DATABASE
def test_digest_says_what_it_is_of(planned: Documents) -> None:
    refused = planned.call("POST", f"{HERE}/print-jobs", json={"kind": "digest_pdf"})
    assert (refused.status_code, [each["pointer"] for each in refused.get_json()["errors"]]) == (422, ["/obligation"])
    for path in ("/digests/khong-co", "/digests/phong-su", "/digests/bao-cao/sections/9"):
        assert planned.get(path).status_code == 404


@ONE_DATABASE
def test_another_outline_is_read_anew(planned: Documents, reader: ReportReader, plan_source: str) -> None:
    send(planned)
    read_all(reader)
    changed = plan_source.replace('{number: "1", title: Ưu điểm', '{number: "1", title: Ưu điểm và kết quả nổi bật')
    assert planned.apply(changed).status_code == 200
    assert digest(planned)["figures"]["reading"] == 1
    assert read_all(reader) == 1
    assert digest(planned)["figures"]["reading"] == 0


def test_file_of_a_killed_reader_is_read_by_the_next(planned: Documents, reader: ReportReader) -> None:
    obligation = send(planned)
    with planned.service.database.write() as session:
        session.add(
            ReportText(
                id=UUID(obligation["submissions"][0]["id"]),
                conference="pho-tho-2025",
                obligation="bao-cao",
                outline="0" * 64,
                begun_at=planned.clock(),
            )
        )
    assert read_all(reader) == 0
    planned.clock.now += GIVEN_UP_AFTER * 2
    assert read_all(reader) == 1
    assert digest(planned)["figures"]["taken"] == 1


@ONE_DATABASE
def test_room_sees_what_is_of_its_field_and_units_see_nothing(planned: Documents, plan_source: str) -> None:
    assert digest(planned, role=Role.APPRAISER)["figures"]["owed"] == 2
    assert digest(planned, role=Role.DEPARTMENT)["figures"]["owed"] == 2
    assert planned.get("/digests/bao-cao", Role.DEPARTMENT, unit="phong-khoa-giao").status_code == 404
    field = plan_source.replace(
        "    outline: de-cuong\n", "    outline: de-cuong\n    appraised_by: [phong-khoa-giao]\n", 1
    )
    assert planned.apply(field).status_code == 200
    assert digest(planned, role=Role.DEPARTMENT, unit="phong-khoa-giao")["figures"]["owed"] == 2
    for role in (Role.UNIT, Role.CHAIR, Role.RECEPTIONIST):
        assert planned.get("/digests/bao-cao", role).status_code == 403

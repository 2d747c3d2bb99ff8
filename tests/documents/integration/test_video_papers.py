"""Papers about the judging of the film: verdicts, and the list of changes in both forms."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlalchemy import update

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_text
from services.documents.models import VideoInspection
from tests.documents.filming import SHA256
from tests.documents.judging import OTHER, Bench, bench
from tests.documents.showing import approve, reopened
from tests.documents.world import NOW, Documents

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
B = Role.BROADCASTER


@pytest.fixture
def judges(planned: Documents, plan_source: str) -> Bench:
    return bench(planned, plan_source)


def test_list_of_changes_has_each_comment_with_its_time_as_pdf_and_for_word(judges: Bench) -> None:
    judges.cut()
    judges.comment()
    judges.comment(from_ms=195_500, to_ms=None, category="sound", weight="advice", text="Tiếng <nhỏ> & rè")
    judges.judge("request-changes", word="Rút còn 15 phút")
    pdf = pdf_text(judges.call("GET", "/changes.pdf", role=B).data)
    words = (
        "01:15–01:21,5",
        "Số liệu, tên",
        "Bắt buộc",
        "Sai tên xã",
        "03:15,5",
        "Tiếng <nhỏ> & rè",
        "Rút còn 15 phút",
    )
    assert [
        each for each in (*words, SHA256, "Danh sách có 2 nội dung, trong đó 1 bắt buộc sửa") if each not in pdf
    ] == []
    answer = judges.call("GET", "/changes.docx", role=B)
    assert "noi-dung-can-sua-pho-tho-2025.docx" in answer.headers["Content-Disposition"]
    [*_, table, _signature] = Document(BytesIO(answer.data)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["STT", "Thời điểm", "Về", "Mức độ", "Nội dung cần sửa", "Đã sửa"],
        ["1", "01:15–01:21,5", "Số liệu, tên", "Bắt buộc", "Sai tên xã", ""],
        ["2", "03:15,5", "Âm thanh", "Góp ý", "Tiếng <nhỏ> & rè", ""],
    ]


def test_broadcaster_has_no_list_before_the_verdict_and_nobody_before_the_first_cut(judges: Bench) -> None:
    assert judges.call("GET", "/changes.pdf").get_json()["type"] == "/problems/no-cut-yet"
    judges.cut()
    judges.comment()
    assert "Sai tên xã" not in pdf_text(judges.call("GET", "/changes.pdf", role=B).data)
    assert "Sai tên xã" in pdf_text(judges.call("GET", "/changes.pdf").data)


def test_what_was_not_fixed_says_of_which_cut_its_time_is(judges: Bench) -> None:
    judges.cut()
    judges.comment()
    judges.judge("request-changes")
    judges.cut(OTHER)
    text = pdf_text(judges.call("GET", "/changes.pdf").data)
    assert ("(bản 1)" in text, "bản 2, tệp" in text) == (True, True)


def test_verdict_says_who_decided_what_about_which_file(judges: Bench) -> None:
    judges.cut()
    judges.comment()
    judges.comment(who="binh", text="Của người khác")
    verdict = judges.judge("request-changes", word="Chưa đạt").get_json()["verdicts"][0]
    answer = judges.call("GET", f"/verdicts/{verdict['id']}/paper")
    text = pdf_text(answer.data)
    expected = ("PHIẾU THẨM ĐỊNH", "Đồng chí An", SHA256, "Chưa đạt", "01:15–01:21,5: Sai tên xã", "09 giờ 00")
    assert [each for each in expected if each not in text] == []
    assert ("Của người khác" in text, "hết hiệu lực" in text) == (False, False)
    assert "phieu-tham-dinh-phong-su-pho-tho-2025-ban-1.pdf" in answer.headers["Content-Disposition"]
    judges.judge("reopen", role=Role.ORGANIZER, word="Xem lại")
    assert "hết hiệu lực" in pdf_text(judges.call("GET", f"/verdicts/{verdict['id']}/paper").data)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"failures": 2}, "Máy đo: không đạt 2 chỉ tiêu"),
        ({"outcome": "could_not"}, "Máy không mở được tệp"),
        ({"warnings": 1}, None),
    ],
)
def test_verdict_has_what_the_machine_found_against_the_cut(
    judges: Bench, found: dict[str, Any], said: str | None
) -> None:
    judges.cut()
    database = judges.documents.service.database
    approve(database, NOW)
    reopened(judges.documents)
    with database.write() as session:
        session.execute(update(VideoInspection).values(**found))
    verdict = judges.judge("approve").get_json()["verdicts"][0]
    text = " ".join(pdf_text(judges.call("GET", f"/verdicts/{verdict['id']}/paper").data).split())
    assert ("Máy" in text, said is None or said in text) == (said is not None, True)


def test_post_of_an_appraiser_whom_the_plan_names_is_printed(judges: Bench) -> None:
    judges.documents.apply(judges.source.replace("name: Trần Thử Duyệt", "name: Đồng chí An"))
    judges.cut()
    verdict = judges.judge("approve").get_json()["verdicts"][0]
    text = pdf_text(judges.call("GET", f"/verdicts/{verdict['id']}/paper").data)
    assert ("Trưởng ban" in text, "không" in text) == (True, True)


def test_verdicts_are_the_houses_own(judges: Bench) -> None:
    judges.cut()
    verdict = judges.judge("approve").get_json()["verdicts"][0]
    assert judges.call("GET", f"/verdicts/{verdict['id']}/paper", role=B).status_code == 403
    assert judges.call("GET", f"/verdicts/{judges.film()['id']}/paper").status_code == 404

"""Lists, the chair's report and name tents over HTTP, from what registration told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest

from chassis.auth.roles import Role
from chassis.testing.pdf import pdf_page_sizes, pdf_text
from tests.documents.world import SLUG, Documents

PEOPLE: list[dict[str, Any]] = [
    {"full_name": "Trần Thử Đạt", "unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ", "category": "xa"},
    {"full_name": "Đỗ Thử An", "unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ", "category": "xa"},
    {"full_name": "Bùi Thử Ân", "unit": "xa-an-binh", "unit_name": "Xã An Bình", "category": "xa"},
    {"full_name": "Vũ Thử Ăn", "unit": "xa-an-binh", "unit_name": "Xã An Bình", "category": "xa"},
    {"full_name": "Phan Thử Yến", "unit": None, "unit_name": None, "category": "lanh-dao"},
]
IN_ORDER = ["Đỗ Thử An", "Vũ Thử Ăn", "Bùi Thử Ân", "Trần Thử Đạt", "Phan Thử Yến"]
OPENING = datetime(2025, 3, 21, 0, 30, tzinfo=UTC)
"""07:30 in the conference's zone."""

REMOVED = {"conference": SLUG}


@pytest.fixture
def confirmed(planned: Documents) -> Documents:
    planned.people = {each["full_name"]: planned.receive_delegate("confirmed", **each) for each in PEOPLE}
    planned.clock.now = OPENING
    return planned


def _names(sheet: bytes) -> list[str]:
    """The second column of a workbook's table, from its head down to the first blank row."""
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(sheet)).active.iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == "STT")
    return [row[1] for row in rows[head + 1 :] if row[0] is not None and row[1] is not None]


def test_lists_are_in_the_order_of_vietnamese_names(confirmed: Documents) -> None:
    assert _names(confirmed.get("/sign-off-sheet.xlsx").data) == IN_ORDER
    assert _names(confirmed.get("/attendance-list.xlsx").data) == IN_ORDER
    text = pdf_text(confirmed.get("/sign-off-sheet.pdf").data)
    assert sorted(IN_ORDER, key=text.index) == IN_ORDER


def test_sign_off_sheet_lies_on_its_side_with_blank_rows(confirmed: Documents) -> None:
    answer = confirmed.get("/sign-off-sheet.pdf?blank_rows=3")
    assert (answer.mimetype, answer.headers["Content-Disposition"]) == (
        "application/pdf",
        f'attachment; filename="danh-sach-ky-nhan-{SLUG}.pdf"',
    )
    assert set(pdf_page_sizes(answer.data)) == {(297, 210)}
    text = pdf_text(answer.data)
    assert "Danh sách có 5 đại biểu." in text
    assert "5 Phan Thử Yến Bí thư Đảng ủy Lãnh đạo 6 " in text
    # The last rows are on the page of the signatures.
    assert " 7 8 Danh sách có 5 đại biểu. NGƯỜI LẬP" in text


def test_sheet_without_a_name_is_a_blank_form(planned: Documents) -> None:
    assert "Danh sách có 0 đại biểu." in pdf_text(planned.get("/sign-off-sheet.pdf").data)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("unit=xa-tay-ho", ["Đỗ Thử An", "Trần Thử Đạt"]),
        ("category=lanh-dao", ["Phan Thử Yến"]),
        ("kind=presenter", []),
        ("present=true", ["Bùi Thử Ân"]),
        ("present=false&unit=xa-an-binh", ["Vũ Thử Ăn"]),
    ],
)
def test_attendance_list_is_filtered(confirmed: Documents, query: str, names: list[str]) -> None:
    confirmed.receive_attendance(confirmed.people["Bùi Thử Ân"], OPENING)
    assert _names(confirmed.get(f"/attendance-list.xlsx?{query}").data) == names


def test_attendance_is_told_as_of_any_moment(confirmed: Documents) -> None:
    """One came at 07:10 and it was undone at 07:20; another came at 07:25."""
    early, late = confirmed.people["Bùi Thử Ân"], confirmed.people["Đỗ Thử An"]
    check_in = confirmed.receive_attendance(early, OPENING - timedelta(minutes=20))
    confirmed.clock.now = OPENING - timedelta(minutes=10)
    confirmed.receive_attendance(early, OPENING - timedelta(minutes=20), check_in, event="undone")
    confirmed.receive_attendance(late, OPENING - timedelta(minutes=5))
    confirmed.clock.now = OPENING

    def present(moment: str) -> list[str]:
        return _names(confirmed.get(f"/attendance-list.xlsx?present=true&as_of={moment}").data)

    assert present("2025-03-21T07:05:00%2B07:00") == []
    assert present("2025-03-21T07:15:00%2B07:00") == ["Bùi Thử Ân"]
    assert present("2025-03-21T07:22:00%2B07:00") == []
    assert _names(confirmed.get("/attendance-list.xlsx?present=true").data) == ["Đỗ Thử An"]


def test_news_of_a_check_in_may_come_in_any_order(confirmed: Documents) -> None:
    check_in, person = uuid4(), confirmed.people["Bùi Thử Ân"]
    confirmed.receive_attendance(person, OPENING, check_in, event="undone", sequence=2)
    confirmed.receive_attendance(person, OPENING, check_in, sequence=1)
    assert _names(confirmed.get("/attendance-list.xlsx?present=true").data) == []


def test_check_in_may_come_before_news_of_the_delegate(planned: Documents) -> None:
    planned.clock.now = OPENING
    delegate = PEOPLE[0] | {"delegate_id": uuid4()}
    planned.receive_attendance(delegate, OPENING)
    planned.receive_delegate("confirmed", **delegate)
    assert _names(planned.get("/attendance-list.xlsx?present=true").data) == ["Trần Thử Đạt"]


def test_chairs_report_names_missing_units_and_whom_to_call(confirmed: Documents) -> None:
    for code, name in (("xa-an-binh", "Xã An Bình"), ("xa-tay-ho", "Xã Tây Hồ")):
        confirmed.receive_invitation(invitee_code=code, invitee_name=name, quota=3, category="xa")
    confirmed.receive_attendance(confirmed.people["Đỗ Thử An"], OPENING)
    confirmed.receive_delegate("excused", full_name="Lê Thử Vắng", state="excused", reason="Ốm")
    text = pdf_text(confirmed.get("/attendance-report.pdf").data)
    assert (
        "triệu tập 6 đại biểu; xác nhận dự 5; có mặt 1 (đạt 20%); chưa đến 4; vắng có lý do 1; đi thay 0;"
        " khách ngoài danh sách 0." in text
    )
    assert "1 Lãnh đạo 0 1 0 1 0 0 2 Các xã 6 4 1 3 0 0 Tổng số 6 5 1 4 0 0" in text
    assert "1 Xã An Bình 2 Đồng chí Thử" in text


def test_chairs_report_tells_substitutes_and_unlisted_guests_apart(confirmed: Documents) -> None:
    before = confirmed.people["Đỗ Thử An"]
    handed_over = before | {"state": "substituted"}
    confirmed.receive_delegate("updated", **handed_over)
    about = {"unit": "xa-tay-ho", "unit_name": "Xã Tây Hồ", "substitute_for": before["delegate_id"]}
    confirmed.receive_delegate("confirmed", full_name="Lê Thử Thay", **about)
    unlisted = {"kind": "unlisted", "category": "unlisted", "unit": None, "unit_name": "Báo Phố Thơ"}
    guest = confirmed.receive_delegate("confirmed", full_name="Ngô Thử Khách", **unlisted)
    confirmed.receive_delegate("confirmed", full_name="Ngô Thử Vắng", **unlisted)
    confirmed.receive_attendance(guest, OPENING)
    text = pdf_text(confirmed.get("/attendance-report.pdf").data)
    assert "xác nhận dự 5; có mặt 0 (đạt 0%); chưa đến 5; vắng có lý do 0; đi thay 1; khách ngoài danh sách 1." in text
    assert "1 Lê Thử Thay Xã Tây Hồ Đỗ Thử An" in text
    assert "1 Ngô Thử Khách Bí thư Đảng ủy, Báo Phố Thơ 07:30" in text
    assert "3 Ngoài danh sách 0 0 0 0 0 1" in text


def test_station_that_goes_wrong_does_not_change_the_hour(confirmed: Documents) -> None:
    person = confirmed.people["Đỗ Thử An"]
    confirmed.receive_attendance(person, OPENING + timedelta(hours=3), happened_at=OPENING)
    assert _names(confirmed.get("/attendance-list.xlsx?present=true").data) == ["Đỗ Thử An"]


def test_invited_places_of_an_earlier_release_are_read_from_the_plan(confirmed: Documents) -> None:
    confirmed.receive_invitation(invitee_code="xa-tay-ho", invitee_name="Xã Tây Hồ", quota=9)
    assert "Các xã 9 4" in pdf_text(confirmed.get("/attendance-report.pdf").data)


def test_name_tents_have_a_page_each(confirmed: Documents) -> None:
    content = confirmed.get("/name-tents.pdf?unit=xa-an-binh").data
    assert pdf_page_sizes(content) == [(297, 210)] * 2
    assert pdf_text(content).count("Vũ Thử Ăn") == 2


def test_no_name_tent_to_print_is_said_so(planned: Documents) -> None:
    answer = planned.get("/name-tents.pdf")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-name-tents")


@pytest.mark.parametrize(
    "path",
    [
        "/sign-off-sheet.pdf",
        "/sign-off-sheet.xlsx",
        "/attendance-list.pdf",
        "/attendance-list.xlsx",
        "/attendance-report.pdf",
        "/name-tents.pdf",
        "/commendation-list.pdf",
    ],
)
def test_unknown_conference_has_no_lists(documents: Documents, path: str) -> None:
    assert documents.get(path).get_json()["type"] == "/problems/not-found"


def test_chair_gets_the_report_and_not_the_sheets(confirmed: Documents) -> None:
    assert confirmed.get("/attendance-report.pdf", Role.CHAIR).status_code == 200
    assert confirmed.get("/attendance-list.pdf", Role.CHAIR).status_code == 200
    assert confirmed.get("/sign-off-sheet.pdf", Role.CHAIR).status_code == 403
    assert confirmed.get("/name-tents.pdf", Role.CHAIR).status_code == 403


def test_moment_without_a_zone_is_refused(confirmed: Documents) -> None:
    assert confirmed.get("/attendance-report.pdf?as_of=2025-03-21T07:30").status_code == 422


def test_a_person_of_two_units_stands_for_both(confirmed: Documents) -> None:
    both = confirmed.people["Bùi Thử Ân"] | {"affiliations": [{"unit": "xa-dong-thap", "unit_name": "Xã Đông Tháp"}]}
    confirmed.receive_delegate("updated", **both | {"state": "confirmed"})
    text = pdf_text(confirmed.get("/attendance-report.pdf").data)
    assert "1 Xã An Bình 2 Đồng chí Thử 2 Xã Đông Tháp 1" in text
    confirmed.receive_attendance(both, OPENING)
    text = pdf_text(confirmed.get("/attendance-report.pdf").data)
    assert ("Xã An Bình" in text, "Xã Đông Tháp" in text, "1 Xã Tây Hồ 2" in text) == (False, False, True)


def test_commended_are_listed_as_they_are_called(confirmed: Documents) -> None:
    here, away = confirmed.people["Bùi Thử Ân"], confirmed.people["Đỗ Thử An"]
    confirmed.receive_attendance(here, OPENING)
    confirmed.receive_commendation(2, delegate_id=here["delegate_id"], recipient_name="Tên cũ")
    confirmed.receive_commendation(1, delegate_id=away["delegate_id"], recipient_name="?", proxy_name="Vũ Thử Ăn")
    confirmed.receive_commendation(3, unit="xa-an-binh", recipient_name="Xã An Bình", unit_name="Xã An Bình")
    confirmed.receive_commendation(4, recipient_name="Tập thể Văn phòng")
    answer = confirmed.get("/commendation-list.pdf", Role.RECEPTIONIST)
    assert set(pdf_page_sizes(answer.data)) == {(297, 210)}
    assert (
        "1 Đỗ Thử An Bí thư Đảng ủy, Xã Tây Hồ Giấy khen Chưa đến Vũ Thử Ăn"
        " 2 Bùi Thử Ân Bí thư Đảng ủy, Xã An Bình Giấy khen Có mặt"
        " 3 Xã An Bình Giấy khen Có mặt 4 Tập thể Văn phòng Giấy khen"
        " Danh sách có 4 tập thể, cá nhân." in pdf_text(answer.data)
    )


def test_removed_commendation_does_not_come_back_with_late_news(planned: Documents) -> None:
    gone = uuid4()
    planned.receive(
        "registration.commendation_removed.v1", f"commendation/{gone}", REMOVED | {"commendation_id": gone}, 2
    )
    planned.receive_commendation(1, gone, sequence=1, recipient_name="Tập thể Văn phòng")
    assert "Danh sách có 0 tập thể" in pdf_text(planned.get("/commendation-list.pdf").data)


def test_film_is_put_before_its_appraisers(planned: Documents) -> None:
    answer = planned.get("/film-appraisal.pdf", Role.APPRAISER)
    assert answer.status_code == 200
    text = pdf_text(answer.data)
    assert "Hạn gửi để thẩm định: hết ngày 10/3/2025" in text
    assert "Thời lượng theo kế hoạch: ……" in text
    assert planned.get("/film-appraisal.pdf", Role.BROADCASTER, unit="dai-phat-thanh").status_code == 403


def test_plan_without_a_film_says_so(documents: Documents, plan_source: str) -> None:
    without = plan_source.replace("kind: video_report", "kind: other")
    assert documents.apply(without).status_code == 200
    answer = documents.get("/film-appraisal.pdf")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-film")

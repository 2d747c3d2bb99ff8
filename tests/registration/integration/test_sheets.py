"""Lists as spreadsheets: the template, the export, and the import with everything that can be wrong in it."""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.registration.sheets import HEAD, cells_of, checked, imported, sheet, upload, worker
from tests.registration.world import ORGANIZER, OTHER_UNIT, UNIT, Registration, plan, problem

NOTHING = {"added": 0, "waiting": 0, "merged": 0, "unchanged": 0, "faulty": 0}


def people(registration: Registration) -> list[tuple[str, str]]:
    listed = registration.get(ORGANIZER, "/delegates", page_size=500)["items"]
    return [(one["full_name"], one["state"]) for one in listed]


def test_file_is_checked_before_anything_changes(registration: Registration) -> None:
    job = checked(registration, sheet([("Lê Thị Hòa", "Trưởng phòng", "0900.000.021", None, "Tham luận", "Sở Y tế")]))
    assert (job["state"], job["counts"], job["faults"]) == ("checked", NOTHING | {"added": 1}, [])
    assert people(registration) == []


def test_checked_file_is_imported_with_its_news(registration: Registration) -> None:
    registration.news()
    rows = [(f"Đại biểu Thứ {number}", None, None, None, None, "so-y-te") for number in ("Một", "Hai", "Ba")]
    job = imported(registration, sheet(rows))
    assert (job["state"], job["counts"]) == ("applied", NOTHING | {"added": 2, "waiting": 1})
    assert sorted(people(registration)) == [
        ("Đại biểu Thứ Ba", "waiting"),
        ("Đại biểu Thứ Hai", "registered"),
        ("Đại biểu Thứ Một", "registered"),
    ]
    assert registration.news() == [("delegate_registered", "delegate", 1)] * 3
    [first, *_] = registration.get(ORGANIZER, "/delegates")["items"]
    confirmed = registration.send(ORGANIZER, "POST", f"/delegates/{first['id']}/admit")
    assert confirmed["state"] == "registered"


def test_same_file_again_changes_nothing(registration: Registration) -> None:
    rows = [("Lê Thị Hòa", None, 900000021, None, None, "Sở Y tế"), ("Vũ An", None, None, None, None, "Huyện Đại Từ")]
    imported(registration, sheet(rows))
    registration.news()
    job = imported(registration, sheet(rows))
    assert (job["state"], job["counts"]) == ("applied", NOTHING | {"unchanged": 2})
    assert registration.news() == []


def test_row_without_a_phone_means_the_one_of_that_name_on_the_units_list(registration: Registration) -> None:
    registration.register("Lê Thị Hòa", phone="0900000021")
    rows = [("Lê Thị Hòa", *[None] * 4, "Sở Y tế"), ("Lê Thị Hòa", *[None] * 4, "Huyện Đại Từ")]
    assert checked(registration, sheet(rows))["counts"] == NOTHING | {"added": 1, "unchanged": 1}


def test_files_are_forgotten_after_a_week(registration: Registration) -> None:
    job = checked(registration, sheet([("Vũ An", *[None] * 4, "Sở Y tế")]))
    registration.clock.move(days=8)
    upload(registration, sheet([("Vũ An", *[None] * 4, "Sở Y tế")]))
    assert problem(registration.call(ORGANIZER, "GET", f"/delegate-imports/{job['id']}")) == (404, "not-found")


def test_person_on_another_list_or_row_is_merged(registration: Registration) -> None:
    registration.register("Lê Thị Hòa", "huyen-dai-tu", phone="0900000021")
    rows = [
        ("LÊ THỊ HOÀ", None, "0900 000 021", None, None, "Sở Y tế"),
        ("Vũ An", None, "0900.000.022", None, None, "Sở Y tế"),
        ("Vũ An", None, "0900.000.022", None, None, "Huyện Đại Từ"),
    ]
    job = imported(registration, sheet(rows))
    assert job["counts"] == NOTHING | {"added": 1, "merged": 2}
    units = {one["full_name"]: one["unit_name"] for one in registration.get(ORGANIZER, "/delegates")["items"]}
    assert units == {"Lê Thị Hòa": "Huyện Đại Từ; Sở Y tế", "Vũ An": "Sở Y tế; Huyện Đại Từ"}


def test_all_or_nothing_refuses_a_file_with_mistakes_and_good_takes_the_rest(registration: Registration) -> None:
    content = sheet([("Lê Thị Hòa", None, "không có", None, None, "Sở Y tế"), ("Vũ An", *[None] * 4, "Sở Y tế")])
    job = checked(registration, content)
    address = f"/delegate-imports/{job['id']}/apply"
    assert problem(registration.call(ORGANIZER, "POST", address, {"mode": "all"})) == (409, "import-has-faults")
    registration.send(ORGANIZER, "POST", address, {"mode": "good"}, 202)
    worker(registration).work_next()
    assert people(registration) == [("Vũ An", "registered")]


def test_row_that_went_bad_since_the_check_stops_the_whole_file(registration: Registration) -> None:
    content = sheet([("Lê Thị Hòa", *[None] * 4, "Sở Y tế"), ("Vũ An", *[None] * 4, "Huyện Đại Từ")])
    job = checked(registration, content)
    invitation = registration.issue("so-y-te")
    registration.send(UNIT, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "declines"})
    registration.send(ORGANIZER, "POST", f"/delegate-imports/{job['id']}/apply", {"mode": "all"}, 202)
    worker(registration).work_next()
    job = registration.get(ORGANIZER, f"/delegate-imports/{job['id']}")
    assert (job["state"], job["faults"][0]["row"], people(registration)) == ("failed", 2, [])


def test_unit_imports_its_own_list_only(registration: Registration) -> None:
    registration.issue("so-y-te")
    head = HEAD[:-1]
    job = imported(registration, sheet([("Lê Thị Hòa", None, None, None, None)], head), UNIT)
    assert (job["state"], job["counts"]["added"]) == ("applied", 1)
    foreign = checked(registration, sheet([("Vũ An", *[None] * 4, "Huyện Đại Từ")]), UNIT)
    assert foreign["faults"] == [{"row": 2, "column": "F", "text": "Đơn vị: không phải đơn vị của đồng chí"}]
    assert problem(registration.call(OTHER_UNIT, "GET", f"/delegate-imports/{job['id']}")) == (404, "not-found")


def test_unit_cannot_import_after_the_closing_time(registration: Registration) -> None:
    changed = plan(plan_version=2)
    changed["facts"]["registration_closes_at"] = registration.clock()
    registration.publish_plan(changed)
    assert problem(upload(registration, sheet([("Vũ An",)]), UNIT)) == (409, "lists-closed")


def test_worker_killed_while_importing_leaves_nothing_half_done(
    registration: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = checked(registration, sheet([("Lê Thị Hòa", *[None] * 4, "Sở Y tế")]))
    registration.send(ORGANIZER, "POST", f"/delegate-imports/{job['id']}/apply", {"mode": "all"}, 202)

    class Killed(BaseException):
        """As SIGKILL: nothing in the program catches it."""

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("services.registration.operations.import_delegates.record_facts", killed)
        with pytest.raises(Killed):
            worker(registration).work_next()
    assert people(registration) == []
    worker(registration).work_next()
    assert people(registration) == [("Lê Thị Hòa", "registered")]
    assert not worker(registration).work_next()


LONG = "Nguyễn " * 40
FIFTY: list[tuple[Any, ...]] = [
    # full_name, post, phone, email, kind, unit, and what the message says
    (None, "Trưởng phòng", None, None, None, "Sở Y tế", "A Họ và tên: chưa có"),
    ("   ", "Trưởng phòng", None, None, None, "Sở Y tế", "A Họ và tên: chưa có"),
    ("12345", None, None, None, None, "Sở Y tế", "A Họ và tên: “12345” không phải tên"),
    ("---", None, None, None, None, "Sở Y tế", "A Họ và tên: “---” không phải tên"),
    (20240705, None, None, None, None, "Sở Y tế", "A Họ và tên: “20240705” không phải tên"),
    (LONG, None, None, None, None, "Sở Y tế", "A Họ và tên: dài quá 200"),
    ("=A1", None, None, None, None, "Sở Y tế", "A Họ và tên: là công thức"),
    (True, None, None, None, None, "Sở Y tế", "A Họ và tên: là giá trị đúng/sai"),
    (dt.date(2026, 6, 1), None, None, None, None, "Sở Y tế", "A Họ và tên: là ngày giờ"),
    ("Vũ\u200bAn", None, None, None, None, "Sở Y tế", "A Họ và tên: có ký tự ẩn"),
    ("#REF!", None, None, None, None, "Sở Y tế", "A Họ và tên: có lỗi #REF!"),
    ("Vũ A", LONG, None, None, None, "Sở Y tế", "B Chức vụ: dài quá 200"),
    ("Vũ B", "=1+1", None, None, None, "Sở Y tế", "B Chức vụ: là công thức"),
    ("Vũ C", False, None, None, None, "Sở Y tế", "B Chức vụ: là giá trị đúng/sai"),
    ("Vũ D", dt.time(7, 30), None, None, None, "Sở Y tế", "B Chức vụ: là ngày giờ"),
    ("Vũ E", "Phó\u202eban", None, None, None, "Sở Y tế", "B Chức vụ: có ký tự ẩn"),
    ("Vũ F", "#N/A", None, None, None, "Sở Y tế", "B Chức vụ: có lỗi #N/A"),
    ("Vũ G", None, "không có", None, None, "Sở Y tế", "C Điện thoại: “không có” không phải số"),
    ("Vũ H", None, "0900", None, None, "Sở Y tế", "C Điện thoại: “0900” không phải số"),
    ("Vũ I", None, "0900.000.0011.222", None, None, "Sở Y tế", "C Điện thoại: “0900.000.0011.222”"),
    ("Vũ K", None, "0900.000.001; 0900.000.002", None, None, "Sở Y tế", "C Điện thoại: “0900.000.001; "),
    ("Vũ L", None, "O900.000.001", None, None, "Sở Y tế", "C Điện thoại: “O900.000.001”"),
    ("Vũ M", None, 12, None, None, "Sở Y tế", "C Điện thoại: “12” không phải số"),
    ("Vũ N", None, "=CONCAT(1)", None, None, "Sở Y tế", "C Điện thoại: là công thức"),
    ("Vũ O", None, True, None, None, "Sở Y tế", "C Điện thoại: là giá trị đúng/sai"),
    ("Vũ P", None, dt.date(2026, 6, 1), None, None, "Sở Y tế", "C Điện thoại: là ngày giờ"),
    ("Vũ Q", None, "#VALUE!", None, None, "Sở Y tế", "C Điện thoại: có lỗi #VALUE!"),
    ("Vũ R", None, "vu-r@donvi.example", None, None, "Sở Y tế", "C Điện thoại: “vu-r@donvi.example”"),
    ("Vũ S", None, None, "không có", None, "Sở Y tế", "D E-mail: “không có” không phải"),
    ("Vũ T", None, None, "vu-t", None, "Sở Y tế", "D E-mail: “vu-t” không phải"),
    ("Vũ U", None, None, "vu-u@", None, "Sở Y tế", "D E-mail: “vu-u@” không phải"),
    ("Vũ V", None, None, "@donvi.example", None, "Sở Y tế", "D E-mail: “@donvi.example” không phải"),
    ("Vũ X", None, None, "vu x@donvi.example", None, "Sở Y tế", "D E-mail: “vu x@donvi.example”"),
    ("Vũ Y", None, None, "a@b.example; c@d.example", None, "Sở Y tế", "D E-mail: “a@b.example; c@d"),
    ("Lý A", None, None, "=HYPERLINK(1)", None, "Sở Y tế", "D E-mail: là công thức"),
    ("Lý B", None, None, 900000001, None, "Sở Y tế", "D E-mail: “900000001” không phải"),
    ("Lý C", None, None, True, None, "Sở Y tế", "D E-mail: là giá trị đúng/sai"),
    ("Lý D", None, None, f"{'a' * 250}@donvi.example", None, "Sở Y tế", "D E-mail: dài quá 200"),
    ("Lý E", None, None, None, "Khách", "Sở Y tế", "E Tư cách: “Khách” không có; chọn một trong: Đại biểu"),
    ("Lý F", None, None, None, 1, "Sở Y tế", "E Tư cách: “1” không có"),
    ("Lý G", None, None, None, "=E2", "Sở Y tế", "E Tư cách: là công thức"),
    ("Lý H", None, None, None, True, "Sở Y tế", "E Tư cách: là giá trị đúng/sai"),
    ("Lý I", None, None, None, None, None, "F Đơn vị: chưa có"),
    ("Lý K", None, None, None, None, "Sở Vũ Trụ", "F Đơn vị: không có “Sở Vũ Trụ”"),
    ("Lý L", None, None, None, None, "so-vu-tru", "F Đơn vị: không có “so-vu-tru”"),
    ("Lý M", None, None, None, None, "=F2", "F Đơn vị: là công thức"),
    ("Lý N", None, None, None, None, 7, "F Đơn vị: không có “7”"),
    ("Lý O", None, None, None, None, dt.date(2026, 6, 1), "F Đơn vị: là ngày giờ"),
    ("Lý P", None, None, None, None, "Huyện Đại Từ", "F Đơn vị: đã trả lời không dự"),
    ("Phạm Thị Đúng", None, None, None, None, "Sở Y tế", " trùng với dòng 2"),
]


def test_fifty_kinds_of_mistakes_get_fifty_messages_and_change_nothing(registration: Registration) -> None:
    invitation = registration.issue("huyen-dai-tu")
    registration.send(OTHER_UNIT, "PUT", f"/invitations/{invitation['id']}/answer", {"answer": "declines"})
    registration.news()
    good = ("Phạm Thị Đúng", None, None, None, None, "Sở Y tế")
    job = checked(registration, sheet([good, *(row[:6] for row in FIFTY)]))
    assert len(FIFTY) == job["fault_count"] == job["counts"]["faulty"] == 50
    for number, (row, fault) in enumerate(zip(FIFTY, job["faults"], strict=True), start=3):
        assert fault["row"] == number
        assert f"{fault['column'] or ''} {fault['text']}".startswith(row[6])
    assert problem(registration.call(ORGANIZER, "POST", f"/delegate-imports/{job['id']}/apply", {"mode": "all"})) == (
        409,
        "import-has-faults",
    )
    assert (people(registration), registration.news()) == ([], [])


def test_mistakes_are_told_in_the_readers_language(registration: Registration) -> None:
    job = checked(registration, sheet([("Vũ An", None, "x1", None, None, "Sở Y tế")]))
    address = f"/delegate-imports/{job['id']}"
    english = registration.call(ORGANIZER, "GET", address, headers={"Accept-Language": "en"}).get_json()
    assert english["faults"] == [
        {"row": 2, "column": "C", "text": "Phone: “x1” is not a phone number; one is 0900.000.001"}
    ]


def zipped(**parts: bytes) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return into.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A good file, one part of it replaced."""
    into = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(sheet([("Vũ An",)]))) as good,
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in good.namelist():
            archive.writestr(part, content if part == name else good.read(part))
    return into.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (422, "sheet-not-xlsx")),
        (b"ho ten,don vi\nVu An,So Y te\n", (422, "sheet-not-xlsx")),
        (b"%PDF-1.7 " + b"x" * 400, (422, "sheet-not-xlsx")),
        (b"PK\x03\x04" + b"x" * 400, (422, "sheet-not-xlsx")),
        (zipped(**{"word/document.xml": b"<w/>"}), (422, "sheet-not-xlsx")),
        (OLE, (422, "sheet-old-format")),
        (OLE + "EncryptedPackage".encode("utf-16-le"), (422, "sheet-encrypted")),
        (zipped(**{"xl/workbook.xml": b"0" * 60_000_000}), (413, "sheet-too-large")),
        (zipped(**{"xl/workbook.xml": b"", **{f"part{n}": b"" for n in range(600)}}), (413, "sheet-too-large")),
    ],
    ids=["empty", "csv", "pdf", "broken-zip", "docx", "xls", "encrypted", "zip-bomb", "many-parts"],
)
def test_hostile_file_is_refused_at_once(registration: Registration, content: bytes, expected: Any) -> None:
    begun = time.thread_time()
    assert problem(upload(registration, content)) == expected
    assert time.thread_time() - begun < 2


def test_hundred_megabytes_are_refused_before_they_are_read(registration: Registration) -> None:
    response = upload(registration, b"0" * (100 * 1024 * 1024))
    assert problem(response)[0] == 413


BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]><worksheet>&f;</worksheet>"""


@pytest.mark.parametrize("part", [BOMB, OUTSIDE, OUTSIDE.decode().encode("utf-16")], ids=["bomb", "file", "utf-16"])
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_declared_entities_are_refused(registration: Registration, name: str, part: bytes) -> None:
    job = checked(registration, with_part(name, part))
    assert job["state"] == "failed"
    assert job["faults"][0]["text"].startswith("Không đọc được tệp.")


def test_rows_without_end_are_not_read(registration: Registration) -> None:
    rows = b"".join(b'<row r="%d"/>' % number for number in range(1, 400_000))
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    begun = time.thread_time()
    job = checked(
        registration, with_part(SHEET, b"<worksheet %s><sheetData>%s%s</sheetData></worksheet>" % (space, rows, far))
    )
    assert (job["state"], time.thread_time() - begun < 20) == ("failed", True)
    assert job["faults"][0]["text"].startswith("Không thấy dòng tiêu đề.")


def test_too_many_rows_are_told(registration: Registration) -> None:
    job = checked(registration, sheet([(f"Vũ Thứ {number}", *[None] * 4, "Sở Y tế") for number in range(5_001)]))
    assert (job["state"], job["faults"][0]["text"][:22]) == ("failed", "Tệp có quá nhiều dòng.")


def test_export_never_begins_a_formula(registration: Registration) -> None:
    for start in ("=", "+", "-", "@"):
        registration.register(f"{start}Vũ An", "huyen-dai-tu", post=f"{start}cmd|' /C calc'!A0")
    response = registration.call(ORGANIZER, "GET", "/delegates.xlsx")
    book = load_workbook(BytesIO(response.data))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(str(cell.value).startswith(("=", "+", "-", "@")) for cell in cells)


def test_export_of_a_filtered_list_is_read_again_as_unchanged(registration: Registration) -> None:
    registration.register("Lê Thị Hòa", phone="0900000021")
    registration.register("=Vũ An", "huyen-dai-tu")
    content = registration.call(ORGANIZER, "GET", "/delegates.xlsx", query_string={"unit": "huyen-dai-tu"}).data
    assert [row[0] for row in cells_of(content)] == ["Họ và tên", "'=Vũ An"]
    everyone = registration.call(ORGANIZER, "GET", "/delegates.xlsx").data
    assert checked(registration, everyone)["counts"] == NOTHING | {"unchanged": 2}


def test_unit_exports_its_own(registration: Registration) -> None:
    registration.register("Lê Thị Hòa")
    registration.register("Vũ An", "huyen-dai-tu")
    content = registration.call(UNIT, "GET", "/delegates.xlsx").data
    assert [row[0] for row in cells_of(content)] == ["Họ và tên", "Lê Thị Hòa"]


@pytest.mark.parametrize("who", [ORGANIZER, UNIT])
def test_template_has_header_drop_downs_and_an_example(registration: Registration, who: Any) -> None:
    registration.issue("so-y-te")
    content = registration.call(who, "GET", "/delegates-template.xlsx").data
    book = load_workbook(BytesIO(content))
    first, notes, _choices = book.worksheets
    offered = {str(each.sqref): each.formula1 for each in first.data_validations.dataValidation}
    expected = {"E2:E5001": "'Lựa chọn'!$A$1:$A$3"} | ({} if who is UNIT else {"F2:F5001": "'Lựa chọn'!$B$1:$B$2"})
    assert offered == expected
    assert "Lê Thị Ví Dụ" in [cell.value for row in notes.iter_rows() for cell in row]
    first["A2"] = "Lê Thị Hòa"
    first["F2"] = None if who is UNIT else "Sở Y tế"
    filled = BytesIO()
    book.save(filled)
    assert checked(registration, filled.getvalue(), who)["counts"] == NOTHING | {"added": 1}

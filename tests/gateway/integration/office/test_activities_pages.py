"""Activities: a unit's own page, the office's board."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import HERE, Product, csrf_of

LIST = f"{HERE}/activities"
UNIT, OTHER_UNIT, THIRD_UNIT = "tuyen-giao-dai-tu", "tuyen-giao-phu-luong", "tuyen-giao-dinh-hoa"
LOCAL = "to-chuc-hoi-nghi-dia-phuong"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _report(product: Product) -> Any:
    return product.api("GET", f"{HERE}/activity-reports?unit={UNIT}&activity={LOCAL}")["items"][0]


def test_unit_reports_with_a_file_and_the_office_confirms(product: Product) -> None:
    unit, office = product.signed_in(Role.UNIT, unit=UNIT), product.signed_in(Role.ORGANIZER)
    assert "Hội nghị sơ kết tại các địa phương, đơn vị" in unit.get(LIST).text
    report = _report(product)
    address = f"{LIST}/{report['id']}"
    form = {
        "csrf_token": csrf_of(unit, address),
        "version": report["version"],
        "held_on": "2024-07-10",
        "place": "Hội trường huyện",
        "file": (BytesIO(PDF), "bien-ban.pdf"),
    }
    assert unit.post(f"{address}/report", data=form).status_code == 303
    assert unit.get(f"{address}/evidence").data == PDF
    page = office.get(address).text
    assert "Hội trường huyện" in page
    version = _report(product)["version"]
    office.post(f"{address}/confirm", data={"csrf_token": csrf_of(office, address), "version": version})
    assert "Đã xác nhận" in unit.get(LIST).text


def test_refused_report_keeps_what_was_typed(product: Product) -> None:
    unit = product.signed_in(Role.UNIT, unit=UNIT)
    report = product.api("GET", f"{HERE}/activity-reports?unit={UNIT}&state=planned")["items"][0]
    address = f"{LIST}/{report['id']}"
    form = {"csrf_token": csrf_of(unit, address), "version": report["version"], "place": "Nhà văn hóa"}
    answer = unit.post(f"{address}/report", data=form)
    assert answer.status_code == 422
    assert 'value="Nhà văn hóa"' in answer.text


def test_board_is_filtered_and_printed(product: Product) -> None:
    office = product.signed_in(Role.ORGANIZER)
    page = office.get(f"{LIST}?activity={LOCAL}&state=planned").text
    assert "trước " in page
    assert office.get(f"{LIST}/list.pdf?activity={LOCAL}").mimetype == "application/pdf"


def test_unit_sees_first_what_it_still_has_to_report(product: Product) -> None:
    reports = product.api("GET", f"{HERE}/activity-reports?unit={OTHER_UNIT}")["items"]
    first, last = reports[0], reports[-1]
    done = {"version": first["version"], "held_on": "2024-07-10"}
    product.api("POST", f"{HERE}/activity-reports/{first['id']}/report", done)
    page = product.signed_in(Role.UNIT, unit=OTHER_UNIT).get(LIST).text
    assert page.index(f"{last['id']}") < page.index(f"{first['id']}")


def test_unit_reads_why_its_report_was_sent_back(product: Product) -> None:
    report = product.api("GET", f"{HERE}/activity-reports?unit={THIRD_UNIT}&activity={LOCAL}")["items"][0]
    address = f"{HERE}/activity-reports/{report['id']}"
    done = product.api("POST", f"{address}/report", {"version": report["version"], "held_on": "2024-07-10"})
    product.api("POST", f"{address}/send-back", {"version": done["version"], "reason": "Thiếu ảnh"})
    page = product.signed_in(Role.UNIT, unit=THIRD_UNIT).get(f"{LIST}/{report['id']}").text
    assert "Văn phòng trả lại: Thiếu ảnh" in page

"""Lists as spreadsheets, work on many delegates, and namesakes, on the office's pages."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from chassis.auth.roles import Role
from tests.gateway.integration.office.conftest import waiting_delegate
from tests.gateway.integration.people.conftest import HERE, Product, send
from tests.registration.sheets import cells_of, sheet

SHEETS = f"{HERE}/sheets"
LIST = f"{HERE}/delegates"


def token_of(page: str) -> dict[str, str]:
    names = ("csrf_token", "_key")
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in names}  # type: ignore[index]


def send_file(client: Any, content: bytes) -> Any:
    form = token_of(client.get(SHEETS).text) | {"file": (BytesIO(content), "danh-sach.xlsx")}
    return client.post(SHEETS, data=form, content_type="multipart/form-data", follow_redirects=True)


def test_file_is_taken_in_and_its_progress_shown(product: Product) -> None:
    page = send_file(product.signed_in(Role.ORGANIZER), sheet([("Vũ Thị Trong Tệp",)])).text
    assert "danh-sach.xlsx" in page
    assert "Đang kiểm tra tệp" in page or "lỗi, chưa có gì thay đổi" in page


def test_what_is_no_spreadsheet_is_refused_in_words(product: Product) -> None:
    answer = send_file(product.signed_in(Role.ORGANIZER), b"ho ten,don vi\n")
    assert (answer.status_code, "Tệp không phải bảng tính .xlsx" in answer.text) == (422, True)


def test_filtered_list_is_downloaded(product: Product) -> None:
    product.delegate("Nguyễn Thị Tải Về")
    answer = product.signed_in(Role.ORGANIZER).get(f"{SHEETS}/delegates.xlsx?q=tai+ve")
    assert [row[0] for row in cells_of(answer.data)][1:] == ["Nguyễn Thị Tải Về"]


def test_waiting_list_shows_the_quota_and_many_are_admitted(product: Product) -> None:
    waiting = waiting_delegate(product)
    client = product.signed_in(Role.ORGANIZER)
    page = client.get(f"{LIST}?state=waiting").text
    assert "chỉ tiêu</span>" in page
    told = send(client, LIST, f"{LIST}/bulk", action="admit", whom="chosen", ids=waiting["id"]).text
    assert "Đã làm cho 1 đại biểu." in told


def test_many_are_taken_off_only_after_the_word_is_typed(product: Product) -> None:
    delegate = product.delegate("Nguyễn Thị Còn Lại")
    client = product.signed_in(Role.ORGANIZER)
    form = {"action": "cancel", "whom": "chosen", "ids": delegate["id"], "reason": "Rút theo công văn"}
    assert "Chưa rút tên ai" in send(client, LIST, f"{LIST}/bulk", **form).text
    assert "Đã làm cho 1 đại biểu." in send(client, LIST, f"{LIST}/bulk", **form, typed="rút tên").text


def test_namesakes_are_shown_and_made_one(product: Product) -> None:
    first = product.delegate("Nguyễn Thị Trùng Tên")
    second = product.delegate("Nguyễn Thị Trùng Tên")
    client = product.signed_in(Role.ORGANIZER)
    assert "Nguyễn Thị Trùng Tên" in client.get(f"{LIST}/namesakes").text
    told = send(client, f"{LIST}/namesakes", f"{LIST}/{first['id']}/merge", other=second["id"]).text
    assert "một chỗ, một thẻ" in told

"""The whole path, as its people walk it, in both modes: from the plan to a scanned pass.

organizer applies the plan and issues an invitation ──e-mail──▶ unit answers and names a delegate
──e-mail──▶ delegate confirms ──e-mail with pass──▶ receptionist scans it ──▶ the board shows who came
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from chassis.testing.messaging import wait_for
from chassis.testing.pdf import pdf_qr_texts
from tests.e2e.chromium import DESK, PHONE, camera_film, chromium
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in
from tests.notification.mail_server import MailServer

PLAN = Path(__file__).parents[2] / "plans" / "thai-nguyen-2024.yaml"
SLUG = "thai-nguyen-2024"
DAYS_AHEAD = 20
UNIT = "Sở Y tế"
UNIT_EMAIL = "dau-moi@so-y-te.example"
DELEGATE = "Đỗ Thị Ước Mơ"
DELEGATE_EMAIL = "uoc-mo@don-vi.example"


@pytest.mark.parametrize("product", ["run", "stack"], indirect=True)
def test_from_the_plan_to_a_scanned_pass(
    product: RunningProduct, mail: MailServer, playwright: Playwright, tmp_path: Path
) -> None:
    with chromium(playwright) as browser:
        desk = browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN")
        office = sign_in(desk, product, "organizer")
        apply_plan(office)
        issue_invitation(office)
        invitation = mail_to(mail, UNIT_EMAIL)

        phone = browser.new_context(base_url=product.url, viewport=PHONE, locale="vi-VN", has_touch=True)
        answer_and_name(phone.new_page(), private_link(invitation))
        asked = mail_to(mail, DELEGATE_EMAIL)

        own = browser.new_context(base_url=product.url, viewport=PHONE, locale="vi-VN", has_touch=True)
        confirm(own.new_page(), private_link(asked))
        confirmed = mail_to(mail, DELEGATE_EMAIL, after=asked)
        film = camera_film(pass_text(confirmed), tmp_path / "pass.mjpeg")

        board = desk.new_page()
        board.goto(f"/conferences/{SLUG}/board")
        expect(board.locator("#board")).not_to_contain_text(DELEGATE)
        with chromium(playwright, camera=film) as station:
            scan(station.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product)
            expect(board.locator("#board")).to_contain_text(DELEGATE)


@pytest.mark.parametrize("product", ["stack"], indirect=True)
def test_workers_yield_to_the_gates_and_those_that_render_and_send_the_most(product: RunningProduct) -> None:
    assert product.priorities() == {"registration": 5, "gateway": 5, "documents": 10, "notification": 10}


def apply_plan(page: Page) -> None:
    """The demo's plan again, but on another day, so that there is something to apply."""
    page.goto("/plans/new")
    page.get_by_label("Chọn hoặc thả tệp YAML").set_input_files(PLAN)
    day = datetime.now(UTC).date() + timedelta(days=DAYS_AHEAD)
    page.get_by_label("Dời sang ngày").fill(day.isoformat())
    page.get_by_role("button", name="Kiểm tra kế hoạch").click()
    page.get_by_role("button", name="Áp dụng kế hoạch").click()
    expect(page).not_to_have_url(re.compile("/plans/"))


def issue_invitation(page: Page) -> None:
    page.goto(f"/conferences/{SLUG}/invitations?q={UNIT}")
    page.get_by_role("link", name=UNIT).first.click()
    page.get_by_role("button", name="Gửi giấy mời").click()
    expect(page.get_by_role("main").get_by_text("Đã gửi").first).to_be_visible()


def answer_and_name(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Tham dự").check()
    page.get_by_label("Số đại biểu sẽ dự").fill("1")
    page.get_by_role("button", name="Gửi trả lời").click()
    page.get_by_role("link", name="Ghi tên đại biểu").click()
    page.get_by_label("Họ và tên").fill(DELEGATE)
    page.get_by_label("Chức vụ").fill("Phó Trưởng phòng")
    page.get_by_label("Số điện thoại").fill("0900.000.777")
    page.get_by_label("Địa chỉ e-mail").fill(DELEGATE_EMAIL)
    page.get_by_label("Đại biểu", exact=True).check()
    page.get_by_role("button", name="Ghi tên", exact=True).click()
    expect(page.get_by_text(DELEGATE).first).to_be_visible()


def confirm(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Xác nhận tham dự").click()
    expect(page.locator("svg.pass-symbol")).to_be_visible()


def scan(context: BrowserContext, product: RunningProduct) -> None:
    page = sign_in(context, product, "receptionist")
    page.goto(f"/conferences/{SLUG}/gate")
    page.locator("a.gate-choice").first.click()
    page.get_by_role("button", name="Bật máy ảnh").click()
    expect(page.locator("#verdict-accepted")).to_contain_text(DELEGATE, timeout=20_000)


def mail_to(mail: MailServer, address: str, after: EmailMessage | None = None) -> EmailMessage:
    """The first e-mail to an address, or the first one after another."""

    def arrived() -> list[EmailMessage]:
        letters = [letter for letter in list(mail.mails) if address in str(letter["To"])]
        return letters[letters.index(after) + 1 :] if after is not None else letters

    wait_for(lambda: bool(arrived()))
    return arrived()[0]


def private_link(letter: EmailMessage) -> str:
    body: Any = letter.get_body(("plain",))
    found = re.search(r"https?://\S+/l/\S+", body.get_content())
    assert found is not None
    return found[0]


def pass_text(letter: EmailMessage) -> str:
    """What the QR on the attached badge holds."""
    [badge] = [part for part in letter.iter_attachments() if part.get_content_type() == "application/pdf"]
    content: Any = badge.get_content()
    [text] = pdf_qr_texts(content, 150)
    return text

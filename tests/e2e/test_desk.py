"""The welcome desk in a browser: a substitute in few steps, and an unlisted guest by the word of two people.

How quick a receptionist is depends on what has to be done, not on this machine: steps are counted, not seconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.e2e.chromium import DESK, PHONE, chromium
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in

SLUG = "thai-nguyen-2024"
PLAN = Path(__file__).parents[2] / "plans" / f"{SLUG}.yaml"
GATE = f"/conferences/{SLUG}/gate/cua-chinh"
WAITING = f"/conferences/{SLUG}/desk/waiting"
DELEGATE = "Đại biểu dùng thử"
SUBSTITUTE = "Vũ Thị Thay"
GUEST = "Cao Văn Lạ"
BADGE_WITHIN = 30_000


@dataclass
class Receptionist:
    """Does one thing at a time, and counts."""

    page: Page
    steps: int = 0

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)
        self.steps += 1

    def clicks(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.steps += 1


def test_substitute_is_let_in_within_five_steps(product: RunningProduct, playwright: Playwright) -> None:
    with chromium(playwright) as browser:
        context = browser.new_context(base_url=product.url, viewport=PHONE, locale="vi-VN", has_touch=True)
        page = sign_in(context, product, "receptionist")
        page.goto(GATE)
        desk = Receptionist(page)
        desk.types("Tìm theo tên", "dai bieu dung thu")
        desk.clicks("link", f"Đi thay {DELEGATE}")
        desk.types("Họ và tên người đi thay", SUBSTITUTE)
        desk.types("Chức vụ", "Chuyên viên")
        desk.clicks("button", "Ghi đi thay và cho vào")
        verdict = page.locator(".desk-in")
        expect(verdict).to_contain_text(SUBSTITUTE)
        expect(verdict).to_contain_text(f"Đi thay đồng chí {DELEGATE}")
        assert desk.steps == 5
        expect(page.get_by_role("link", name="In thẻ")).to_be_visible(timeout=BADGE_WITHIN)


def test_unlisted_guest_comes_in_by_the_word_of_a_second_person(
    product: RunningProduct, playwright: Playwright
) -> None:
    with chromium(playwright) as browser:
        office = sign_in(browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product, "organizer")
        _want_two_people(office)
        page = sign_in(
            browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product, "receptionist"
        )
        page.goto(f"/conferences/{SLUG}/desk/cua-chinh/unlisted")
        page.get_by_label("Họ và tên").fill(GUEST)
        page.get_by_label("Lý do cho vào").fill("Đi cùng đoàn của huyện")
        page.get_by_role("button", name="Ghi và cho vào").click()
        expect(page.locator(".desk-wait")).to_contain_text(GUEST)

        office.goto(WAITING)
        office.get_by_label("Ý kiến").fill("Đã gọi trưởng đoàn")
        office.get_by_role("button", name="Đồng ý cho vào").click()
        expect(office.get_by_text(f"Đã cho vào: {GUEST}.")).to_be_visible()
        expect(page.locator(".desk-in")).to_contain_text(GUEST)


def _want_two_people(page: Page) -> None:
    source = PLAN.read_text(encoding="utf-8") + "\nadmission: { unlisted_needs_second_person: true }\n"
    page.goto("/plans/new")
    page.get_by_label("Chọn hoặc thả tệp YAML").set_input_files(
        {"name": "ke-hoach.yaml", "mimeType": "application/yaml", "buffer": source.encode()}
    )
    day = datetime.now(UTC).date() + timedelta(days=20)
    page.get_by_label("Dời sang ngày").fill(day.isoformat())
    page.get_by_role("button", name="Kiểm tra kế hoạch").click()
    page.get_by_role("button", name="Áp dụng kế hoạch").click()
    expect(page).not_to_have_url(re.compile("/plans/"))

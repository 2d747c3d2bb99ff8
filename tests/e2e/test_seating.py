"""Seating people in a browser: a proposal, a drag, the keyboard, the undo, and the seat on the delegate's own pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.chromium import DESK, PHONE
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in


@pytest.fixture(scope="module")
def office(browser: Browser, product: RunningProduct) -> Page:
    """The organizer's page, everybody seated as proposed."""
    page = sign_in(browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product, "organizer")
    page.goto(f"{HERE}/seating")
    page.get_by_role("button", name="Đề xuất xếp chỗ").click()
    page.get_by_role("button", name="Xếp theo đề xuất").click()
    expect(page.locator(".seat-taken").first).to_be_visible()
    page.wait_for_load_state()  # with its scripts, which take drags and keys
    return page


def seat(page: Page, label: str) -> Locator:
    return page.locator(f"[data-seat='{label}']")


def somebody(page: Page) -> tuple[str, str]:
    """A person with a seat, and that seat."""
    taken = page.locator(".seat-taken").first
    return str(taken.get_attribute("data-person")), str(taken.get_attribute("data-seat"))


def test_person_is_dragged_to_a_free_seat_and_back_again(office: Page) -> None:
    person, before = somebody(office)
    office.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    start = seat(office, before).bounding_box()
    target = seat(office, "A-01" if before != "A-01" else "A-02").bounding_box()
    assert start is not None
    assert target is not None
    office.mouse.move(start["x"] + 8, start["y"] + 8)
    office.mouse.down()
    office.mouse.move(target["x"] + 4, target["y"] + 4, steps=6)
    office.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2)
    office.mouse.up()
    expect(seat(office, "A-01")).to_have_attribute("data-person", person)
    expect(office.locator("#seating-said")).to_contain_text("A-01")
    office.get_by_role("button", name="Hoàn tác").click()
    expect(seat(office, before)).to_have_attribute("data-person", person)
    expect(office.locator("#seating-said")).to_have_text("Đã hoàn tác.")


def test_person_is_moved_by_keyboard(office: Page) -> None:
    person, before = somebody(office)
    seat(office, before).focus()
    for key in ("Space", "ArrowDown", "ArrowRight", "Enter"):
        office.keyboard.press(key)
    expect(office.locator("#seating-said")).to_contain_text("Đã chuyển")
    _, after = somebody(office)
    assert after != before
    expect(seat(office, after)).to_be_focused()
    seat(office, after).press("Enter")
    office.keyboard.type("k5")
    office.keyboard.press("Enter")
    expect(seat(office, "K-05")).to_have_attribute("data-person", person)


def test_escape_leaves_the_person_where_they_are(office: Page) -> None:
    person, before = somebody(office)
    seat(office, before).focus()
    for key in ("Space", "ArrowUp", "Escape", "Enter"):
        office.keyboard.press(key)
    expect(seat(office, before)).to_have_attribute("data-person", person)


def test_published_seat_is_on_the_delegates_pass(office: Page, browser: Browser, product: RunningProduct) -> None:
    _, at = somebody(office)
    office.get_by_role("button", name="Công bố sơ đồ").click()
    expect(office.get_by_text("Đã công bố sơ đồ.")).to_be_visible()
    page = sign_in(browser.new_context(base_url=product.url, viewport=PHONE, locale="vi-VN"), product, "delegate")
    page.goto(f"{HERE}/my")
    expect(page.locator("[data-test='seat']")).to_have_text(at)


def test_printed_plan_is_a_pdf(office: Page, tmp_path: Path) -> None:
    answer = office.request.get(f"{HERE}/seating/print.pdf?size=a4")
    (tmp_path / "plan.pdf").write_bytes(answer.body())
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")

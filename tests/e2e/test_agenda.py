"""The agenda builder in a browser: times at once, keys, a drag, undoing, and somebody else who was quicker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.chromium import DESK, chromium
from tests.e2e.held import holding
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in

BUILDER = f"{HERE}/agenda/draft"
SAVED = f"**{BUILDER}*"


@pytest.fixture(scope="module")
def office(playwright: Playwright, product: RunningProduct) -> Iterator[Page]:
    """The builder, with the usual agenda of the plan."""
    with chromium(playwright) as browser:
        page = sign_in(browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product, "organizer")
        page.goto(BUILDER)
        yield page


def expect_times(page: Page, *times: str) -> None:
    for number, time in enumerate(times):
        expect(page.locator("time[data-begins]").nth(number)).to_have_text(time)


def expect_saved(page: Page, version: int) -> None:
    expect(page.locator(f"[data-room][data-version='{version}']")).to_be_visible()


def opened(page: Page) -> int:
    """The builder anew; the version that it shows."""
    page.goto(BUILDER)
    return int(page.locator("[data-room]").get_attribute("data-version") or 0)


def test_builder_ripples_moves_undoes_and_says_who_was_quicker(office: Page) -> None:
    expect_times(office, "07:30", "07:40", "07:55")
    office.locator("[data-step='5']").first.click()
    expect_times(office, "07:30", "07:45", "08:00")
    expect_saved(office, 2)

    office.locator("[data-handle]").first.press("ArrowDown")
    expect_times(office, "07:30", "07:45", "08:00")
    expect_saved(office, 3)
    expect(office.locator("[name=title]").first).to_have_value("Chiếu phóng sự về công tác tuyên giáo 6 tháng đầu năm")

    start = office.locator("[data-handle]").nth(2).bounding_box()
    target = office.locator(".agenda-row").first.bounding_box()
    assert start is not None
    assert target is not None
    office.mouse.move(start["x"] + 8, start["y"] + 10)
    office.mouse.down()
    office.mouse.move(start["x"] + 8, target["y"] + 4, steps=8)
    expect_times(office, "07:30", "08:00", "08:15")
    office.mouse.up()
    expect_saved(office, 4)

    office.keyboard.press("Control+z")
    expect_saved(office, 5)
    expect_times(office, "07:30", "07:45", "08:00")

    other = office.context.new_page()
    other.goto(BUILDER)
    other.get_by_role("button", name="Giải lao", exact=True).click()
    expect_saved(other, 6)
    office.locator("[data-step='5']").first.click()
    expect(office.locator("[data-agenda-refusal]")).to_contain_text("Thêm “Giải lao”")


def test_button_that_is_pressed_while_a_change_is_saved_counts_after_it(office: Page) -> None:
    version = opened(office)
    rows = office.locator(".agenda-row")
    before = rows.count()
    with holding(office, SAVED, "POST") as saves:
        office.locator("[data-step='5']").first.click()
        request = saves.asked()
        office.get_by_role("button", name="Giải lao", exact=True).click()
        request.continue_()
        saves.asked().continue_()
    expect_saved(office, version + 2)
    expect(rows).to_have_count(before + 1)


def test_line_that_is_moved_while_a_change_is_saved_stays_moved(office: Page) -> None:
    version = opened(office)
    titles = office.locator("[name=title]")
    second = titles.nth(1).input_value()
    with holding(office, SAVED, "POST") as saves:
        office.locator("[data-step='5']").first.click()
        request = saves.asked()
        office.locator("[data-handle]").first.press("ArrowDown")
        request.continue_()
        saves.asked().continue_()
    expect_saved(office, version + 2)
    expect(titles.first).to_have_value(second)


def test_undo_right_after_a_change_takes_back_that_change(office: Page) -> None:
    version = opened(office)
    minutes = office.locator("[name=minutes]").first
    before = minutes.input_value()
    office.locator("[data-step='5']").first.click()
    office.keyboard.press("Control+z")
    expect_saved(office, version + 2)
    expect(minutes).to_have_value(before)

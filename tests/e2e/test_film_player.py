"""Watching the film: it plays, steps by picture, goes to what was found, and two cuts run in step."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.chromium import DESK, chromium
from tests.e2e.film_cuts import send_two_cuts
from tests.e2e.held import holding
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in

IN_STEP = re.compile(r"-?\d{1,2}")
"""Milliseconds that two cuts may be apart: less than a tenth of a second."""
TELL = """() => document.body.dispatchEvent(new CustomEvent("live:changed:video_report"))"""


@pytest.fixture(scope="module")
def product(product: RunningProduct) -> RunningProduct:
    """With two cuts of a film."""
    send_two_cuts(product)
    return product


@pytest.fixture(scope="module")
def appraiser(playwright: Playwright, product: RunningProduct) -> Iterator[Page]:
    """The film's page."""
    with chromium(playwright) as browser:
        yield sign_in(browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product, "appraiser")


def opened(page: Page, number: int) -> Page:
    """The page of a cut, whose film is known to the browser."""
    page.goto(f"{HERE}/video-report")
    page.get_by_role("link", name=f"Xem bản {number}").click()
    expect(page.locator("[data-film-length]")).to_have_text("00:12,000")
    expect(page.locator("[data-film-player]")).to_have_js_property("readyState", 4)
    return page


def shows(page: Page, moment: str) -> None:
    expect(page.locator("[data-film-now]")).to_have_text(moment)


def test_keys_drive_the_film_picture_by_picture(appraiser: Page) -> None:
    page = opened(appraiser, 2)
    shows(page, "00:00,000")
    for key, moment in [
        (".", "00:00,040"),
        (".", "00:00,080"),
        (",", "00:00,040"),
        ("ArrowRight", "00:05,040"),
        ("Shift+ArrowLeft", "00:04,040"),
        ("End", "00:11,960"),
        ("Home", "00:00,000"),
    ]:
        page.keyboard.press(key)
        shows(page, moment)
    page.keyboard.press("l")
    page.keyboard.press("l")
    expect(page.locator("[data-film-speed]")).to_have_text("2×")
    page.keyboard.press("k")
    expect(page.locator("[data-film-player]")).to_have_js_property("paused", True)
    page.keyboard.press("End")
    page.keyboard.press("j")
    expect(page.locator("[data-film-speed]")).to_have_text("−1×")
    expect(page.locator("[data-film-now]")).not_to_have_text("00:11,960")
    page.keyboard.press("k")


def test_address_with_a_moment_shows_it_in_both_cuts(appraiser: Page) -> None:
    page = opened(appraiser, 2)
    compare = page.get_by_role("link", name="So sánh với bản 1").get_attribute("href")
    page.goto(f"{compare}#ms=5000")
    for place in ("[data-film-now]", "[data-follower-now]"):
        expect(page.locator(place)).to_have_text("00:05,000")


def test_film_plays_with_sound_at_the_space_bar(appraiser: Page) -> None:
    page = opened(appraiser, 2)
    page.keyboard.press(" ")
    expect(page.locator("[data-film-now]")).not_to_have_text("00:00,000")
    page.keyboard.press(" ")
    expect(page.locator("[data-film-player]")).to_have_js_property("paused", True)


def test_passage_that_was_found_is_shown_at_a_click(appraiser: Page) -> None:
    page = opened(appraiser, 1)
    expect(page.locator("#inspection")).to_contain_text("Hình đen 00:03–00:04,6")
    page.get_by_role("button", name="00:03–00:04,6").click()
    shows(page, "00:03,000")


def test_what_leads_into_the_film_comes_with_the_copy_that_was_waited_for(appraiser: Page) -> None:
    page = opened(appraiser, 2)
    page.evaluate(
        """() => {
          document.querySelector("#film-head a").remove();
          document.querySelector("#inspection").replaceChildren();
          const how = { target: "#viewing", select: "#viewing", swap: "outerHTML" };
          htmx.ajax("GET", location.pathname, how);
        }"""
    )
    expect(page.get_by_role("link", name="So sánh với bản 1")).to_be_visible()
    expect(page.locator("#inspection")).to_contain_text("Kiểm tra kỹ thuật")
    expect(page.locator("[data-film-player]")).to_have_js_property("readyState", 4)


def test_small_picture_is_shown_above_the_seek_bar(appraiser: Page) -> None:
    page = opened(appraiser, 2)
    page.locator(".film-bar-input").hover()
    expect(page.locator(".film-thumbnail-time")).to_contain_text("00:0")
    expect(page.locator(".film-thumbnail-picture")).to_have_css("background-image", re.compile("/thumbnails"))


def test_two_cuts_run_in_step(appraiser: Page) -> None:
    page = opened(appraiser, 2)
    page.get_by_role("link", name="So sánh với bản 1").click()
    expect(page.locator("[data-follower-length]")).to_have_text("00:12,000")
    for film in ("player", "follower"):
        expect(page.locator(f"[data-film-{film}]")).to_have_js_property("readyState", 4)
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-follower-now]")).to_have_text("00:05,000")
    page.locator("[data-offset-by='40']").click()
    expect(page.locator("[data-follower-now]")).to_have_text("00:05,040")
    page.locator("[data-offset-none]").click()
    page.keyboard.press("Home")
    expect(page.locator("[data-follower-now]")).to_have_text("00:00,000")
    page.keyboard.press("l")
    expect(page.locator("[data-film-now]")).to_have_text(re.compile("00:0[1-9],"))
    expect(page.locator("[data-film-follows]")).to_have_attribute("data-ahead", IN_STEP)
    page.keyboard.press("k")
    expect(page.locator("[data-film-follower]")).to_have_js_property("paused", True)


def test_news_that_comes_while_a_comment_is_begun_leaves_what_was_written(appraiser: Page) -> None:
    appraiser.goto(f"{HERE}/video-report")
    appraiser.get_by_role("button", name="Nhận thẩm định bản 2").click()
    moment = appraiser.get_by_role("textbox", name="Thời điểm")
    appraiser.wait_for_load_state()
    with holding(appraiser, f"**{HERE}/video-report") as refreshing:
        appraiser.evaluate(TELL)
        request = refreshing.asked()
        moment.fill("00:03")
        with appraiser.expect_response(f"**{HERE}/video-report") as answered:
            request.continue_()
        answered.value.finished()
    expect(moment).to_have_value("00:03")
    moment.fill("")
    with appraiser.expect_request(f"**{HERE}/video-report"):
        moment.blur()

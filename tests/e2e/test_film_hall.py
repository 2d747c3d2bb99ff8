"""The film in the hall: brought onto the machine and checked before it is played, with and without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Playwright, Route, expect
from playwright.sync_api import Error as PlaywrightError

from tests.documents.films import Recipe, make
from tests.e2e.chromium import DESK, chromium
from tests.e2e.film_hall import CHAIR, PAGE, READY, Hall, hall_showing, keep_the_hall, sign_in
from tests.e2e.visiting import wait_on
from tests.faults.film_house import EMAIL as BROADCASTER

SPOIL = """async (sha256) => {
  const root = await navigator.storage.getDirectory();
  const film = await (await root.getDirectoryHandle("films")).getFileHandle(`${sha256}.mp4`);
  const writer = await film.createWritable({ keepExistingData: true });
  await writer.write({ type: "write", position: 0, data: new Uint8Array([255]) });
  await writer.close();
}"""
ASK = "dispatchEvent(new Event('online'))"
A_WHILE = 1000
"""ms that something which must not happen is given to happen."""
STOP_AT_FIRST = """player => {
  player.addEventListener("playing", () => player.pause(), { once: true });
}"""
KEPT_HALL = """async () => (await caches.keys()).some((name) => name.endsWith("/video-report/hall"))"""
FILMS = """async () => {
  const root = await navigator.storage.getDirectory();
  return Array.fromAsync(root.keys());
}"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("hall")
    with hall_showing(make(folder / "phong-su.mp4", Recipe(seconds=2)), folder) as hall:
        yield hall


@pytest.fixture
def context(playwright: Playwright, hall: Hall) -> Iterator[BrowserContext]:
    """A computer of the hall: nothing of any film is on it yet."""
    hall.schedule()
    with chromium(playwright) as browser:
        yield browser.new_context(base_url=hall.house.proxy.url, viewport=DESK, locale="vi-VN")


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The chair is signed in."""
    page = context.new_page()
    page.goto("/sign-in")
    sign_in(page, CHAIR)
    return page


def test_film_is_played_without_a_network_and_noted_when_it_is_back(
    hall: Hall, context: BrowserContext, page: Page
) -> None:
    page.goto(PAGE)
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    expect(page.locator("[data-own-sum]")).to_have_text(hall.sha256)
    context.set_offline(True)
    page.locator("[data-play]").click()
    expect(page.get_by_text("Đã chiếu xong")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-unsent]")).to_be_visible()
    assert hall.office("GET", "/video-report/schedule")["state"] == "scheduled"
    context.set_offline(False)
    expect(page.locator("[data-shown]")).to_contain_text("Đã ghi: chiếu lúc", timeout=30_000)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    shown = hall.office("GET", "/video-report/schedule")
    assert (shown["state"], shown["schedule"]["shown_sha256"]) == ("shown", hall.sha256)


def test_rehearsal_is_not_noted_and_what_is_on_the_machine_is_not_fetched_again(hall: Hall, page: Page) -> None:
    page.goto(PAGE)
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/files/" in request.url else None)
    page.reload()
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    page.locator("video").evaluate(STOP_AT_FIRST)
    page.locator("[data-rehearse]").click()
    expect(page.locator("[data-leave]")).to_be_visible()
    expect(page.locator("video")).to_have_js_property("paused", True)
    page.keyboard.press(" ")
    expect(page.locator("[data-play]")).to_be_visible(timeout=30_000)
    assert (hall.office("GET", "/video-report/schedule")["state"], fetched) == ("scheduled", [])


def test_film_that_was_stopped_in_the_middle_is_not_called_shown_to_its_end(page: Page) -> None:
    page.goto(PAGE)
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    page.locator("video").evaluate(STOP_AT_FIRST)
    page.locator("[data-play]").click()
    expect(page.locator("[data-shown]")).to_contain_text("Đã ghi: chiếu lúc", timeout=30_000)
    page.evaluate("document.exitFullscreen()")
    page.locator("[data-leave]").click()
    expect(page.locator("[data-play]")).to_be_visible()
    expect(page.get_by_text("Đã chiếu xong")).to_be_hidden()


def test_before_the_day_of_the_conference_the_page_points_to_the_rehearsal(page: Page) -> None:
    page.clock.set_fixed_time(datetime(2025, 3, 20, 9, tzinfo=UTC))
    page.goto(PAGE)
    expect(page.locator("[data-early]")).to_contain_text("Chưa tới ngày hội nghị (21/3/2025)", timeout=30_000)


def test_on_the_day_of_the_conference_nothing_points_away_from_showing(page: Page) -> None:
    page.clock.set_fixed_time(datetime(2025, 3, 20, 18, tzinfo=UTC))
    page.goto(PAGE)
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    expect(page.locator("[data-early]")).to_be_hidden()


def test_file_of_another_checksum_is_refused(hall: Hall, page: Page) -> None:
    whole = hall.path.read_bytes()
    hall.path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    page.goto(PAGE)
    expect(page.locator("[data-why]")).to_contain_text("khác với bản đã duyệt", timeout=30_000)
    expect(page.locator("[data-play]")).to_be_hidden()
    hall.path.write_bytes(whole)
    page.locator("[data-again]").click()
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)


def test_film_that_was_taken_off_meanwhile_is_not_played(hall: Hall, page: Page) -> None:
    page.goto(PAGE)
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    version = hall.office("GET", "/video-report/schedule")["version"]
    hall.office("POST", "/video-report/unschedule", {"version": version, "reason": "Thẩm định lại"})
    # Pressed just before the page hears of it by itself and takes the button away.
    page.locator("[data-play]").dispatch_event("click")
    expect(page.locator("[data-nothing]")).to_contain_text("chưa xếp vào chương trình", timeout=30_000)
    expect(page.locator("[data-play]")).to_be_hidden()
    assert page.locator("video").get_attribute("src") is None


def test_answer_that_a_later_one_overtook_does_not_bring_the_film_back(hall: Hall, page: Page) -> None:
    page.goto(PAGE)
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    slow: list[tuple[Route, APIResponse]] = []

    def hold_first(route: Route) -> None:
        if slow:
            route.continue_()
        else:
            slow.append((route, route.fetch()))

    page.route("**/hall/status", hold_first)
    page.evaluate(ASK)
    wait_on(page, lambda: slow)
    version = hall.office("GET", "/video-report/schedule")["version"]
    hall.office("POST", "/video-report/unschedule", {"version": version, "reason": "Thẩm định lại"})
    page.evaluate(ASK)
    expect(page.locator("[data-nothing]")).to_be_visible()
    [(route, answer)] = slow
    route.fulfill(response=answer)
    page.wait_for_timeout(A_WHILE)
    expect(page.locator("[data-nothing]")).to_be_visible()


def test_page_opened_anew_without_a_network_or_session_plays_the_checked_film(
    hall: Hall, context: BrowserContext, page: Page
) -> None:
    keep_the_hall(page)
    context.set_offline(True)
    context.clear_cookies()
    page.reload()
    expect(page.get_by_text(READY)).to_be_visible(timeout=30_000)
    expect(page.locator("[data-own-sum]")).to_have_text(hall.sha256)
    expect(page.locator("main [data-offline]")).to_have_text(
        re.compile(r"Đang mất mạng: trang dùng thông tin của máy chủ lúc \d\d:\d\d, \d+/\d+/\d{4}")
    )
    page.locator("[data-play]").click()
    expect(page.get_by_text("Đã chiếu xong")).to_be_visible(timeout=30_000)
    context.set_offline(False)
    expect(page.locator("[data-ended]")).to_contain_text("Phiên đăng nhập đã kết thúc", timeout=30_000)
    expect(page.locator("[data-unsent]")).to_be_visible()
    page.get_by_role("link", name="Đăng nhập lại").click()
    sign_in(page, CHAIR)
    expect(page.locator("[data-shown]")).to_contain_text("Đã ghi: chiếu lúc", timeout=30_000)
    assert hall.office("GET", "/video-report/schedule")["schedule"]["shown_sha256"] == hall.sha256


def test_film_that_was_changed_on_the_machine_is_refused_without_a_network(
    hall: Hall, context: BrowserContext, page: Page
) -> None:
    keep_the_hall(page)
    page.evaluate(SPOIL, hall.sha256)
    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-why]")).to_contain_text("khác với bản đã duyệt", timeout=30_000)
    expect(page.locator("[data-play]")).to_be_hidden()
    assert page.locator("video").get_attribute("src") is None


def test_film_whose_being_taken_off_was_heard_is_not_played_by_a_page_opened_anew_without_a_network(
    hall: Hall, context: BrowserContext, page: Page
) -> None:
    keep_the_hall(page)
    version = hall.office("GET", "/video-report/schedule")["version"]
    hall.office("POST", "/video-report/unschedule", {"version": version, "reason": "Thẩm định lại"})
    page.evaluate(ASK)
    expect(page.locator("[data-nothing]")).to_be_visible()
    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-nothing]")).to_contain_text("chưa xếp vào chương trình")
    assert page.locator("video").get_attribute("src") is None


def test_signing_out_leaves_neither_page_nor_film(context: BrowserContext, page: Page) -> None:
    keep_the_hall(page)
    page.goto("/")
    page.locator("form[action='/sign-out']").first.evaluate("form => form.requestSubmit()")
    expect(page).to_have_url(re.compile("sign-in"))
    assert page.evaluate(FILMS) == []
    context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_FAILED"):
        page.goto(PAGE)


def test_page_is_not_opened_by_another_account_whose_network_has_gone(context: BrowserContext, page: Page) -> None:
    keep_the_hall(page)
    context.clear_cookies()
    page.goto("/sign-in")
    sign_in(page, BROADCASTER)
    wait_on(page, lambda: not page.evaluate(KEPT_HALL))
    context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_FAILED"):
        page.goto(PAGE)

"""The film from a browser: over a line that breaks, after the page was closed, with both checksums equal at the end."""

from __future__ import annotations

import random
import re
import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.chromium import DESK, chromium
from tests.e2e.visiting import wait_on
from tests.faults.film_house import EMAIL, HERE, PASSWORD, FilmHouse
from tests.faults.progress import say
from tests.faults.test_film_upload import MEGABYTE, made


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilmHouse]:
    running = FilmHouse("stack", tmp_path_factory.mktemp("film")).start()
    yield running
    running.stop()


@pytest.fixture
def broadcaster(playwright: Playwright, house: FilmHouse) -> Iterator[Page]:
    """The film's page."""
    with chromium(playwright) as browser:
        yield opened(browser, house)


def opened(browser: Browser, house: FilmHouse) -> Page:
    """The film's page, in a browser that knows nothing of what was done in others."""
    page = browser.new_context(base_url=house.proxy.url, viewport=DESK, locale="vi-VN").new_page()
    page.goto("/sign-in")
    page.get_by_label("Địa chỉ e-mail").fill(EMAIL)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).not_to_have_url(re.compile("sign-in"))
    page.goto(HERE)
    return page


def choose_and_send(page: Page, film: Path) -> None:
    page.set_input_files("input[type=file]", film)
    page.locator("[data-start]").click()


def test_film_goes_on_after_the_page_was_closed_and_is_what_was_sent(
    broadcaster: Page, house: FilmHouse, tmp_path: Path
) -> None:
    film, sha256 = made(tmp_path, 40 * MEGABYTE)
    expect(broadcaster.get_by_text("Chưa có bản phim nào")).to_be_visible()
    before = house.proxy.passed
    house.proxy.stay_down, house.proxy.break_after = True, before + 10 * MEGABYTE
    choose_and_send(broadcaster, film)
    expect(broadcaster.locator("[data-progress-note]")).to_contain_text("Mất kết nối", timeout=60_000)

    house.proxy.down = house.proxy.stay_down = False
    broadcaster.goto(HERE)
    expect(broadcaster.get_by_text("Chưa gửi xong")).to_be_visible()
    choose_and_send(broadcaster, film)
    expect(broadcaster.locator("[data-own-sum]")).to_have_text(sha256, timeout=60_000)
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=60_000)
    expect(broadcaster.locator(f"[data-sha256='{sha256}']")).to_be_visible(timeout=10_000)
    expect(broadcaster.get_by_text("Chưa gửi xong")).to_have_count(0)
    assert house.version()["sha256"] == sha256
    assert house.proxy.passed - before < 44 * MEGABYTE


def test_film_goes_on_in_another_browser(broadcaster: Page, house: FilmHouse, tmp_path: Path) -> None:
    film, sha256 = made(tmp_path, 41 * MEGABYTE)
    before = house.proxy.passed
    house.proxy.stay_down, house.proxy.break_after = True, before + 10 * MEGABYTE
    choose_and_send(broadcaster, film)
    wait_on(broadcaster, lambda: house.proxy.down)
    browser = broadcaster.context.browser
    broadcaster.context.close()
    house.proxy.down = house.proxy.stay_down = False
    assert browser is not None
    other = opened(browser, house)
    choose_and_send(other, film)
    expect(other.locator("[data-verdict]")).to_contain_text("Khớp", timeout=60_000)
    assert house.version()["sha256"] == sha256
    assert house.proxy.passed - before < 45 * MEGABYTE


def test_another_film_is_sent_from_the_same_page(broadcaster: Page, house: FilmHouse, tmp_path: Path) -> None:
    choose_and_send(broadcaster, made(tmp_path, MEGABYTE)[0])
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=60_000)
    expect(broadcaster.locator("[data-file-drop] output")).to_be_empty()
    film, sha256 = made(tmp_path, 2 * MEGABYTE)
    choose_and_send(broadcaster, film)
    expect(broadcaster.locator("[data-own-sum]")).to_have_text(sha256, timeout=60_000)
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=60_000)
    assert house.version()["sha256"] == sha256


def test_service_that_starts_again_does_not_make_the_film_begin_anew(
    broadcaster: Page, house: FilmHouse, tmp_path: Path
) -> None:
    film, sha256 = made(tmp_path, 100 * MEGABYTE)
    before = house.proxy.passed
    choose_and_send(broadcaster, film)
    wait_on(broadcaster, lambda: house.proxy.passed - before >= 70 * MEGABYTE)
    house.kill("documents")
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=90_000)
    expect(broadcaster.locator("[data-own-sum]")).to_have_text(sha256)
    assert house.proxy.passed - before < (100 + 34) * MEGABYTE


def test_paused_film_waits_and_a_refused_one_says_why(broadcaster: Page, tmp_path: Path) -> None:
    empty = tmp_path / "rong.mp4"
    empty.touch()
    broadcaster.set_input_files("input[type=file]", empty)
    expect(broadcaster.locator("[data-upload-fault]")).to_have_text("Tệp rỗng. Xin chọn lại tệp.")
    expect(broadcaster.locator("[data-start]")).to_be_disabled()
    film, sha256 = made(tmp_path, 200 * MEGABYTE)
    choose_and_send(broadcaster, film)
    broadcaster.locator("[data-pause]").click()
    expect(broadcaster.locator("[data-progress-note]")).to_contain_text("Đã tạm dừng")
    broadcaster.locator("[data-resume]").click()
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=90_000)
    expect(broadcaster.locator("[data-own-sum]")).to_have_text(sha256)


@pytest.mark.soak
def test_two_gigabytes_arrive_whole_through_ten_cuts(broadcaster: Page, house: FilmHouse, tmp_path: Path) -> None:
    film, sha256 = made(tmp_path, 2000 * MEGABYTE)
    seed = secrets.randbits(32)
    say(f"cuts of seed {seed}")
    chance = random.Random(seed)
    before = house.proxy.passed
    choose_and_send(broadcaster, film)

    def has_sent(megabytes: int) -> bool:
        return house.proxy.passed - before >= megabytes * MEGABYTE

    for at in sorted(chance.sample(range(50, 1900), 10)):
        wait_on(broadcaster, partial(has_sent, at), seconds=600)
        kind = chance.choice(["proxy", *house.processes])
        say(f"{at} MB: {kind}")
        if kind == "proxy":
            house.proxy.break_all()
        else:
            house.kill(kind)
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=600_000)
    assert house.version()["sha256"] == sha256
    assert house.proxy.passed - before < (2000 + 10 * 34) * MEGABYTE

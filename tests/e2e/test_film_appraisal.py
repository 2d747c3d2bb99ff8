"""The whole way of the film in a browser: cuts, two people, a verdict that comes too late for its cut, and the hall."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from chassis.testing.messaging import wait_for
from tests.documents.films import Recipe, make
from tests.e2e.chromium import DESK, chromium
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import Visitors
from tests.notification.mail_server import MailServer

PAGE = f"{HERE}/video-report"
PATIENCE = 60_000


@pytest.fixture(scope="module")
def people(product: RunningProduct, playwright: Playwright) -> Iterator[Visitors]:
    with chromium(playwright) as browser:
        yield Visitors(browser, product, DESK)


def send_cut(broadcaster: Page, folder: Path, seconds: float) -> str:
    """Send a cut; its checksum, once both sides agree on it."""
    film = make(folder / f"phóng sự {seconds}.mp4", Recipe(seconds=seconds))
    sha256 = hashlib.sha256(film.read_bytes()).hexdigest()
    number = count_cuts(broadcaster) + 1
    broadcaster.set_input_files("input[type=file]", film)
    broadcaster.locator("[data-start]").click()
    expect(broadcaster.locator("[data-verdict]")).to_contain_text("Khớp", timeout=PATIENCE)
    # The page says by itself what is next, and how far the film is.
    expect(broadcaster.locator("#next")).to_contain_text(f"Bản {number} đang chờ người thẩm định", timeout=PATIENCE)
    expect(broadcaster.locator("#film-state")).to_contain_text("chờ thẩm định")
    return sha256


def count_cuts(broadcaster: Page) -> int:
    """How many there are, on the film's page."""
    broadcaster.goto(PAGE)
    return broadcaster.locator("article.version[aria-label]").count()


def take_up(appraiser: Page, number: int) -> None:
    """Once it is inspected."""
    button = appraiser.get_by_role("button", name=f"Nhận thẩm định bản {number}")

    def waits() -> bool:
        appraiser.goto(PAGE)
        return button.count() == 1

    wait_for(waits)
    button.click()
    expect(appraiser.get_by_text("Đã nhận thẩm định.")).to_be_visible()


def watch(appraiser: Page, ms: str, written: str) -> None:
    """Go to a comment's moment in the film, and take that moment for another comment."""
    appraiser.locator("#next").get_by_role("link", name="Xem phim").click()
    expect(appraiser.locator("[data-film-player]")).to_be_visible(timeout=PATIENCE)
    appraiser.locator(f"#comments button[data-seek-ms='{ms}']").click()
    expect(appraiser.locator(f"#comments button[data-seek-ms='{ms}']")).to_have_text(written)
    appraiser.get_by_role("button", name="Lấy chỗ đang xem").click()
    expect(appraiser.locator("#from_ms")).to_have_value(written)


def decide(page: Page, button: str, word: str = "") -> None:
    """By the dialog that the button opens."""
    page.wait_for_load_state()  # with its scripts, which open dialogs
    page.locator("#next").get_by_role("button", name=button, exact=True).first.click()
    dialog = page.get_by_role("dialog")
    if word:
        dialog.get_by_role("textbox").fill(word)
    dialog.get_by_role("button", name=button, exact=True).click()


def schedule(office: Page) -> None:
    """Into the agenda's item for the film."""
    office.goto(f"{PAGE}/schedule")
    office.get_by_label("Chiếu ở mục nào của chương trình?").select_option(index=0)
    office.get_by_role("button", name="Xếp lịch chiếu").click()
    expect(office.get_by_text("Đã xếp lịch chiếu.")).to_be_visible()


def expect_shown_in_the_hall(chair: Page, sha256: str) -> None:
    """The hall's page brings the file, and plays it to its end."""
    chair.goto(f"{PAGE}/hall")
    expect(chair.get_by_text("Sẵn sàng: đúng bản đã duyệt")).to_be_visible(timeout=PATIENCE)
    for place in ("[data-approved-sum]", "[data-own-sum]"):
        expect(chair.locator(place)).to_have_text(sha256)
    chair.locator("[data-play]").click()
    expect(chair.get_by_text("Đã chiếu xong")).to_be_visible(timeout=PATIENCE)
    expect(chair.locator("[data-shown]")).to_contain_text("Đã ghi: chiếu lúc")


def test_film_is_shown_in_the_hall_once_two_people_approved_the_cut_that_they_watched(
    people: Visitors, mail: MailServer, tmp_path: Path
) -> None:
    broadcaster, appraiser, office = (people.page(role) for role in ("broadcaster", "appraiser", "organizer"))
    send_cut(broadcaster, tmp_path, 1)
    take_up(appraiser, 1)
    form = appraiser.locator("[data-comment-form]")
    form.get_by_role("textbox", name="Thời điểm").fill("00:00,4")
    form.get_by_role("combobox").select_option("figures_names")
    form.get_by_label("Bắt buộc sửa").check()
    form.get_by_role("textbox", name="Nhận xét").fill("Sai tên xã")
    form.get_by_role("button", name="Thêm nhận xét").click()
    expect(appraiser.locator("#comments .remark")).to_contain_text("00:00,4")
    expect(appraiser.get_by_role("button", name="Đồng ý duyệt bản 1")).to_have_count(0)
    decide(appraiser, "Yêu cầu sửa", "Sửa rồi trình lại")
    expect(appraiser.get_by_text("Đã yêu cầu sửa, đài được báo bằng thư")).to_be_visible()
    wait_for(lambda: any("Phim cần sửa" in str(each["subject"]) for each in mail.mails))

    broadcaster.goto(PAGE)
    expect(broadcaster.locator("#next")).to_contain_text("Sửa phim theo 1 nhận xét")
    broadcaster.locator("#comments").get_by_role("button", name="Đã sửa").click()
    expect(broadcaster.locator("#comments .remark")).to_contain_text("Đài báo đã sửa")
    second = send_cut(broadcaster, tmp_path, 1.4)
    take_up(appraiser, 2)
    expect(appraiser.locator("#next")).to_contain_text("Xem lại 1 nhận xét từ bản trước")
    watch(appraiser, "400", "00:00,4")
    appraiser.locator("#comments").get_by_role("button", name="Xác nhận đã xong").click()
    expect(appraiser.locator("#comments")).to_contain_text("Không có nhận xét nào đang chờ.")
    expect(appraiser.locator("[data-film-now]")).to_have_text("00:00,400")
    decide(appraiser, "Đồng ý duyệt bản 2")
    expect(appraiser.locator("#next")).to_contain_text("Còn chờ một người khác duyệt")

    office.goto(PAGE)
    expect(office.get_by_role("button", name="Duyệt bản 2").first).to_be_visible()
    third = send_cut(broadcaster, tmp_path, 1.8)
    decide(office, "Duyệt bản 2")
    expect(office.get_by_text("Bản 3 do")).to_contain_text("đã thay bản mà trang này đang xem")
    expect(office.get_by_text(f"SHA-256 {second}").first).to_be_visible()
    expect(office.get_by_text("Chỉ tệp có mã kiểm tra dưới đây")).to_have_count(0)

    take_up(appraiser, 3)
    decide(appraiser, "Đồng ý duyệt bản 3", "Đồng ý phát")
    office.goto(PAGE)
    expect(office.locator("#next")).to_contain_text("đã đồng ý")
    decide(office, "Duyệt bản 3")
    expect(office.locator("#next")).to_contain_text(f"SHA-256 {third}")
    broadcaster.goto(PAGE)
    expect(broadcaster.locator("#next")).to_contain_text(f"SHA-256 {third}")
    expect(broadcaster.locator("[data-film-upload]")).to_have_count(0)

    schedule(office)
    expect_shown_in_the_hall(people.page("chair"), third)

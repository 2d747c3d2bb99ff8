"""A report's way in a browser: owed, a wrong file, handed in, returned with a remark, handed in anew, accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.documents import files
from tests.documents.form_corpus.report_text import report
from tests.documents.form_corpus.word_programs import as_it_comes, set_right
from tests.e2e.chromium import DESK, PHONE
from tests.e2e.held import Held, holding
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "Báo cáo kết quả tham mưu cấp ủy"
REMARK = "Bổ sung số liệu của Quý II"
PETITIONS = f"{HERE}/petitions"
NOT_LIVE = "/password"
STREAM = f"**{HERE}/live?*"
LISTENING = "**/static/js/live.js"
NEWS = """document.body.dispatchEvent(new CustomEvent("live:reset", { detail: {} }))"""
CHECKED_WITHIN = 30_000


@pytest.fixture(scope="module")
def office(browser: Browser, product: RunningProduct) -> Page:
    return sign_in(browser.new_context(base_url=product.url, viewport=DESK, locale="vi-VN"), product, "organizer")


@pytest.fixture(scope="module")
def unit(browser: Browser, product: RunningProduct) -> Page:
    context = browser.new_context(base_url=product.url, viewport=PHONE, locale="vi-VN", has_touch=True)
    return sign_in(context, product, "unit")


def choose(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Kéo tệp vào đây").set_input_files({"name": name, "mimeType": WORD, "buffer": content})


def send(page: Page, name: str, content: bytes) -> None:
    choose(page, name, content)
    page.get_by_role("button", name="Nộp bài").click()


def expect_in_form(page: Page) -> None:
    """The page hears of the check by itself."""
    expect(page.locator(".version-findings").first).to_contain_text("Đúng thể thức", timeout=CHECKED_WITHIN)


def test_report_is_handed_in_returned_mended_and_accepted(unit: Page, office: Page) -> None:
    unit.goto("/")
    task = unit.get_by_role("listitem").filter(has_text=TITLE)
    expect(task).to_have_count(1)
    task.get_by_role("link", name="Nộp bài").click()
    expect(unit).to_have_url(re.compile("/obligations/"))
    address = unit.url
    with unit.expect_download() as template:
        unit.get_by_role("link", name="Tải tệp mẫu theo đề cương").click()
    assert template.value.suggested_filename.endswith(".docx")

    send(unit, "Báo cáo.docx", files.DOCM)
    expect(unit.get_by_role("alert").filter(has_text="macro")).to_be_visible()
    expect(unit.get_by_text("Chưa có bản nào.")).to_be_visible()
    unit.get_by_role("link", name="Thử thể thức trước khi nộp").click()
    expect(unit).to_have_url(re.compile("/form-check"))
    choose(unit, "Báo cáo.docx", as_it_comes(report()))
    unit.get_by_role("button", name="Kiểm tra thể thức").click()
    expect(unit.get_by_role("heading", name="Kết quả: Báo cáo.docx")).to_be_visible()
    expect(unit.get_by_text("Times New Roman").first).to_be_visible()

    office.goto(f"{HERE}/obligations?unit=tuyen-giao-dai-tu")
    line = office.get_by_role("row").filter(has_text=TITLE)
    expect(line).not_to_contain_text("Đã nộp")
    unit.goto(address)
    send(unit, "Báo cáo.docx", set_right(report()))
    expect(unit.get_by_text("Đã nhận bài.")).to_be_visible()
    expect_in_form(unit)

    expect(line).to_contain_text("Đã nộp")
    office.goto(address)
    office.get_by_role("button", name="Nhận thẩm định").click()
    office.get_by_label("Chỗ nào").fill("Mục I.1")
    office.get_by_label("Bắt buộc sửa").check()
    office.get_by_label("Nhận xét", exact=True).fill(REMARK)
    office.get_by_role("button", name="Thêm nhận xét").click()
    expect(office.locator(".remark")).to_contain_text(REMARK)
    office.get_by_role("button", name="Trả lại để sửa").click()
    expect(office.get_by_text("Đã trả lại, đơn vị được báo bằng thư.")).to_be_visible()

    unit.goto("/")
    unit.get_by_role("listitem").filter(has_text=TITLE).get_by_role("link", name="Xem nhận xét, nộp lại").click()
    expect(unit.locator(".returned-note")).to_contain_text(REMARK)
    send(unit, "Báo cáo bản 2.docx", set_right(report(paragraphs=6)))
    expect(unit.get_by_role("article", name="Bản 2")).to_be_visible()
    expect_in_form(unit)

    office.goto(address)
    office.get_by_role("button", name="Nhận thẩm định").click()
    office.get_by_role("button", name="Chấp nhận").click()
    expect(office.get_by_role("article", name="Bản 2").get_by_text("Đã chấp nhận")).to_be_visible()
    unit.goto(f"{HERE}/obligations")
    came = unit.locator("[aria-labelledby='came-title']")
    expect(came).to_contain_text(TITLE)
    expect(came).to_contain_text("Đã chấp nhận")


def test_preview_stays_while_its_list_follows_the_news(unit: Page, office: Page) -> None:
    office.goto(PETITIONS)
    expect(office.locator("#results")).to_be_visible()
    petition(unit, "Đề nghị tập huấn nghiệp vụ tuyên truyền miệng")
    expect(office.get_by_text("tập huấn nghiệp vụ")).to_be_visible()
    office.get_by_role("button", name="Xem trước").click()
    picture = office.get_by_alt_text("Trang đầu của văn bản sẽ in")
    expect(picture).to_be_visible()
    petition(unit, "Đề nghị cấp tài liệu sinh hoạt chi bộ")
    expect(office.get_by_text("tài liệu sinh hoạt chi bộ")).to_be_visible()
    expect(picture).to_be_visible()
    office.get_by_label("Tìm theo nội dung, đơn vị hoặc số").fill("tài liệu")
    expect(office.get_by_text("tập huấn nghiệp vụ")).to_have_count(0)
    expect(picture).to_have_count(0)


@pytest.fixture
def streams(office: Page) -> Iterator[Held]:
    with holding(office, STREAM) as held:
        yield held


def test_news_that_comes_before_the_stream_is_open_is_shown(unit: Page, office: Page, streams: Held) -> None:
    office.goto(PETITIONS)
    request = streams.asked()
    petition(unit, "Đề nghị mở lớp bồi dưỡng báo cáo viên")
    request.continue_()
    expect(office.get_by_text("mở lớp bồi dưỡng")).to_be_visible()


def test_news_that_comes_while_the_stream_goes_to_another_tab_is_shown(unit: Page, office: Page, streams: Held) -> None:
    office.goto(NOT_LIVE)
    first = office.context.new_page()
    first.goto(PETITIONS)
    streams.asked().continue_()
    office.goto(PETITIONS)
    first.close()
    request = streams.asked()
    petition(unit, "Đề nghị trang bị loa cho thôn")
    request.continue_()
    expect(office.get_by_text("trang bị loa")).to_be_visible()


def test_news_that_the_tab_with_the_stream_hears_before_another_listens_is_shown_in_both(
    unit: Page, office: Page
) -> None:
    office.goto(NOT_LIVE)
    first = office.context.new_page()
    first.goto(PETITIONS)
    with holding(office, LISTENING) as scripts:
        office.goto(PETITIONS, wait_until="commit")
        request = scripts.asked()
        petition(unit, "Đề nghị tặng tủ sách pháp luật")
        expect(first.get_by_text("tặng tủ sách")).to_be_visible()
        request.continue_()
    expect(office.get_by_text("tặng tủ sách")).to_be_visible()
    first.close()


def test_list_is_filtered_also_when_news_of_it_comes_meanwhile(unit: Page, office: Page) -> None:
    petition(unit, "Đề nghị sửa nhà văn hóa")
    petition(unit, "Đề nghị thêm chỗ để xe")
    office.goto(PETITIONS)
    with holding(office, f"**{PETITIONS}?*q=*") as searches:
        office.get_by_label("Tìm theo nội dung, đơn vị hoặc số").fill("nhà văn hóa")
        request = searches.asked()
        office.evaluate(NEWS)
        office.evaluate("fetch(location.pathname)")  # answered after what the news had the page ask for
        request.continue_()
    expect(office.get_by_text("chỗ để xe")).to_have_count(0)
    expect(office.get_by_text("sửa nhà văn hóa")).to_be_visible()


def test_link_is_followed_also_when_its_list_comes_anew_while_it_is_pressed(unit: Page, office: Page) -> None:
    petition(unit, "Đề nghị mở thư viện xã")
    office.goto(PETITIONS)
    office.get_by_role("link", name="thư viện xã").hover()
    office.mouse.down()
    with office.expect_response(f"**{PETITIONS}") as again:
        office.evaluate(NEWS)
    again.value.finished()
    office.evaluate("fetch(location.pathname)")
    office.mouse.up()
    expect(office).to_have_url(re.compile("/petitions/."))


def test_list_that_came_anew_while_it_was_pressed_is_shown_afterwards(unit: Page, office: Page) -> None:
    petition(unit, "Đề nghị thêm loa truyền thanh")
    office.goto(PETITIONS)
    office.get_by_role("row").first.hover()
    office.mouse.down()
    with office.expect_response(f"**{PETITIONS}"):
        petition(unit, "Đề nghị thêm bản tin nội bộ")
    office.mouse.up()
    expect(office.get_by_text("thêm bản tin")).to_be_visible()


def petition(page: Page, content: str) -> None:
    page.goto(f"{HERE}/petitions/new")
    page.get_by_label("Gửi tới").select_option(index=1)
    page.get_by_label("Nội dung").fill(content)
    page.get_by_role("button", name="Gửi kiến nghị").click()
    expect(page.get_by_role("paragraph").filter(has_text=content)).to_be_visible()

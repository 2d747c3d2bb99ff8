"""Moving the conference in a browser: reviewed, typed, and then on the delegate's page and in their mail."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from chassis.testing.messaging import wait_for
from tests.e2e.chromium import DESK, PHONE
from tests.e2e.held import holding
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import Visitors
from tests.notification.mail_server import MailServer


def test_word_that_is_typed_before_the_page_has_its_script_opens_the_button(
    product: RunningProduct, browser: Browser
) -> None:
    office = Visitors(browser, product, DESK).page("organizer")
    office.goto(f"{HERE}/postpone")
    office.get_by_label("Bắt đầu").fill("13:30")
    office.get_by_label("Kết thúc").fill("17:00")
    with holding(office, "**/static/js/confirm.js") as scripts:
        office.get_by_role("button", name="Xem những việc sẽ có").click()
        word = office.locator("[data-typed-word]").get_attribute("data-typed-word") or ""
        office.get_by_label("để xác nhận").fill(word)
        move = office.get_by_role("button", name="Dời hội nghị và báo mọi người")
        expect(move).to_be_disabled()
        scripts.asked().continue_()
        expect(move).to_be_enabled()


def test_conference_moved_in_the_browser_is_on_the_delegate_s_page_and_in_the_mail(
    product: RunningProduct, browser: Browser, mail: MailServer
) -> None:
    office = Visitors(browser, product, DESK).page("organizer")
    delegate = Visitors(browser, product, PHONE).page("delegate")
    delegate.goto(f"{HERE}/my")
    code = delegate.locator("[data-test=pass-code]").inner_text()
    office.goto(f"{HERE}/plan")
    office.get_by_role("link", name="Dời hội nghị").click()
    office.get_by_label("Bắt đầu").fill("13:30")
    office.get_by_label("Kết thúc").fill("17:00")
    office.get_by_role("button", name="Xem những việc sẽ có").click()
    move = office.get_by_role("button", name="Dời hội nghị và báo mọi người")
    expect(move).to_be_disabled()
    office.get_by_label("Lý do dời").fill("Trùng lịch họp Tỉnh ủy")
    word = office.locator("[data-typed-word]").get_attribute("data-typed-word") or ""
    office.get_by_label("để xác nhận").fill(word)
    move.click()
    expect(office.get_by_text("Đã dời hội nghị")).to_be_visible()

    def told() -> bool:
        delegate.reload()
        return delegate.locator("[data-test=moved]").count() == 1

    wait_for(told)
    expect(delegate.locator("[data-test=moved]")).to_contain_text("13:30")
    expect(delegate.locator("[data-test=pass-code]")).to_have_text(code)
    wait_for(lambda: any("Đổi thời gian" in str(each["subject"]) for each in mail.mails))

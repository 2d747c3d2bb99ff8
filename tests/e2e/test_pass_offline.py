"""A delegate's pass without a network: kept on the device until its delegate signs out, from whatever page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from tests.e2e.chromium import PHONE
from tests.e2e.pages import HERE
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import sign_in, wait_on

PASS = f"{HERE}/my"
A_WHILE = 1000
"""ms that something which must not happen is given to happen."""


@pytest.fixture
def context(browser: Browser, product: RunningProduct) -> Iterator[BrowserContext]:
    with browser.new_context(base_url=product.url, viewport=PHONE, locale="vi-VN") as opened:
        yield opened


@pytest.fixture
def delegate(context: BrowserContext, product: RunningProduct) -> Page:
    """The pass, kept."""
    page = sign_in(context, product, "delegate")
    page.goto(PASS)
    expect(page.locator("#kept")).to_be_visible()
    return page


def sign_out(page: Page) -> None:
    page.locator("form[action='/sign-out']").first.evaluate("form => form.requestSubmit()")
    expect(page).to_have_url(re.compile("sign-in"))


def assert_forgotten(context: BrowserContext, page: Page) -> None:
    context.set_offline(True)
    with pytest.raises(PlaywrightError, match="ERR_FAILED"):
        page.goto(PASS)


def test_pass_is_opened_without_a_network(context: BrowserContext, delegate: Page) -> None:
    code = delegate.locator("[data-test='pass-code']").inner_text()
    context.set_offline(True)
    delegate.reload()
    expect(delegate.locator("[data-test='pass-code']")).to_have_text(code)


def test_pass_is_forgotten_by_signing_out_while_it_is_kept_anew(context: BrowserContext, delegate: Page) -> None:
    delegate.reload()
    sign_out(delegate)
    assert_forgotten(context, delegate)


def test_pass_is_forgotten_by_signing_out_on_another_page(context: BrowserContext, delegate: Page) -> None:
    delegate.goto(f"{HERE}/agenda")
    sign_out(delegate)
    assert_forgotten(context, delegate)


def test_pass_that_a_slow_line_brings_after_signing_out_is_not_kept(context: BrowserContext, delegate: Page) -> None:
    slow: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if route.request.headers["accept"] == "*/*":
            slow.append((route, route.fetch()))
        else:
            route.continue_()

    context.route(f"**{PASS}", hold)
    delegate.reload()
    wait_on(delegate, lambda: slow)
    sign_out(delegate)
    [(route, answer)] = slow
    route.fulfill(response=answer)
    delegate.wait_for_timeout(A_WHILE)
    assert_forgotten(context, delegate)

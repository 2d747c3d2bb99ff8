"""Opening pages as somebody: sign in once per role, then look."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.e2e.pages import FOUND, MADE, LookedAt
from tests.e2e.product import RunningProduct

HAPPENS_WITHIN = 60.0


def wait_on(page: Page, condition: Callable[[], object], seconds: float = HAPPENS_WITHIN) -> None:
    """Wait for what no locator shows, while the page's own events go on."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        page.wait_for_timeout(20)


def sign_in(context: BrowserContext, product: RunningProduct, role: str) -> Page:
    """A page of somebody who has just signed in with the demo's account of the role."""
    account = product.account(role)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("Địa chỉ e-mail").fill(account["email"])
    page.get_by_label("Mật khẩu").fill(account["password"])
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).not_to_have_url(re.compile("sign-in"))
    return page


class Visitors:
    """One page for each role (None: a stranger), kept open from one look to the next."""

    def __init__(
        self, browser: Browser, product: RunningProduct, viewport: ViewportSize, language: str = "vi-VN"
    ) -> None:
        self._browser = browser
        self._product = product
        self._viewport = viewport
        self._language = language
        self._pages: dict[str | None, Page] = {}
        self._found: dict[str, str] = {}

    def page(self, role: str | None) -> Page:
        """The page of a role."""
        if role not in self._pages:
            context = self._browser.new_context(
                base_url=self._product.url, viewport=self._viewport, locale=self._language
            )
            self._pages[role] = context.new_page() if role is None else sign_in(context, self._product, role)
        return self._pages[role]

    def look(self, looked_at: LookedAt) -> Page:
        """The page of its role, opened there."""
        page = self.page(looked_at.role)
        page.goto(re.sub(r"\{\w+\}", lambda name: self._find(name[0]), looked_at.path))
        return page

    def _find(self, name: str) -> str:
        if name in MADE and name not in self._found:
            role, make = MADE[name]
            self._found[name] = make(self.page(role))
        if name not in self._found:
            role, path, pattern = FOUND[name]
            found = re.search(pattern, self._seen(role, path))
            assert found is not None, f"{path} shows no {name}"
            self._found[name] = found[1]
        return self._found[name]

    def _seen(self, role: str, path: str) -> str:
        page = self.page(role)
        page.goto(path)
        return page.content()

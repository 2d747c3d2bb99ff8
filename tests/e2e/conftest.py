"""The fixtures of the tests in a browser: the running product, its mail, and Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.e2e.chromium import chromium
from tests.e2e.product import RunningProduct
from tests.notification.mail_server import MailServer

SHOWN_WITHIN = 20_000
"""ms until a page shows what it is expected to, where a test says nothing else: machines under load take their time."""
expect.set_options(timeout=SHOWN_WITHIN)


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    """A real mail server that takes everything."""
    server = MailServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def product(
    request: pytest.FixtureRequest, mail: MailServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningProduct]:
    """The product in the quicker of its two modes, unless a test names another: pages are the same in both."""
    mode: Literal["run", "stack"] = getattr(request, "param", "run")
    folder = tmp_path_factory.mktemp(mode)
    folder.chmod(0o711)
    mail.mails.clear()  # letters of the other mode lead to a product that has ended
    running = RunningProduct(mode, folder, mail.url).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    with chromium(playwright) as opened:
        yield opened

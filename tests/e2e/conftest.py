"""The fixtures of the tests in a browser: the running product, its mail, and Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

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


@pytest.fixture(scope="module", params=["run", "stack"])
def product(
    request: pytest.FixtureRequest, mail: MailServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningProduct]:
    """The product in each of its two modes."""
    folder = tmp_path_factory.mktemp(request.param)
    folder.chmod(0o711)
    mail.mails.clear()  # letters of the other mode lead to a product that has ended
    running = RunningProduct(request.param, folder, mail.url).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright."""
    with sync_playwright() as started:
        yield started

"""Every page, on a phone and at a desk: it opens, its own policy refuses nothing, axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.e2e.chromium import DESK, PHONE, chromium
from tests.e2e.pages import PAGES, LookedAt
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import Visitors
from tests.notification.mail_server import MailServer

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
SIZES = {"phone": PHONE, "desk": DESK}


@pytest.fixture(scope="module", params=["run"])
def product(
    request: pytest.FixtureRequest, mail: MailServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningProduct]:
    """Pages are the same in both modes; they are looked at in the quicker one."""
    running = RunningProduct(request.param, tmp_path_factory.mktemp("pages"), mail.url).start()
    yield running
    running.stop()


@pytest.fixture(scope="module", params=SIZES)
def visitors(request: pytest.FixtureRequest, product: RunningProduct, playwright: Playwright) -> Iterator[Visitors]:
    with chromium(playwright) as browser:
        yield Visitors(browser, product, SIZES[request.param])


@pytest.mark.parametrize("looked_at", PAGES, ids=lambda page: page.name)
def test_page_has_no_serious_fault(visitors: Visitors, looked_at: LookedAt) -> None:
    page = visitors.page(looked_at.role)
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(looked_at.path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run()")
    faults = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
    assert (faults, refused) == ([], [])


@pytest.mark.parametrize("looked_at", PAGES, ids=lambda page: page.name)
def test_page_is_no_wider_than_its_screen(visitors: Visitors, looked_at: LookedAt) -> None:
    page = visitors.page(looked_at.role)
    page.goto(looked_at.path)
    excess = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert excess == 0

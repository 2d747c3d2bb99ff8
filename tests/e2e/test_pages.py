"""Every page, on a phone and at a desk: it opens, its own policy refuses nothing, axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Playwright

from tests.e2e.chromium import DESK, PHONE, chromium
from tests.e2e.entries import enter_activities, enter_nominations
from tests.e2e.film_cuts import send_two_cuts
from tests.e2e.pages import PAGES, LookedAt
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import Visitors

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = """async () => (await axe.run({ resultTypes: ["violations"] })).violations"""
"""All rules, without the long lists of what is in order."""
SERIOUS = ("serious", "critical")
SIZES = {"phone": PHONE, "desk": DESK}


@pytest.fixture(scope="module")
def product(product: RunningProduct) -> RunningProduct:
    """With something on every page."""
    send_two_cuts(product)
    enter_nominations(product)
    enter_activities(product)
    return product


@pytest.fixture(scope="module")
def visitors(product: RunningProduct, playwright: Playwright) -> Iterator[Visitors]:
    with chromium(playwright) as browser:
        yield Visitors(browser, product, DESK)


@dataclass(frozen=True)
class Opened:
    """A page that was just opened, and what its own policy has refused to load since."""

    page: Page
    refused: list[str]


@pytest.fixture(scope="module", params=PAGES, ids=lambda page: page.name)
def opened(request: pytest.FixtureRequest, visitors: Visitors) -> Iterator[Opened]:
    """Each page, opened once for all that is asked of it."""
    looked_at: LookedAt = request.param
    refused: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    page = visitors.page(looked_at.role)
    page.on("console", note)
    visitors.look(looked_at)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    yield Opened(page, refused)
    page.remove_listener("console", note)


@pytest.mark.parametrize("size", SIZES)
def test_page_has_no_serious_fault(opened: Opened, size: str) -> None:
    opened.page.set_viewport_size(SIZES[size])
    found: list[dict[str, Any]] = opened.page.evaluate(VIOLATIONS)
    faults = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]
    assert faults == []


@pytest.mark.parametrize("size", SIZES)
def test_page_is_no_wider_than_its_screen(opened: Opened, size: str) -> None:
    opened.page.set_viewport_size(SIZES[size])
    root = "document.documentElement"
    assert opened.page.evaluate(f"() => {root}.scrollWidth - {root}.clientWidth") == 0


def test_page_asks_for_nothing_that_its_policy_refuses(opened: Opened) -> None:
    assert opened.refused == []

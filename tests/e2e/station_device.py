"""A device at the door, in a browser of its own: paired, with its own clock, cut off, closed and opened again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, expect
from playwright.sync_api import Error as PlaywrightError

from tests.e2e.chromium import FLAGS, PHONE, program
from tests.e2e.large_conference import HERE

READY_WITHIN = 60_000
COOKIES_KEPT_WITHIN = 32.0
"""Chromium writes cookies to the disk twice a minute; all else that a station keeps is there at once."""
WRONG_CLOCK = """(() => {
  const ahead = %d, Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { if (given.length) super(...given); else super(Right.now() + ahead); }
    static now() { return Right.now() + ahead; }
  };
})()"""
SCAN = """async (texts) => {
  const verdicts = () => performance.getEntriesByName("verdict");
  for (const text of texts) {
    const before = verdicts().length;
    const pressed = (key) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    const keys = [...text, "Enter"].map(pressed);
    for (const key of keys) document.body.dispatchEvent(key);
    while (verdicts().length === before) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return verdicts().slice(-texts.length).map(({ detail, duration }) => ({ ...detail, duration }));
}"""
KEPT = """async () => {
  const { readFacts, scansWaiting } = await import("/static/js/station/store.js");
  return [await readFacts("bench-2025") !== undefined, await scansWaiting()];
}"""


class Device:
    """A station. `minutes_ahead` is how wrong its clock is."""

    def __init__(self, playwright: Playwright, url: str, folder: Path, gate: str, minutes_ahead: int) -> None:
        self._playwright = playwright
        self._url = url
        self._folder = folder
        self._gate = gate
        self._ahead = minutes_ahead * 60_000
        self._cookie_kept_at = 0.0
        self.scans: list[dict[str, Any]] = []
        self.context: BrowserContext
        self.page: Page

    def switch_on(self) -> None:
        """Open the browser, with whatever it kept from last time."""
        self.context = self._playwright.chromium.launch_persistent_context(
            self._folder, executable_path=program(), args=[*FLAGS], base_url=self._url, viewport=PHONE, locale="vi-VN"
        )
        self.context.add_init_script(WRONG_CLOCK % self._ahead)
        self.page = self.context.pages[0]

    def switch_off(self) -> None:
        """Close the browser."""
        self.context.close()

    def kill(self) -> None:
        """The power is gone: the browser's processes end where they are."""
        time.sleep(max(0.0, self._cookie_kept_at - time.monotonic()))
        process = int((self._folder / "SingletonLock").readlink().name.rpartition("-")[2])
        os.kill(process, signal.SIGKILL)
        with suppress(PlaywrightError):
            self.context.close()

    def pair(self, code: str) -> None:
        """Open the link of a pairing and press the button; then wait until the network may go."""
        self.page.goto(f"/pair/{code}")
        self.page.get_by_role("button", name="Ghép máy này").click()
        expect(self.page.locator("#ready")).to_be_visible(timeout=READY_WITHIN)
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        self._cookie_kept_at = time.monotonic() + COOKIES_KEPT_WITHIN

    def open(self) -> None:
        """Open the page of the gate."""
        self.page.goto(f"{HERE}/gate/{self._gate}")
        expect(self.page.locator("#station")).to_have_attribute("data-state", "begun", timeout=READY_WITHIN)

    def cut_off(self) -> None:
        """No network from now on."""
        self.context.set_offline(True)

    def reconnect(self) -> None:
        """A network again; wait until nothing waits any more."""
        self.context.set_offline(False)
        expect(self.page.locator("#unsent")).to_be_hidden(timeout=READY_WITHIN)

    def scan(self, texts: Sequence[str]) -> list[str]:
        """Passes before a hand scanner, one after another; the outcome that the screen showed for each."""
        verdicts: list[dict[str, Any]] = self.page.evaluate(SCAN, list(texts))
        self.scans += verdicts
        return [verdict["outcome"] for verdict in verdicts]

    def kept(self) -> tuple[bool, int]:
        """Whether the device still knows of the conference, and how many scans wait on its disk."""
        known, waiting = self.page.evaluate(KEPT)
        return bool(known), int(waiting)

    def expect_count(self, gate: int, present: int) -> None:
        """Open the page of the gate; once it has asked for them, it shows these numbers: this gate's, and all."""
        with self.page.expect_response(f"**{HERE}/gate/{self._gate}/numbers") as asked:
            self.open()
        asked.value.finished()
        for place, number in (("#count-gate", gate), ("#count-present", present)):
            expect(self.page.locator(place)).to_have_text(f"{number:,}".replace(",", "."))

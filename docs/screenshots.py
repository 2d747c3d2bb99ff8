"""The README's pictures, taken from the running product: `python -m docs.screenshots [--all FOLDER]`.

With `--all`, every page is taken on a phone and at a desk into a folder, for looking at.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from docs.scene import set_the_scene
from tests.e2e.chromium import DESK, PHONE, chromium
from tests.e2e.entries import enter_activities, enter_nominations
from tests.e2e.pages import PAGES
from tests.e2e.product import RunningProduct
from tests.e2e.visiting import Visitors
from tests.notification.mail_server import MailServer

README = Path(__file__).parent / "screenshots"
SIZES = {"phone": PHONE, "desktop": DESK}
SHOWN = {("dashboard", "desktop"), ("gate", "phone"), ("board", "desktop"), ("pass", "phone"), ("unit", "phone")}


def main() -> None:
    """Start the product, let some of the conference happen, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--all", type=Path, help="Take every page into this folder instead.")
    parser.add_argument("--language", default="vi-VN")
    wanted = parser.parse_args()
    mail = MailServer().start()
    with tempfile.TemporaryDirectory() as folder:
        product = RunningProduct("run", Path(folder), mail.url).start()
        try:
            set_the_scene(product)
            if wanted.all is not None:
                enter_nominations(product)
                enter_activities(product)
            take(product, wanted.all or README, everything=wanted.all is not None, language=wanted.language)
        finally:
            product.stop()
            mail.stop()


def take(product: RunningProduct, folder: Path, *, everything: bool, language: str) -> None:
    """Take the pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, chromium(playwright) as browser:
        for size, viewport in SIZES.items():
            visitors = Visitors(browser, product, viewport, language)
            for looked_at in PAGES:
                if everything or (looked_at.name, size) in SHOWN:
                    page = visitors.look(looked_at)
                    page.wait_for_load_state("load")
                    page.screenshot(path=folder / f"{looked_at.name}-{size}.png", full_page=everything)


if __name__ == "__main__":
    main()

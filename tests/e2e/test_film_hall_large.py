"""A film of two gigabytes in the hall: kept on the machine's disk, checked, and played without a network."""

from __future__ import annotations

import random
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Playwright, expect

from tests.documents.films import Recipe, make
from tests.e2e.chromium import DESK, FLAGS, program
from tests.e2e.film_hall import CHAIR, PAGE, READY, hall_showing, keep_the_hall, sign_in

MEGABYTE = 1_000_000
SIZE = 2000 * MEGABYTE
MOST_MEMORY = 500 * MEGABYTE
"""Of all processes of the browser beyond what they took before: a quarter of the film."""


@pytest.mark.soak
def test_film_of_two_gigabytes_is_kept_on_disk_and_played_without_a_network(
    playwright: Playwright, tmp_path: Path
) -> None:
    film = filled_up(make(tmp_path / "phong-su.mp4", Recipe(seconds=2)), SIZE)
    with hall_showing(film, tmp_path) as hall:
        hall.schedule()
        # A browser as people have it: one that keeps nothing has no disk for films either.
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=program(),
            args=list(FLAGS),
            base_url=hall.house.proxy.url,
            viewport=DESK,
            locale="vi-VN",
        )
        page = context.new_page()
        page.goto("/sign-in")
        sign_in(page, CHAIR)
        before = memory_of(tmp_path / "profile")
        keep_the_hall(page, within_seconds=300)
        assert memory_of(tmp_path / "profile") - before < MOST_MEMORY
        context.set_offline(True)
        page.goto(PAGE)
        expect(page.get_by_text(READY)).to_be_visible(timeout=120_000)
        expect(page.locator("[data-own-sum]")).to_have_text(hall.sha256)
        page.locator("[data-play]").click()
        expect(page.get_by_text("Đã chiếu xong")).to_be_visible(timeout=30_000)
        context.set_offline(False)
        expect(page.locator("[data-shown]")).to_contain_text("Đã ghi: chiếu lúc", timeout=30_000)
        context.close()


def filled_up(film: Path, size: int) -> Path:
    """The same film, as long as that by a box that players skip (ISO/IEC 14496-12, 8.1.2)."""
    more = size - film.stat().st_size
    noise = random.Random(2).randbytes(MEGABYTE)
    with film.open("ab") as file:
        file.write(more.to_bytes(4, "big") + b"free")
        left = more - 8
        while left:
            left -= file.write(noise[:left])
    return film


def memory_of(profile: Path) -> int:
    """Bytes that the processes of the browser with this profile take, shared ones counted once."""
    mine = f"--user-data-dir={profile}"
    roots = [process for process in psutil.process_iter(["cmdline"]) if mine in (process.info["cmdline"] or [])]
    assert roots
    family = {each.pid: each for root in roots for each in (root, *root.children(recursive=True))}
    return sum(each.memory_full_info().pss for each in family.values())

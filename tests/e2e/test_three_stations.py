"""Three gates, a thousand delegates, and a network that two of the gates do without most of the time.

    station A   online all the time
    station B   its clock 7 minutes ahead; cut off, killed, started again without a network; takes a scan back
    station C   its clock 11 minutes behind; cut off; admits people whose passes were revoked meanwhile

After reconnection every scan has its line in the log, totals agree everywhere, and the office sees the contradictions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.chromium import DESK, chromium
from tests.e2e.large_conference import GATES, HERE, LargeConference, bring_in
from tests.e2e.product import RunningProduct
from tests.e2e.station_device import Device
from tests.e2e.visiting import sign_in
from tests.notification.mail_server import MailServer

DELEGATES = 1000
REVOKED = 5
QUICK = 300.0
"""Milliseconds from scan to verdict."""


@dataclass
class Door:
    """The three stations and the conference."""

    conference: LargeConference
    product: RunningProduct
    a: Device
    b: Device
    c: Device

    def texts(self, first: int, after: int) -> list[str]:
        """Passes of the delegates with these numbers."""
        return [guest.text for guest in self.conference.guests[first:after]]

    @property
    def devices(self) -> tuple[Device, Device, Device]:
        return self.a, self.b, self.c


@pytest.fixture
def door(mail: MailServer, playwright: Playwright, tmp_path: Path) -> Iterator[Door]:
    product = RunningProduct("run", tmp_path, mail.url).start()
    try:
        conference = bring_in(product, tmp_path, DELEGATES)
        clocks = (0, 7, -11)
        devices = [
            Device(playwright, product.url, tmp_path / gate, gate, ahead)
            for gate, ahead in zip(GATES, clocks, strict=True)
        ]
        for device, gate in zip(devices, GATES, strict=True):
            device.switch_on()
            device.pair(conference.pairing_code(f"Máy quét {gate}", gate))
        yield Door(conference, product, *devices)
        for device in devices:
            device.switch_off()
    finally:
        product.stop()


@pytest.mark.parametrize("scale", [1, pytest.param(4, marks=pytest.mark.soak)])
def test_no_scan_is_lost_and_totals_agree(door: Door, playwright: Playwright, scale: int) -> None:
    """The numbers of delegates are those of a small morning, times `scale`."""
    dead = door.conference.guests[200 * scale : 200 * scale + REVOKED]
    scan_while_cut_off(door, scale, [guest.text for guest in dead])
    assert door.b.kept() == (True, 100 * scale + 2)
    assert door.c.kept() == (True, 80 * scale + REVOKED + 1)
    door.b.reconnect()
    door.c.reconnect()
    assert_every_scan_has_its_line(door)
    assert_totals_agree(door, scale)
    with chromium(playwright) as browser:
        assert_office_decides(door, browser, {guest.full_name for guest in dead})
    assert_verdicts_were_quick(door)


def scan_while_cut_off(door: Door, scale: int, dead: list[str]) -> None:
    door.b.cut_off()
    door.c.cut_off()
    assert set(door.a.scan(door.texts(0, 60 * scale))) == {"accepted"}
    # B cannot know that A was first.
    assert set(door.b.scan(door.texts(40 * scale, 120 * scale))) == {"accepted"}
    for guest in door.conference.guests[200 * scale : 200 * scale + REVOKED]:
        door.conference.call("POST", f"{HERE}/delegates/{guest.id}/excuse", {"reason": "Bận công tác"})
    # C cannot know that these passes are dead by now.
    assert set(door.c.scan(dead)) == {"accepted"}
    assert set(door.c.scan(door.texts(100 * scale, 180 * scale))) == {"accepted"}
    assert door.c.scan([spoilt(dead[0])]) == ["refused"]
    restart_without_network(door, scale)


def restart_without_network(door: Door, scale: int) -> None:
    door.b.kill()
    door.b.switch_on()
    door.b.cut_off()
    door.b.open()
    expect(door.b.page.locator("#unsent")).to_contain_text(f"Mất mạng – {80 * scale} lượt chờ gửi")
    assert door.b.scan(door.texts(110 * scale, 110 * scale + 1)) == ["duplicate"]
    assert set(door.b.scan(door.texts(180 * scale, 200 * scale))) == {"accepted"}
    door.b.page.keyboard.press("Escape")
    door.b.page.locator("#undo").click()
    expect(door.b.page.locator("#recent .recent-undone")).to_have_count(1)


def assert_every_scan_has_its_line(door: Door) -> None:
    made = Counter(scan["scan"] for device in door.devices for scan in device.scans)
    assert Counter(line["scan_id"] for line in door.conference.log()) == made
    assert set(made.values()) == {1}
    assert [device.kept() for device in door.devices] == [(True, 0)] * 3


def assert_totals_agree(door: Door, scale: int) -> None:
    """First by true time: A before B, B before C, whatever their clocks say; the one that B took back is out."""
    gates = {"cua-a": 60 * scale, "cua-b": 80 * scale - 1, "cua-c": 60 * scale}
    attendance = door.conference.call("GET", f"{HERE}/attendance")
    assert {gate["code"]: gate["present"] for gate in attendance["by_gate"]} == gates
    assert attendance["totals"]["present"] == sum(gates.values())
    for device, gate in zip(door.devices, GATES, strict=True):
        device.expect_count(gates[gate], sum(gates.values()))


def assert_office_decides(door: Door, browser: Browser, names: set[str]) -> None:
    context = browser.new_context(base_url=door.product.url, viewport=DESK, locale="vi-VN")
    page: Page = sign_in(context, door.product, "organizer")
    page.goto(f"{HERE}/check-in-conflicts")
    assert set(page.locator(".conflict h2").all_inner_texts()) == names
    first = page.locator(".conflict").first
    first.get_by_label("Lý do quyết định").fill("Không gặp người này trong hội trường")
    first.get_by_role("button", name="Không tính").click()
    expect(page.locator(".conflict h2")).to_have_count(len(names) - 1)
    expect(page.locator(".conflict-resolved")).to_contain_text("Không gặp người này trong hội trường")


def assert_verdicts_were_quick(door: Door) -> None:
    alone = [scan["duration"] for device in door.devices for scan in device.scans if scan["alone"]]
    asked = [scan["duration"] for scan in door.a.scans]
    print(f"verdicts: {len(alone)} alone, p95 {quantiles(alone, n=20)[-1]:.0f} ms; "
          f"{len(asked)} by the server, p95 {quantiles(asked, n=20)[-1]:.0f} ms")  # fmt: skip
    assert quantiles(alone, n=20)[-1] < QUICK


def spoilt(text: str) -> str:
    """The same with one other character."""
    return text[:100] + ("A" if text[100] != "A" else "B") + text[101:]

"""What a station keeps on its device: encrypted, forgotten when told, and never a scan lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e.chromium import chromium
from tests.e2e.static_server import static_files

ROSTER: dict[str, Any] = {
    "now": "2026-12-01T01:00:00+00:00", "cursor": "7.1.1", "full": True,
    "conference": {
        "slug": "hoi-nghi-thu", "mark": "00", "title": "Hội nghị thử", "timezone": "Asia/Ho_Chi_Minh",
        "passes_valid_until": "2026-12-02T01:00:00+00:00",
    },
    "keys": [], "gates": [{"code": "cua-a", "name": "Cửa A"}],
    "people": [
        {
            "delegate_id": f"{number:02x}000000-0000-4000-8000-000000000000", "full_name": f"Lò Thị Kín {number}",
            "search_name": f" lo thi kin {number}", "state": "confirmed", "pass_id": f"pass-{number}", "code": None,
            "revoked": [],
        }
        for number in range(100)
    ],
    "check_ins": [], "undone": [],
}  # fmt: skip
KEEP = """async (answer) => {
  const { Roster } = await import("/js/station/roster.js");
  await new Roster("hoi-nghi-thu").merge(answer);
}"""
KNOWN = """async () => {
  const { Roster } = await import("/js/station/roster.js");
  const roster = new Roster("hoi-nghi-thu");
  await roster.load();
  return [...roster.people.values()].map((person) => person.full_name).sort();
}"""
STORED = """async () => {
  const db = await new Promise((resolve) => {
    const opening = indexedDB.open("hoinghi-station");
    opening.onsuccess = () => resolve(opening.result);
  });
  const all = (name) => new Promise((resolve) => {
    const reading = db.transaction(name).objectStore(name).getAll();
    reading.onsuccess = () => resolve(reading.result);
  });
  const text = (value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value) : JSON.stringify(value));
  const pieces = await all("roster");
  const [key] = await all("keys");
  const taken = key ? await crypto.subtle.exportKey("raw", key).then(() => "taken", () => "refused") : "none";
  return [pieces.map(({ data }) => text(data)).join("\\n") + JSON.stringify(await all("facts")), pieces.length, taken];
}"""
FORGET = """async () => (await import("/js/station/store.js")).forget()"""
QUEUE = """async ([answers, count]) => {
  document.head.innerHTML = '<meta name="csrf-token" content="">';
  const { Queue } = await import("/js/station/queue.js");
  const sent = [], heard = [], contacts = [];
  window.fetch = async (address, { body }) => {
    const asked = JSON.parse(body);
    sent.push(asked.entries.length);
    const next = answers.shift();
    if (next === "lost") throw new TypeError("no network");
    const results = asked.entries.map(({ scan_id: id }) => ({ scan_id: id, outcome: "accepted" }));
    return new Response(JSON.stringify(next === 200 ? { results } : { type: "/problems/any" }), { status: next });
  };
  const queue = new Queue({
    conference: "hoi-nghi-thu", scans: "/scans", batch: "/batch", changed() {}, refusedUs() {},
    heard: (entry) => heard.push(entry.scan.scan_id), contact: (there) => contacts.push(there), differs: () => null,
  });
  await queue.begin();
  for (let each = 0; each < count; each += 1) {
    const entry = await queue.add({ scan: { scan_id: `scan-${each}`, pass: "x" } });
    await queue.shown(entry, { outcome: "accepted" });
  }
  await queue.send();
  const { scansWaiting } = await import("/js/station/store.js");
  return { sent, heard: heard.length, waiting: await scansWaiting(), contacts };
}"""


@pytest.fixture
def page(playwright: Playwright) -> Iterator[Page]:
    """A fresh browser with the modules."""
    with static_files() as address, chromium(playwright) as browser:
        page = browser.new_page()
        page.goto(address + "/nothing-here")
        yield page


def send(page: Page, answers: list[Any], count: int) -> Any:
    return page.evaluate(QUEUE, [answers, count])


def test_roster_is_unreadable_on_the_disk(page: Page) -> None:
    page.evaluate(KEEP, ROSTER)
    stored, pieces, key = page.evaluate(STORED)
    assert pieces == 64
    assert "Kín" not in stored
    assert "pass-" not in stored
    assert key == "refused"


def test_roster_outlives_the_page(page: Page) -> None:
    page.evaluate(KEEP, ROSTER)
    page.reload()
    assert page.evaluate(KNOWN) == sorted(person["full_name"] for person in ROSTER["people"])


def test_change_is_kept_beside_the_rest(page: Page) -> None:
    page.evaluate(KEEP, ROSTER)
    changed = {**ROSTER["people"][3], "full_name": "Lò Thị Đổi"}
    page.evaluate(
        """async (answer) => {
      const { Roster } = await import("/js/station/roster.js");
      const roster = new Roster("hoi-nghi-thu");
      await roster.load();
      await roster.merge(answer);
    }""",
        {**ROSTER, "full": False, "people": [changed]},
    )
    page.reload()
    known = page.evaluate(KNOWN)
    assert len(known) == 100
    assert "Lò Thị Đổi" in known
    assert "Lò Thị Kín 3" not in known


def test_forgotten_roster_is_gone_and_its_key_too(page: Page) -> None:
    page.evaluate(KEEP, ROSTER)
    page.evaluate(FORGET)
    assert page.evaluate(STORED) == ["[]", 0, "none"]
    assert page.evaluate(KNOWN) == []


def test_forgetting_leaves_scans_that_were_not_sent(page: Page) -> None:
    assert send(page, ["lost"], 3)["waiting"] == 3
    page.evaluate(FORGET)
    assert page.evaluate("async () => (await import('/js/station/store.js')).scansWaiting()") == 3


def test_scans_go_in_batches_and_leave_with_their_verdicts(page: Page) -> None:
    assert send(page, [200, 200, 200], 1100) == {
        "sent": [500, 500, 100], "heard": 1100, "waiting": 0, "contacts": [True, True, True],
    }  # fmt: skip


def test_scans_stay_when_nobody_answers(page: Page) -> None:
    assert send(page, [200, "lost"], 700) == {
        "sent": [500, 200], "heard": 500, "waiting": 200, "contacts": [True, False],
    }  # fmt: skip


@pytest.mark.parametrize("status", [400, 404, 422, 500])
def test_scans_stay_when_a_batch_is_refused_as_a_whole(page: Page, status: int) -> None:
    told = send(page, [status], 10)
    assert (told["sent"], told["heard"], told["waiting"]) == ([10], 0, 10)


def test_batch_that_is_too_large_goes_in_halves(page: Page) -> None:
    told = send(page, [413, 200, 413, 200, 200], 10)
    assert (told["sent"], told["heard"], told["waiting"]) == ([10, 5, 5, 3, 2], 10, 0)

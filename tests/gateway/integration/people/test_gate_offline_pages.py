"""What a station keeps for a lost network: roster, batches, the page itself."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from tests.gateway.integration.people.conftest import GATE, HERE, Product, csrf_of, scan

STATION = f"{HERE}/gate/{GATE}"


def sync(client: FlaskClient, *entries: dict[str, Any]) -> Any:
    """What the station's script sends when there is a network again."""
    headers = {"X-CSRFToken": csrf_of(client, STATION), "Accept": "application/json"}
    body = {"sent_at": datetime.now(UTC).isoformat(), "entries": entries}
    return client.post(f"{HERE}/gate/batch", json=body, headers=headers)


def entry(text: str, *, admitted: bool = True) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {"scan_id": str(uuid4()), "pass": text, "gate": GATE, "scanned_at": now, "admitted": admitted}


def served(client: FlaskClient, address: str) -> bool:
    with client.get(address) as answer:
        return bool(answer.status_code == 200)


def kept(client: FlaskClient) -> dict[str, Any]:
    """What the service worker is told to keep."""
    script = client.get(f"{HERE}/gate/offline.js")
    assert script.headers["Service-Worker-Allowed"] == f"{HERE}/gate"
    found = re.match(r"const KEPT = (\{.*\});\n", script.text)
    assert found is not None
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_roster_holds_who_may_come_in_and_a_token(product: Product) -> None:
    delegate = product.delegate("Hà Thị Nhớ", confirmed=True)
    answer: Any = product.signed_in(Role.RECEPTIONIST).get(f"{HERE}/gate/roster").json
    person = next(each for each in answer["roster"]["people"] if each["delegate_id"] == delegate["id"])
    assert person["code"] == product.pass_of(delegate)["code"]
    assert answer["roster"]["full"]
    assert answer["csrf"]


def test_roster_tells_what_changed_since(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    first: Any = client.get(f"{HERE}/gate/roster").json
    delegate = product.delegate("Hà Thị Mới", confirmed=True)
    later: Any = client.get(f"{HERE}/gate/roster?since={first['roster']['cursor']}").json
    assert not later["roster"]["full"]
    assert delegate["id"] in [each["delegate_id"] for each in later["roster"]["people"]]


def test_batch_gets_a_verdict_for_each(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate(confirmed=True))
    results = sync(client, entry(held["text"]), entry(held["text"]), entry("6BFGARNHK", admitted=False)).json["results"]
    assert [result["outcome"] for result in results] == ["accepted", "duplicate", "refused"]


def test_batch_without_token_is_not_taken(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    answer = client.post(f"{HERE}/gate/batch", json={"entries": []}, headers={"Accept": "application/json"})
    assert answer.status_code == 400


def test_late_scan_is_placed_by_the_stations_own_clock(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate(confirmed=True))
    ahead = "2099-01-01T00:00:00Z"
    answer = scan(client, **{"pass": held["text"], "scanned_at": ahead, "sent_at": ahead})
    assert answer.json["outcome"] == "accepted"


@pytest.mark.parametrize("page", [f"{HERE}/gate", STATION])
def test_kept_page_names_nobody(product: Product, page: str) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    scan(client, code=product.pass_of(product.delegate("Ma Thị Kín", confirmed=True))["code"])
    bare = kept(client)["pages"][page]
    assert "Ma Thị Kín" not in client.get(bare).text
    if page == STATION:
        assert "Ma Thị Kín" in client.get(page).text


def test_kept_parts_are_all_served(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    parts = kept(client)["parts"]
    assert "/static/vendor/zxing-wasm/zxing_reader.wasm" in parts
    assert [part for part in parts if not served(client, part)] == []


def test_kept_page_is_of_the_language_of_the_page(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    page = client.get(STATION, headers={"Accept-Language": "en"}).text
    assert f'data-worker="{HERE}/gate/offline.js?language=en"' in page


def test_gate_installs_on_a_phone(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    manifest: Any = json.loads(client.get(f"{HERE}/gate/manifest.webmanifest").text)
    assert (manifest["start_url"], manifest["display"]) == (f"{HERE}/gate", "standalone")
    for icon in manifest["icons"]:
        picture = product.embedded.web.test_client().get(icon["src"])
        assert (picture.mimetype, picture.data[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert client.get(f"{HERE}/gate/icon-7.png").status_code == 404


def test_contradiction_is_shown_in_words_and_decided(product: Product) -> None:
    client = product.signed_in(Role.RECEPTIONIST)
    delegate = product.delegate("Đàm Thị Lỡ", confirmed=True)
    held = product.pass_of(delegate)
    product.api("POST", f"{HERE}/delegates/{delegate['id']}/excuse", {"reason": "Bận công tác"})
    assert sync(client, entry(held["text"])).json["results"][0]["outcome"] == "conflict"

    office = product.signed_in(Role.ORGANIZER)
    address = f"{HERE}/check-in-conflicts"
    page = office.get(address).text
    assert "Đàm Thị Lỡ" in page
    assert "Máy quét mất mạng đã cho vào, nhưng" in page
    assert '<span class="menu-count"' in office.get(f"{address}/count").text

    [conflict] = re.findall(r'id="conflict-([0-9a-f-]{36})"', page)
    form = {"csrf_token": csrf_of(office, address), "_key": uuid4().hex, "decision": "count"}
    refused = office.post(f"{address}/{conflict}/resolve", data=form)
    assert refused.status_code == 422
    assert f'id="fault-{conflict}"' in refused.text
    decided = form | {"_key": uuid4().hex, "reason": "Đã gặp trong hội trường"}
    page = office.post(f"{address}/{conflict}/resolve", data=decided, follow_redirects=True).text
    assert "Đã tính Đàm Thị Lỡ có mặt." in page
    assert "Đã gặp trong hội trường" in page
    assert office.get(f"{address}/count").text.strip() == ""


def test_page_of_contradictions_says_what_it_is_for(product: Product) -> None:
    page = product.signed_in(Role.ORGANIZER).get(f"{HERE}/check-in-conflicts").text
    assert "Không có lượt nào chờ quyết định" in page


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.CHAIR, Role.DEPARTMENT])
def test_contradictions_are_the_offices(product: Product, role: Role) -> None:
    assert product.signed_in(role).get(f"{HERE}/check-in-conflicts").status_code == 403


def test_log_shows_every_scan_with_what_it_counts_as(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate("Lục Văn Sổ", confirmed=True))
    for _ in range(2):
        scan(client, code=held["code"])
    page = client.get(f"{HERE}/check-ins").text
    assert page.count("Lục Văn Sổ") == 2
    assert "Tính có mặt" in page
    duplicates = client.get(f"{HERE}/check-ins?outcome=duplicate").text
    assert duplicates.count("Lục Văn Sổ") == 1


def test_undone_scan_stays_in_the_log_with_its_reason(product: Product) -> None:
    client, held = product.signed_in(Role.RECEPTIONIST), product.pass_of(product.delegate(confirmed=True))
    first = scan(client, code=held["code"]).json
    headers = {"X-CSRFToken": csrf_of(client, STATION), "Accept": "application/json"}
    client.post(f"{STATION}/undo/{first['check_in_id']}", json={}, headers=headers)
    assert "Hoàn tác tại cửa Cửa chính hội trường tầng 5" in client.get(f"{HERE}/check-ins?outcome=undone").text

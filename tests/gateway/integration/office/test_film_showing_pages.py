"""The approved film on its pages: scheduled, broadcast, shown in the hall, and nothing of it for others."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from flask.testing import FlaskClient

from chassis.auth.roles import Role
from chassis.clock import system_clock
from chassis.db.database import Database
from tests.documents.showing import approve
from tests.gateway.integration.people.conftest import HERE, Product, csrf_of, send

FILM = f"{HERE}/video-report"
PAGE, HALL = f"{FILM}/schedule", f"{FILM}/hall"
BROADCASTER = "dai-phat-thanh-truyen-hinh"
CONTENT = b"an approved cut"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def people(product: Product) -> dict[str, FlaskClient]:
    """An approved cut, and everybody around it."""
    product.send_film(CONTENT)
    database = Database(product.environment["HOINGHI_DOCUMENTS_DATABASE_URL"])
    approve(database, system_clock())
    database.dispose()
    return {
        "office": product.signed_in(Role.ORGANIZER),
        "chair": product.signed_in(Role.CHAIR),
        "broadcaster": product.signed_in(Role.BROADCASTER, unit=BROADCASTER),
        "appraiser": product.signed_in(Role.APPRAISER),
    }


def _plan(product: Product) -> dict[str, Any]:
    plan: dict[str, Any] = product.api("GET", PAGE)
    return plan


def _noted(client: FlaskClient, **shown: str) -> Any:
    return client.post(f"{HALL}/show", json=shown, headers={"X-CSRFToken": csrf_of(client, HALL)})


def test_film_is_scheduled_broadcast_and_shown(product: Product, people: dict[str, FlaskClient]) -> None:
    office, chair, broadcaster = people["office"], people["chair"], people["broadcaster"]
    assert "Phóng sự đã duyệt, chờ xếp lịch chiếu" in office.get("/").text
    before = chair.get(HALL)
    assert ("chưa xếp vào chương trình" in before.text, before.headers.get("X-Kept-Offline")) == (True, None)
    plan = _plan(product)
    item = plan["agenda_items"][0]
    told = {"version": plan["version"], "sha256": SHA256, "agenda_item_id": item["id"]}
    assert "Đã xếp lịch chiếu" in send(office, PAGE, PAGE, **told).text
    assert "đã xếp lịch chiếu" in send(office, PAGE, PAGE, **told).text
    assert "dài 15:02" in office.get(f"{HERE}/agenda/draft").text

    here = f"{FILM}/broadcasts"
    wrong = send(office, PAGE, here, version=_plan(product)["version"], channel="Kênh TN1", starts_at="tối mai")
    assert (wrong.status_code, 'value="Kênh TN1"' in wrong.text) == (422, True)
    slot = {"channel": "Kênh TN1", "starts_at": "2024-06-26T20:00"}
    assert "Đã thêm giờ phát sóng" in send(office, PAGE, here, version=_plan(product)["version"], **slot).text
    [planned] = _plan(product)["broadcasts"]
    assert (planned["starts_at"], planned["overdue"]) == ("2024-06-26T13:00:00+00:00", True)
    assert "1 giờ phát sóng chưa báo đã phát" in broadcaster.get("/").text
    report = {"version": _plan(product)["version"], "aired_at": "2024-06-26T20:02", "remark": "Trọn vẹn"}
    assert "Lên sóng lúc 20:02" in send(broadcaster, PAGE, f"{here}/{planned['id']}/report", **report).text
    assert "Thêm giờ phát sóng" not in broadcaster.get(PAGE).text

    status = chair.get(f"{HALL}/status").get_json()
    assert chair.get(HALL).headers["X-Kept-Offline"] == "yes"
    file = chair.get(status["playback"]["url"], headers={"Range": "bytes=3-"})
    assert (status["playback"]["sha256"], file.status_code, file.data) == (SHA256, 206, CONTENT[3:])
    shown = {"sha256": SHA256, "file_sha256": SHA256, "started_at": system_clock().isoformat()}
    other = _noted(chair, **shown | {"file_sha256": "0" * 64})
    assert (other.status_code, "không khớp" in other.get_json()["detail"]) == (409, True)
    assert _noted(chair, **shown).get_json()["state"] == "shown"
    assert "Đã chiếu" in office.get(PAGE).text
    back = send(chair, HALL, f"{HALL}/take-back", version=_plan(product)["version"])
    assert "Đã ghi lại là chưa chiếu" in back.text
    off = send(office, PAGE, f"{FILM}/unschedule", version=_plan(product)["version"], reason="Đổi phim")
    assert "Đã bỏ lịch chiếu" in off.text
    assert chair.get(status["playback"]["url"]).status_code == 404


def test_hall_is_not_for_those_who_have_no_business_there(people: dict[str, FlaskClient]) -> None:
    for name in ("broadcaster", "appraiser"):
        assert people[name].get(HALL).status_code == 403
    assert people["chair"].get(PAGE).status_code == 403
    assert send(people["broadcaster"], PAGE, PAGE, version=0, sha256=SHA256).status_code == 403

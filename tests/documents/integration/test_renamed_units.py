"""A plan that renames units renames them in what they wrote, as it does in what they owe."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.auth.roles import Role
from tests.documents.integration.test_medal_nominations import nominated
from tests.documents.petitioning import ABOVE, HOST, Desk
from tests.documents.world import ROOM, SLUG, Documents, with_rooms

UNIT = "xa-an-binh"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def source(plan_source: str) -> str:
    return with_rooms(plan_source)


@pytest.fixture
def rooms(documents: Documents, source: str) -> Documents:
    assert documents.apply(source).status_code == 200
    return documents


def _renamed(documents: Documents, source: str, *names: tuple[str, str]) -> None:
    for old, new in names:
        assert f"name: {old}" in source
        source = source.replace(f"name: {old}", f"name: {new}", 1)
    assert documents.apply(source).status_code == 200


def _topic(documents: Documents) -> Any:
    """One that its unit presents, so that it owes the text."""
    body: dict[str, Any] = {"title": "Chuyển đổi số", "reason": "Mô hình hay", "unit": UNIT, "department": ROOM}
    topic = documents.call("POST", f"/conferences/{SLUG}/topics", json=body).get_json()
    for verb, more in (("send", {}), ("select", {"minutes": 7}), ("accept", {"presenter_name": "Trần Thị Bình"})):
        path = f"/conferences/{SLUG}/topics/{topic['id']}/{verb}"
        topic = documents.call("POST", path, json={"version": topic["version"]} | more).get_json()
    return topic


def test_petition_topic_text_and_nomination_bear_the_new_names(rooms: Documents, source: str) -> None:
    desk = Desk(rooms)
    petition, topic, nomination = desk.assigned(), _topic(rooms), nominated(rooms)
    _renamed(rooms, source, ("Xã An Bình", "Phường An Bình"), ("Phòng Khoa giáo", "Phòng Khoa giáo và Văn hóa"))
    shown = desk.shown(petition)
    assert (shown["unit_name"], shown["room_name"]) == ("Phường An Bình", "Phòng Khoa giáo và Văn hóa")
    assert shown["version"] == petition["version"]
    assert desk.numbers("q=phuong an binh") == [petition["number"]]
    assert rooms.get(f"/topics/{topic['id']}").get_json()["unit_name"] == "Phường An Bình"
    assert rooms.get(f"/obligations/{topic['obligation_id']}").get_json()["unit_name"] == "Phường An Bình"
    told = rooms.recorded("documents.obligations_planned.v1")[-1].body["obligations"]
    assert [each["unit_name"] for each in told if each["kind"] == "presentation"] == ["Phường An Bình"]
    assert rooms.get(f"/medal-nominations/{nomination['id']}").get_json()["unit_name"] == "Phường An Bình"


def test_way_of_a_petition_follows_the_plan_while_it_is_open(rooms: Documents, source: str) -> None:
    desk = Desk(rooms)
    open_, drafted = desk.assigned(), desk.drafted()
    upward = source.replace("name: Ban Tuyên giáo Huyện ủy, forwarded: false", "name: Ban Tuyên giáo, forwarded: true")
    assert rooms.apply(upward).status_code == 200
    ways = [desk.shown(each) for each in (open_, drafted)]
    assert [(each["recipient"], each["recipient_name"], each["forwarded"]) for each in ways] == [
        (HOST, "Ban Tuyên giáo", True),
        (HOST, "Ban Tuyên giáo", False),
    ]


def test_what_the_plan_dropped_keeps_its_name(rooms: Documents, source: str) -> None:
    desk = Desk(rooms)
    petition = desk.entered(recipient=ABOVE)
    without = source.replace("  - {code: tinh-uy, name: Tỉnh ủy, forwarded: true}\n", "")
    assert rooms.apply(without).status_code == 200
    assert desk.shown(petition, Role.ORGANIZER)["recipient_name"] == "Tỉnh ủy"

"""A topic all the way, on both databases: sent, revised, selected, declined, given to another unit, accepted."""

from __future__ import annotations

from typing import Any

from chassis.auth.roles import Role
from tests.documents.world import ROOM, SLUG, Documents, with_rooms

HERE = f"/conferences/{SLUG}/topics"
WRITTEN = {"title": "Nếp sống văn hoá ở Đông Tháp", "reason": "Mô hình hay", "unit": "xa-an-binh"}
Who = tuple[Role, str] | None
DEPARTMENT, UNIT, OTHER_UNIT = (Role.DEPARTMENT, ROOM), (Role.UNIT, "xa-dong-thap"), (Role.UNIT, "xa-an-binh")
STEPS: list[tuple[str, dict[str, Any], Who]] = [
    ("ask-revision", {"reason": "Thu hẹp"}, None),
    ("send", {}, DEPARTMENT),
    ("select", {"minutes": 9}, None),
    ("decline", {"reason": "Bận"}, OTHER_UNIT),
    ("send", {}, DEPARTMENT),
    ("set-aside", {"reason": "Trùng"}, None),
    ("restore", {}, None),
    ("select", {"text_due": "2025-03-15"}, None),
    ("accept", {"presenter_name": "Trần Thị Bình"}, UNIT),
]


def test_topic_goes_all_the_way(documents: Documents, plan_source: str) -> None:
    def ask(method: str, path: str, body: Any = None, who: Who = None) -> Any:
        role, scope = (who[0], {"unit": who[1]}) if who else (Role.ORGANIZER, {})
        response = documents.call(method, f"{HERE}{path}", role, json=body, **scope)
        assert response.status_code < 300, response.text
        return response.get_json()

    documents.apply(with_rooms(plan_source))
    topic = ask("POST", "", WRITTEN, DEPARTMENT)
    topic = ask("POST", "/send", {}, DEPARTMENT)["items"][0]
    for verb, body, who in STEPS:
        topic = ask("POST", f"/{topic['id']}/{verb}", body | {"version": topic["version"]}, who)
        if topic["state"] == "declined":
            changes = WRITTEN | {"unit": UNIT[1], "version": topic["version"]}
            topic = ask("PATCH", f"/{topic['id']}", changes, DEPARTMENT)
    told = ("accepted", "xa-dong-thap", 9, "2025-03-15")
    assert (topic["state"], topic["unit"], topic["minutes"], topic["text_due"]) == told
    assert [each["id"] for each in ask("GET", "?q=nep song dong thap&sort=-title")["items"]] == [topic["id"]]
    history = ask("GET", f"/{topic['id']}", None, UNIT)["history"]
    assert [step["action"] for step in history] == ["select", "accept"]
    assert [event.sequence for event in documents.recorded("documents.topic_selected.v1")] == [5, 11]

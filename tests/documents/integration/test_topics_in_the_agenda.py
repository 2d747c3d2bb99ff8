"""Topics follow the draft of the agenda, whichever way it is changed: on SQLite, and the states as they are told."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.documents.models import Topic
from services.documents.workflows.topic import TopicState
from tests.documents.integration.test_agenda import change, draft, send
from tests.documents.world import OTHER_ROOM, ROOM, SLUG, Documents, with_rooms

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def rooms(documents: Documents, plan_source: str) -> Documents:
    """The service with a plan of two rooms."""
    assert documents.apply(with_rooms(plan_source)).status_code == 200
    return documents


def _topic(rooms: Documents, state: TopicState, room: str = ROOM) -> UUID:
    body = {"title": "Chuyển đổi số", "reason": "Có mô hình hay", "unit": "xa-an-binh", "department": room}
    made = rooms.call("POST", f"/conferences/{SLUG}/topics", json=body).get_json()
    _set(rooms, UUID(made["id"]), state=state, presenter_name="Trần Thị Bình")
    return UUID(made["id"])


def _set(rooms: Documents, topic_id: UUID, **facts: Any) -> None:
    with rooms.service.database.write() as session:
        topic = session.get_one(Topic, topic_id)
        for name, value in facts.items():
            setattr(topic, name, value)


def _shown(rooms: Documents, topic_id: UUID) -> Any:
    return rooms.get(f"/topics/{topic_id}").get_json()


def _step(rooms: Documents, topic_id: UUID, verb: str, **more: Any) -> None:
    body = {"version": _shown(rooms, topic_id)["version"]} | more
    method = "PUT" if verb == "presenter" else "POST"
    assert rooms.call(method, f"/conferences/{SLUG}/topics/{topic_id}/{verb}", json=body).status_code == 200


def _scheduled(rooms: Documents) -> UUID:
    topic = _topic(rooms, TopicState.APPRAISED)
    _step(rooms, topic, "schedule", minutes=9)
    return topic


def _take_out(items: list[dict[str, Any]]) -> None:
    items[:] = [each for each in items if each["presentation_id"] is None]


def _undo(rooms: Documents) -> None:
    assert send(rooms, "POST", "/draft/undo", {"version": draft(rooms)["version"]}).status_code == 200


def _places(rooms: Documents) -> list[tuple[str, str]]:
    return [(each["title"], each["speaker"]) for each in draft(rooms)["items"] if each["presentation_id"]]


def test_presentation_that_is_taken_out_of_the_draft_is_not_scheduled(rooms: Documents) -> None:
    topic = _scheduled(rooms)
    assert change(rooms, _take_out).status_code == 200
    last = _shown(rooms, topic)["history"][-1]
    assert (_shown(rooms, topic)["state"], last["action"], last["by"]) == ("appraised", "unschedule", "Đồng chí Thử")
    told = rooms.recorded("documents.topic_changed.v1")[-1]
    assert (told.subject, told.body["state"]) == (f"topic/{topic}", "appraised")


def test_agenda_begun_anew_from_the_plan_schedules_nobody(rooms: Documents) -> None:
    topic = _scheduled(rooms)
    send(rooms, "POST", "/draft/from-plan", {"version": draft(rooms)["version"]})
    assert _shown(rooms, topic)["state"] == "appraised"


def test_undoing_schedules_again_under_who_presents_now(rooms: Documents) -> None:
    topic = _scheduled(rooms)
    change(rooms, _take_out)
    _step(rooms, topic, "presenter", presenter_name="Lê Văn Cẩn")
    _undo(rooms)
    assert (_shown(rooms, topic)["state"], _places(rooms)) == ("scheduled", [("Chuyển đổi số", "Lê Văn Cẩn")])
    _undo(rooms)
    assert (_shown(rooms, topic)["state"], _places(rooms)) == ("appraised", [])


def test_undoing_leaves_out_what_was_set_aside_since_and_says_so(rooms: Documents) -> None:
    topic = _scheduled(rooms)
    _step(rooms, topic, "unschedule")
    _step(rooms, topic, "set-aside", reason="Trùng")
    _undo(rooms)
    assert (_shown(rooms, topic)["state"], _places(rooms)) == ("set_aside", [])
    said = "“Chuyển đổi số” không còn được trình bày nên không đưa lại."
    assert said in change(rooms, _take_out, version=1).get_json()["detail"]


@pytest.mark.parametrize("ready", [True, False])
def test_only_an_approved_text_is_put_in_by_hand(rooms: Documents, ready: bool) -> None:
    topic = _topic(rooms, TopicState.APPRAISED if ready else TopicState.TEXT_RECEIVED, OTHER_ROOM)
    answer = change(rooms, lambda items: items[2].update(presentation_id=str(topic)))
    assert (answer.status_code, _shown(rooms, topic)["state"]) == (
        (200, "scheduled") if ready else (409, "text_received")
    )
    assert ready or answer.get_json()["type"] == "/problems/presentation-not-ready"


def test_what_is_no_topic_is_not_put_in(rooms: Documents) -> None:
    answer = change(rooms, lambda items: items[2].update(presentation_id=str(uuid4())))
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/presentation-not-ready")

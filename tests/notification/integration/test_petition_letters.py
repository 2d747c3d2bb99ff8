"""Letters about petitions and nominations: one for each step that somebody is told of."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from services.notification.operations.compose_letter import NotYetKnown
from tests.notification.world import World

ASSIGNED: dict[str, Any] = {
    "number": 4,
    "unit": "so-y-te",
    "unit_name": "Sở Y tế",
    "content": "Bổ sung kinh phí",
    "recipient": "ban-tuyen-giao",
    "recipient_name": "Ban Tuyên giáo",
    "forwarded": False,
    "room": "phong-khoa-giao",
    "room_name": "Phòng Khoa giáo",
    "state": "assigned",
    "focal_point_name": None,
    "focal_point_email": "khoagiao@coquan.example",
}


def test_room_is_asked_once_for_each_assignment(world: World) -> None:
    petition = uuid4()
    for room in ("Phòng Khoa giáo", "Phòng Văn hóa"):
        facts = ASSIGNED | {"petition_id": petition, "room_name": room}
        world.tell("documents.petition_assigned.v1", f"petition/{petition}", **facts)
    assert [(each.recipient_name, each.state.value) for each in world.messages()] == [
        ("Phòng Khoa giáo", "queued"),
        ("Phòng Văn hóa", "queued"),
    ]


def test_unit_without_an_address_is_listed_as_such(world: World) -> None:
    petition = uuid4()
    facts = ASSIGNED | {"petition_id": petition, "state": "answered", "answer": "Sẽ bố trí", "focal_point_email": None}
    world.tell("documents.petition_answered.v1", f"petition/{petition}", **facts)
    assert [each.state.value for each in world.messages()] == ["no_address"]


def test_news_before_the_plan_is_tried_again(world: World) -> None:
    facts = ASSIGNED | {"petition_id": uuid4(), "conference": "hoi-nghi-khac"}
    with pytest.raises(NotYetKnown):
        world.tell("documents.petition_assigned.v1", f"petition/{facts['petition_id']}", **facts)

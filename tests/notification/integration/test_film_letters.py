"""Who hears when the film is scheduled, broadcast and shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.notification.operations.compose_letter import NotYetKnown
from tests.notification.world import World

FILM = UUID(int=77)
MOMENT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)
SLOT: dict[str, Any] = {
    "broadcast_id": uuid4(),
    "channel": "Kênh TN1",
    "starts_at": MOMENT,
    "state": "aired",
    "aired_at": MOMENT,
    "remark": None,
}
FACTS: dict[str, Any] = {
    "video_report_id": FILM,
    "obligation_id": uuid4(),
    "title": "Phóng sự",
    "unit": "dai-phat-thanh",
    "unit_name": "Đài Phát thanh",
    "state": "scheduled",
    "version_id": uuid4(),
    "number": 1,
    "filename": "phim.mp4",
    "size": 9,
    "sha256": "5e" * 32,
    "recipient_name": None,
    "recipient_email": "dai@photho.example",
    "agenda_item": None,
    "duration_ms": None,
}
SCHEDULED: dict[str, Any] = {"broadcasts": [], "scheduled_by": "Văn phòng", "scheduled_at": MOMENT}


def told(world: World, event: str, **facts: Any) -> list[str | None]:
    before = {each.id for each in world.messages()}
    world.tell(f"documents.video_{event}.v1", f"video_report/{FILM}", **FACTS | facts)
    return [each.recipient_email for each in world.messages() if each.id not in before]


def office(world: World) -> str | None:
    return told(world, "shown", shown_at=MOMENT, shown_by="Lễ tân", file="original", file_sha256="5e" * 32)[1]


def test_broadcaster_hears_of_every_schedule_and_the_office_of_items(world: World) -> None:
    desk, station = office(world), FACTS["recipient_email"]
    assert told(world, "scheduled", cause="scheduled", **SCHEDULED) == [station, desk]
    assert told(world, "scheduled", cause="moved", **SCHEDULED) == [station, desk]
    assert told(world, "scheduled", cause="broadcasts", **SCHEDULED | {"broadcasts": [SLOT]}) == [station]
    off = {"reason": None, "unscheduled_by": "Văn phòng", "unscheduled_at": MOMENT}
    assert told(world, "unscheduled", **off) == [station, desk]


def test_office_hears_what_was_on_air_and_nothing_of_a_slip(world: World) -> None:
    desk = office(world)
    report = {"reported_by": "Đài", "reported_at": MOMENT}
    assert told(world, "broadcast_reported", broadcast=SLOT, **report) == [desk]
    taken_back = SLOT | {"state": "planned", "aired_at": None}
    assert told(world, "broadcast_reported", broadcast=taken_back, **report) == []


def test_news_of_the_film_before_the_plan_is_tried_again(world: World) -> None:
    with pytest.raises(NotYetKnown):
        told(world, "scheduled", cause="scheduled", conference="hoi-nghi-khac", **SCHEDULED)

"""News of topics and activities: one letter for each, to whom it concerns."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from services.notification.models import MessageKind
from tests.notification.world import FACTS, World

TOPIC, REPORT = UUID(int=91), UUID(int=92)
FOCAL_POINT = {"recipient_name": "Trần Văn Thử", "recipient_email": "daumoi@huyenmau.example"}
SELECTED = FOCAL_POINT | {"topic_id": TOPIC, "state": "selected", "text_due": date(2024, 6, 25), "minutes": 7}
NEWS = [
    ("topic_selected", SELECTED, MessageKind.TOPIC_SELECTED, "daumoi@huyenmau.example"),
    (
        "topic_revision_asked",
        FOCAL_POINT | {"topic_id": TOPIC, "note": "Thu hẹp"},
        MessageKind.TOPIC_REVISION_ASKED,
        "daumoi@huyenmau.example",
    ),
    ("topic_accepted", {"topic_id": TOPIC, "state": "accepted"}, MessageKind.TOPIC_ANSWERED, FACTS["contact_email"]),
    ("topic_declined", {"topic_id": TOPIC, "note": "Bận"}, MessageKind.TOPIC_ANSWERED, FACTS["contact_email"]),
    ("activity_confirmed", FOCAL_POINT | {"report_id": REPORT}, MessageKind.ACTIVITY_JUDGED, "daumoi@huyenmau.example"),
    (
        "activity_sent_back",
        FOCAL_POINT | {"report_id": REPORT, "note": "Thiếu ảnh"},
        MessageKind.ACTIVITY_JUDGED,
        "daumoi@huyenmau.example",
    ),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("event", "facts", "kind", "email"), NEWS)
def test_news_is_told_to_whom_it_concerns(
    world: World, event: str, facts: dict[str, object], kind: MessageKind, email: str
) -> None:
    about = facts.get("topic_id") or facts["report_id"]
    world.tell(f"documents.{event}.v1", about, **facts)  # type: ignore[arg-type]
    (message,) = world.messages()
    assert (message.kind, message.recipient_email, message.about) == (kind, email, about)


def test_topic_that_is_selected_again_is_told_again_and_the_same_news_once(world: World) -> None:
    world.tell("documents.topic_selected.v1", TOPIC, **SELECTED)
    event = world.tell("documents.topic_selected.v1", TOPIC, **SELECTED)
    with world.service.database.write() as session:
        world.service.handlers[event.type](session, event)
    assert [message.reason for message in world.messages()] == [
        f"topic_selected:{TOPIC}:1",
        f"topic_selected:{TOPIC}:2",
    ]

"""Announces what became of a topic, to whom it may concern."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.clock import Clock
from chassis.messaging.outbox import record
from services.documents.models import Topic
from services.documents.queries.focal_points import focal_point_of
from services.documents.workflows.topic import TopicAction

CHANGED = "documents.topic_changed.v1"
EVENTS = {
    TopicAction.SEND: "documents.topic_proposed.v1",
    TopicAction.WITHDRAW: "documents.topic_withdrawn.v1",
    TopicAction.SELECT: "documents.topic_selected.v1",
    TopicAction.SET_ASIDE: "documents.topic_set_aside.v1",
    TopicAction.ASK_REVISION: "documents.topic_revision_asked.v1",
    TopicAction.ACCEPT: "documents.topic_accepted.v1",
    TopicAction.DECLINE: "documents.topic_declined.v1",
    TopicAction.SCHEDULE: "documents.topic_scheduled.v1",
}
"""Every other action is told as `topic_changed`."""


def announce_topic(session: Session, topic: Topic, action: TopicAction | None, clock: Clock) -> None:
    """Record the topic as it now is, under the name of what was done. None: it was written down."""
    data = topic_data(topic)
    if action == TopicAction.SELECT:
        data |= focal_point_of(session, topic.conference, topic.unit)
    if action == TopicAction.ASK_REVISION:
        data |= focal_point_of(session, topic.conference, topic.department)
    record(session, topic, CHANGED if action is None else EVENTS.get(action, CHANGED), data, clock=clock)


def topic_data(topic: Topic) -> dict[str, Any]:
    """Data of every event about a topic."""
    return {
        "conference": topic.conference,
        "topic_id": topic.id,
        "title": topic.title,
        "department": topic.department,
        "department_name": topic.department_name,
        "unit": topic.unit,
        "unit_name": topic.unit_name,
        "state": topic.state.value,
        "note": topic.note,
        "minutes": topic.minutes,
        "text_due": topic.text_due,
        "presenter_name": topic.presenter_name,
        "presenter_post": topic.presenter_post,
    }

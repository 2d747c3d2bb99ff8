"""Topics that stand in the plan itself: drafts of their rooms, for the room to complete and send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.documents.models import Topic
from services.documents.operations.announce_topic import announce_topic
from services.documents.operations.steps import keep_step
from services.documents.operations.topics import folded
from services.documents.plan import Plan
from services.documents.queries.rooms import Room, rooms_of
from services.documents.workflows.topic import TopicState


def spread_topics(session: Session, plan: Plan, now: datetime) -> None:
    """Write down what is new in the plan; what nobody has touched follows it, and what was touched is the room's."""
    slug = plan.conference.slug
    rooms = rooms_of(session, slug) or {}
    names = {unit.code: unit.name for unit in plan.units}
    here = select(Topic).where(Topic.conference == slug, Topic.plan_title.is_not(None))
    kept = {(topic.department, topic.plan_title): topic for topic in session.scalars(here)}
    for room, title, unit in _planned(plan, rooms):
        topic = kept.pop((room.unit, title), None)
        if topic is None:
            _write_down(session, slug, room, title, unit, names, now)
        elif not topic.touched and topic.unit != unit:
            topic.unit, topic.unit_name = unit, None if unit is None else names[unit]
            topic.folded = folded(topic)
            announce_topic(session, topic, None, lambda: now)
    for topic in kept.values():
        if not topic.touched:
            session.delete(topic)
    session.flush()


def _planned(plan: Plan, rooms: dict[str, Room]) -> Iterator[tuple[Room, str, str | None]]:
    for department in plan.departments:
        for topic in department.topics:
            yield rooms[department.unit], topic.title, topic.unit


def _write_down(
    session: Session, slug: str, room: Room, title: str, unit: str | None, names: dict[str, str], now: datetime
) -> None:
    topic = Topic(
        id=uuid4(),
        conference=slug,
        department=room.unit,
        department_name=room.name,
        title=title,
        plan_title=title,
        unit=unit,
        unit_name=None if unit is None else names[unit],
        state=TopicState.DRAFT,
        minutes=room.minutes,
        touched=False,
        created_at=now,
        version=0,
    )
    topic.folded = folded(topic)
    session.add(topic)
    session.flush()
    keep_step(session, topic, "propose", by=None, at=now)
    announce_topic(session, topic, None, lambda: now)

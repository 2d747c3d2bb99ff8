"""Topics: rooms write them down and send them, the office selects, units accept. Each change is announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.vietnamese import without_accents
from chassis.web.problems import Problem
from services.documents.models import Delegate, Topic
from services.documents.operations.agenda_draft import place_presentation, withdraw_presentation
from services.documents.operations.agenda_topics import place_facts
from services.documents.operations.announce_topic import announce_topic
from services.documents.operations.obligations import fulfil_obligation
from services.documents.operations.steps import keep_step, take_step
from services.documents.operations.topic_process import TOPIC, advance
from services.documents.operations.topic_text import ask_for_text, drop_text
from services.documents.problems.topics import (
    NO_TIME_LIMIT,
    NOTHING_TO_SEND,
    PRESENTER_NOT_POSSIBLE,
    PRESENTING_UNIT_UNKNOWN,
    ROOM_UNKNOWN,
    TOPIC_INCOMPLETE,
)
from services.documents.queries.rooms import TOPICS, Room, rooms_of, unit_names
from services.documents.workflows.submission import SubmissionState
from services.documents.workflows.topic import PUT_FORWARD, TopicAction, TopicState


def propose_topic(session: Session, slug: str, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> Topic:
    """Write a topic down as a draft of its room. Raises `Problem` room-unknown, presenting-unit-unknown."""
    room = room_of(session, slug, data["department"])
    topic = Topic(
        id=uuid4(),
        conference=slug,
        department=room.unit,
        department_name=room.name,
        state=TopicState.DRAFT,
        minutes=room.minutes,
        touched=True,
        created_at=clock(),
        version=0,
    )
    _write(session, topic, data)
    session.add(topic)
    session.flush()
    keep_step(session, topic, "propose", by=by, at=clock())
    announce_topic(session, topic, None, clock)
    return topic


def update_topic(session: Session, topic: Topic, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> None:
    """Correct title, reason or unit; nothing happens when nothing differs. Raises `Problem` as a step does."""
    before = topic.title, topic.reason, topic.unit
    if before == (data["title"], data["reason"], data["unit"]):
        return
    take_step(session, topic, TopicAction.UPDATE, TOPIC, by=by, at=clock())
    _write(session, topic, data)
    _require_complete([topic] if topic.state != TopicState.DRAFT else [])
    topic.touched = True
    announce_topic(session, topic, TopicAction.UPDATE, clock)


def send_topics(session: Session, slug: str, department: str | None, *, by: Identity, clock: Clock) -> Sequence[Topic]:
    """Send all drafts of a room to the office. Raises `Problem` nothing-to-send, topic-incomplete."""
    room = room_of(session, slug, department)
    drafts = session.scalars(
        select(Topic)
        .where(Topic.conference == slug, Topic.department == room.unit, Topic.state == TopicState.DRAFT)
        .order_by(Topic.created_at, Topic.id)
        .with_for_update()
    ).all()
    if not drafts:
        raise Problem(NOTHING_TO_SEND)
    _require_complete(drafts)
    for topic in drafts:
        step_topic(session, topic, TopicAction.SEND, by=by, clock=clock)
    return drafts


def step_topic(
    session: Session, topic: Topic, action: TopicAction, *, by: Identity, clock: Clock, reason: str | None = None
) -> None:
    """Take one step. Raises `Problem`: forbidden, done-meanwhile, step-not-possible, topic-incomplete."""
    if action == TopicAction.SEND:
        _require_complete([topic])
        topic.proposed_at = clock()
        _mark_worked_on(session, topic, clock())
    if action in (TopicAction.SEND, TopicAction.DECLINE):
        topic.presenter_name = topic.presenter_post = topic.presenter_delegate = None
    advance(session, topic, action, by=by, clock=clock, reason=reason)
    if action in (TopicAction.SEND, TopicAction.WITHDRAW):
        _fulfil(session, topic, clock)
    if action in (TopicAction.DECLINE, TopicAction.SET_ASIDE):
        drop_text(session, topic, clock)


def select_topic(session: Session, topic: Topic, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> None:
    """Select it, with its time limit in the hall and the day its text is due, where they are given."""
    if data["minutes"] is not None:
        topic.minutes = data["minutes"]
    if data["text_due"] is not None:
        topic.text_due = data["text_due"]
    step_topic(session, topic, TopicAction.SELECT, by=by, clock=clock)


def accept_topic(session: Session, topic: Topic, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> None:
    """The unit presents it; who does so may be named later. Raises `Problem` presenter-not-possible."""
    _set_presenter(session, topic, data)
    ask_for_text(session, topic, clock)
    step_topic(session, topic, TopicAction.ACCEPT, by=by, clock=clock)


def name_presenter(session: Session, topic: Topic, data: Mapping[str, Any], *, by: Identity, clock: Clock) -> None:
    """Say who presents: a delegate of the unit, or anybody by name and post."""
    _set_presenter(session, topic, data)
    step_topic(session, topic, TopicAction.NAME_PRESENTER, by=by, clock=clock)
    if topic.state == TopicState.SCHEDULED:
        _place(session, topic, by, clock)


def schedule_topic(session: Session, topic: Topic, minutes: int | None, *, by: Identity, clock: Clock) -> None:
    """Give it its place in the draft of the agenda, with its time limit. Raises `Problem` no-time-limit."""
    topic.minutes = minutes or topic.minutes
    if topic.minutes is None:
        raise Problem(NO_TIME_LIMIT)
    step_topic(session, topic, TopicAction.SCHEDULE, by=by, clock=clock)
    _place(session, topic, by, clock)


def unschedule_topic(session: Session, topic: Topic, *, by: Identity, clock: Clock) -> None:
    """Take it out of the draft of the agenda."""
    step_topic(session, topic, TopicAction.UNSCHEDULE, by=by, clock=clock)
    withdraw_presentation(session, topic.conference, topic.id, by=by, clock=clock)


def room_of(session: Session, slug: str, department: str | None) -> Room:
    """A room of the plan. Raises `Problem` room-unknown."""
    room = (rooms_of(session, slug) or {}).get(department or "")
    if room is None:
        raise Problem(ROOM_UNKNOWN)
    return room


def _write(session: Session, topic: Topic, data: Mapping[str, Any]) -> None:
    unit = data["unit"]
    names = unit_names(session, topic.conference)
    if unit is not None and unit not in names:
        raise Problem(PRESENTING_UNIT_UNKNOWN)
    if unit != topic.unit:
        topic.presenter_name = topic.presenter_post = topic.presenter_delegate = None
    topic.title, topic.reason = data["title"], data["reason"]
    topic.unit, topic.unit_name = unit, None if unit is None else names[unit]
    topic.folded = folded(topic)


def folded(topic: Topic) -> str:
    """What a search looks in."""
    return without_accents(f"{topic.title} {topic.department_name} {topic.unit_name or ''}").lower()


def _require_complete(topics: Sequence[Topic]) -> None:
    """The office can judge what has a unit and a reason. Names those that lack one."""
    lacking = [topic.title for topic in topics if topic.unit is None or topic.reason is None]
    if lacking:
        raise Problem(TOPIC_INCOMPLETE, titles="; ".join(f"“{title}”" for title in lacking))


def _mark_worked_on(session: Session, topic: Topic, now: Any) -> None:
    """From now on no plan takes the room's obligation away unasked."""
    room = (rooms_of(session, topic.conference) or {}).get(topic.department)
    if room is not None and room.obligation is not None and room.obligation.worked_on_at is None:
        room.obligation.worked_on_at = now


def _fulfil(session: Session, topic: Topic, clock: Clock) -> None:
    """A room has done what it owes once it has put forward as many topics as it has to, whatever becomes of them."""
    room = (rooms_of(session, topic.conference) or {}).get(topic.department)
    if room is None:
        return
    here = (Topic.conference == topic.conference, Topic.department == room.unit, Topic.state.in_(PUT_FORWARD))
    count = session.scalar(select(func.count()).select_from(Topic).where(*here)) or 0
    stands = SubmissionState.ACCEPTED if room.least <= count else SubmissionState.AWAITED
    fulfil_obligation(session, topic.conference, TOPICS, room.unit, stands, clock=clock)


def _place(session: Session, topic: Topic, by: Identity, clock: Clock) -> None:
    facts = place_facts(topic)
    place_presentation(session, topic.conference, topic.id, minutes=topic.minutes or 0, **facts, by=by, clock=clock)


def _set_presenter(session: Session, topic: Topic, data: Mapping[str, Any]) -> None:
    asked = data["presenter_delegate"]
    if asked is None:
        topic.presenter_name, topic.presenter_post = data["presenter_name"], data["presenter_post"]
        topic.presenter_delegate = None
        return
    delegate = session.get(Delegate, asked)
    if delegate is None or not _may_present(delegate, topic):
        raise Problem(PRESENTER_NOT_POSSIBLE)
    topic.presenter_name, topic.presenter_post = delegate.full_name, delegate.post
    topic.presenter_delegate = delegate.id


def _may_present(delegate: Delegate, topic: Topic) -> bool:
    units = {delegate.unit, *(each["unit"] for each in delegate.affiliations or ())}
    return (
        delegate.conference == topic.conference
        and topic.unit in units
        and delegate.state in ("waiting", "registered", "confirmed")
    )

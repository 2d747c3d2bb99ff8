"""Topics as far as a reader may know of them, and the office's view of all rooms: counts, clashes, gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.vietnamese import without_accents
from services.documents import rules
from services.documents.models import Invitation, Step, Topic
from services.documents.queries.history import history_of
from services.documents.queries.obligations import ObligationState, Today
from services.documents.queries.rooms import Room, rooms_of
from services.documents.topics import Clash, Gap, Idea, RoomCount, clashes_between, gaps_of
from services.documents.workflows.topic import (
    IN_THE_ROOM,
    PUT_FORWARD,
    TOPIC_WORKFLOW,
    WITH_THE_UNIT,
    TopicAction,
    TopicState,
)

SORTABLE = {
    "title": Topic.title,
    "department_name": Topic.department_name,
    "unit_name": Topic.unit_name,
    "state": Topic.state,
    "created_at": Topic.created_at,
    "proposed_at": Topic.proposed_at,
}
_STANDING = tuple(state for state in PUT_FORWARD if state not in (TopicState.SET_ASIDE, TopicState.DECLINED))


def topics(conference: str, identity: Identity, filters: Mapping[str, Any]) -> Select[Topic]:
    """The topics that the reader may know of. Filters: `department`, `unit`, `state`, `q` (words, accents aside)."""
    statement = _visible(conference, identity)
    for name in ("department", "unit", "state"):
        if filters[name] is not None:
            statement = statement.where(getattr(Topic, name) == filters[name])
    for word in without_accents((filters["q"] or "").replace("\0", " ")).lower().split():
        statement = statement.where(Topic.folded.contains(word, autoescape=True))
    return statement


def topic_of(
    session: Session, conference: str, topic_id: UUID, identity: Identity, *, lock: bool = False
) -> Topic | None:
    """One topic that the reader may know of, locked where it is to be changed."""
    statement = _visible(conference, identity).where(Topic.id == topic_id)
    return session.scalar(statement.with_for_update() if lock else statement)


def _visible(conference: str, identity: Identity) -> Select[Topic]:
    """A room sees its own, a unit what it is to present; who neither writes nor selects, what was put forward."""
    statement = select(Topic).where(Topic.conference == conference)
    if rules.limited_to_own_field(identity):
        return statement.where(Topic.department == identity.unit)
    if rules.limited_to_own_unit(identity):
        return statement.where(Topic.unit == identity.unit, Topic.state.in_(WITH_THE_UNIT))
    if identity.role not in rules.TOPIC_ROOMS:
        return statement.where(Topic.state.not_in(IN_THE_ROOM))
    return statement


def topic_view(topic: Topic, identity: Identity) -> dict[str, Any]:
    """A topic as the reader sees it; a unit does not read what the room wrote to the office."""
    names = ("id", "department", "department_name", "title", "unit", "unit_name", "note", "minutes", "text_due")
    more = (
        "presenter_name",
        "presenter_post",
        "presenter_delegate",
        "obligation_id",
        "created_at",
        "proposed_at",
        "version",
    )
    return {name: getattr(topic, name) for name in (*names, *more)} | {
        "state": topic.state,
        "reason": None if rules.limited_to_own_unit(identity) else topic.reason,
        "actions": TOPIC_WORKFLOW.actions(topic.state, identity.role),
    }


def topic_history(session: Session, topic: Topic, identity: Identity) -> Sequence[Step]:
    """Who did what. A unit sees what happened since it was asked: what went before is others' business."""
    steps = history_of(session, topic.id)
    if not rules.limited_to_own_unit(identity):
        return steps
    asked = max((place for place, step in enumerate(steps) if step.action == TopicAction.SELECT), default=0)
    return steps[asked:]


@dataclass(frozen=True)
class RoomStanding:
    """How far a room is. `state` goes by the plan's policy; `met`: it has sent as many as it has to."""

    room: Room
    count: int
    drafts: int
    met: bool
    state: ObligationState | None
    days_left: int | None
    gaps: list[Gap]


@dataclass(frozen=True)
class Overview:
    """All rooms that the reader may see, and the clashes that concern them."""

    rooms: list[RoomStanding]
    clashes: list[Clash]


def topic_overview(session: Session, conference: str, identity: Identity, today: Today) -> Overview:
    """Where the rooms are. A room sees its own standing, and other rooms' topics only where they clash with its own."""
    rooms = rooms_of(session, conference) or {}
    every = session.scalars(
        select(Topic).where(Topic.conference == conference).order_by(Topic.created_at, Topic.id)
    ).all()
    limited = rules.limited_to_own_field(identity)
    declined = _declined_units(session, conference)
    shown = [room for room in rooms.values() if not limited or room.unit == identity.unit]
    standings = [_standing(room, every, declined, today) for room in shown if _concerned(room, every)]
    return Overview(standings, _clashes(every, identity.unit, limited=limited))


def _concerned(room: Room, every: Sequence[Topic]) -> bool:
    return room.obligation is not None or any(topic.department == room.unit for topic in every)


def _standing(room: Room, every: Sequence[Topic], declined: frozenset[str], today: Today) -> RoomStanding:
    own = [topic for topic in every if topic.department == room.unit]
    count = sum(topic.state in PUT_FORWARD for topic in own)
    drafts = sum(topic.state == TopicState.DRAFT for topic in own)
    counted = RoomCount(room.unit, room.name, count, drafts, room.least, room.most)
    standing = [_idea(topic) for topic in own if topic.state in _STANDING or topic.state == TopicState.DRAFT]
    owed = room.obligation
    return RoomStanding(
        room=room,
        count=count,
        drafts=drafts,
        met=owed is not None and count >= room.least,
        state=None if owed is None else today.state(owed),
        days_left=None if owed is None else today.days_left(owed),
        gaps=list(gaps_of(counted, standing, declined)),
    )


def _clashes(every: Sequence[Topic], own: str | None, *, limited: bool) -> list[Clash]:
    """Between topics that stand; a room's own drafts count for the room itself, so that it sees a clash in time."""
    departments = {str(topic.id): topic.department for topic in every}
    ideas = [
        _idea(topic)
        for topic in every
        if topic.state in _STANDING or (limited and topic.department == own and topic.state == TopicState.DRAFT)
    ]
    found = clashes_between(ideas)
    return [each for each in found if not limited or own in {departments[topic] for topic in each.topics}]


def _idea(topic: Topic) -> Idea:
    return Idea(str(topic.id), topic.department, topic.department_name, topic.title, topic.unit, topic.unit_name)


def _declined_units(session: Session, conference: str) -> frozenset[str]:
    here = select(Invitation.invitee_code).where(
        Invitation.conference == conference, Invitation.invitee_kind == "unit", Invitation.answer == "declines"
    )
    return frozenset(session.scalars(here))

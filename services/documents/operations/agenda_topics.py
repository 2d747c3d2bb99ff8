"""The draft of the agenda and the topics in it: who is in it is scheduled, who is taken out is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.language import Text
from chassis.web.problems import Problem
from services.documents.agenda import Entry
from services.documents.models import Topic
from services.documents.operations.topic_process import advance
from services.documents.problems.agenda import PRESENTATION_NOT_READY
from services.documents.workflows.topic import TopicAction, TopicState

READY = (TopicState.APPRAISED, TopicState.SCHEDULED)
"""What may stand in the draft: its text is approved."""


def settle_topics(
    session: Session, slug: str, before: Iterable[Entry], after: Iterable[Entry], *, by: Identity | None, clock: Clock
) -> None:
    """Let the topics follow the draft, whichever way it was changed; announced as `topic_scheduled`, `topic_changed`.

    A topic that stands there already, as after its own step, is left as it is.
    """
    was, is_ = _presentations(before), _presentations(after)
    for topic in _topics(session, slug, was ^ is_):
        if topic.id in is_ and topic.state is TopicState.APPRAISED:
            advance(session, topic, TopicAction.SCHEDULE, by=by, clock=clock)
        elif topic.id in was and topic.state is TopicState.SCHEDULED:
            advance(session, topic, TopicAction.UNSCHEDULE, by=by, clock=clock)


def require_ready(session: Session, slug: str, before: Iterable[Entry], after: Sequence[Entry]) -> None:
    """Refuse to put in what is no presentation with an approved text: raises `Problem` presentation-not-ready."""
    added = _presentations(after) - _presentations(before)
    ready = {topic.id for topic in _topics(session, slug, added) if topic.state in READY}
    for entry in after:
        if entry.presentation_id in added - ready:
            raise Problem(PRESENTATION_NOT_READY, title=entry.title)


def brought_back(
    session: Session, slug: str, before: Iterable[Entry], after: Iterable[Entry]
) -> tuple[list[Entry], list[Text]]:
    """An earlier draft as it can hold today: presentations under their present title and speaker.

    What has been set aside or declined since is left out, and said.
    """
    topics = {topic.id: topic for topic in _topics(session, slug, _presentations(after) - _presentations(before))}
    entries, said = [], []
    for entry in after:
        topic = None if entry.presentation_id is None else topics.get(entry.presentation_id)
        if topic is None:
            entries.append(entry)
        elif topic.state in READY:
            entries.append(replace(entry, **place_facts(topic)))
        else:
            said.append(_left_out(entry.title))
    return entries, said


def place_facts(topic: Topic) -> dict[str, Any]:
    """What an item of the agenda says of a topic, its minutes aside."""
    speaker = ", ".join(part for part in (topic.presenter_name, topic.presenter_post) if part)
    return {
        "title": topic.title,
        "speaker": speaker or topic.unit_name,
        "unit": topic.unit,
        "delegate_id": topic.presenter_delegate,
    }


def _presentations(entries: Iterable[Entry]) -> set[UUID]:
    return {entry.presentation_id for entry in entries if entry.presentation_id is not None}


def _topics(session: Session, slug: str, ids: set[UUID]) -> Sequence[Topic]:
    if not ids:
        return ()
    here = select(Topic).where(Topic.conference == slug, Topic.id.in_(ids)).order_by(Topic.id)
    return session.scalars(here.with_for_update()).all()


def _left_out(title: str) -> Text:
    title = title.replace("{", "{{").replace("}", "}}")
    return Text(
        f"“{title}” không còn được trình bày nên không đưa lại.",
        f"“{title}” is not presented any more and stays out.",
    )

"""The text of a presentation: owed by its unit like everything that is handed in, and appraised in the same way.

A topic that is accepted becomes an obligation of its unit, of the kind `presentation`. What happens to that obligation
moves the topic on: the two are never moved apart.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from chassis.auth.identity import Identity
from chassis.clock import Clock
from chassis.messaging.outbox import record
from chassis.vietnamese import without_accents
from chassis.web.resource import found
from services.documents.models import Obligation, Topic
from services.documents.operations.announce_obligation import announced
from services.documents.operations.steps import keep_step
from services.documents.operations.topic_process import note_step
from services.documents.plan import Deadline, Policy
from services.documents.queries.conference_facts import conference_facts
from services.documents.workflows.submission import SubmissionState
from services.documents.workflows.topic import TOPIC_WORKFLOW, TopicAction, TopicState

ARISEN = "documents.obligation_arisen.v1"
DROPPED = "documents.obligation_dropped.v1"
PRESENTATION = "presentation"
"""The kind of obligation, as in plans."""
LAST = 10_000
"""Its place among obligations: after all of the plan's."""
_FOLLOWS = {
    SubmissionState.AWAITED: TopicAction.TAKE_TEXT_BACK,
    SubmissionState.RECEIVED: TopicAction.RECEIVE_TEXT,
    SubmissionState.RETURNED: TopicAction.RETURN_TEXT,
    SubmissionState.ACCEPTED: TopicAction.APPROVE_TEXT,
}


def ask_for_text(session: Session, topic: Topic, clock: Clock) -> None:
    """Have the unit owe the text by the day that the office chose, else by the eve of the conference.

    Announced, so that the unit is reminded of it as of what the plan asks for.
    """
    conference = conference_facts(session, topic.conference).conference
    eve = conference.starts_at.astimezone(conference.zone).date() - timedelta(days=1)
    topic.text_due = topic.text_due or eve
    obligation = _obligation_of(session, topic)
    if obligation is None:
        obligation = Obligation(id=uuid4(), conference=topic.conference, code=f"{PRESENTATION}-{topic.id}", version=0)
        session.add(obligation)
        topic.obligation_id = obligation.id
    name_text(obligation, topic)
    obligation.kind, obligation.position, obligation.dropped_at = PRESENTATION, LAST, None
    obligation.appraised_by = f" {topic.department} "
    _due(obligation, topic.text_due, conference.zone)
    session.flush()
    record(session, obligation, ARISEN, announced(obligation), clock=clock)


def name_text(obligation: Obligation, topic: Topic) -> None:
    """Whose the text is, and what it is called."""
    obligation.unit, obligation.unit_name = topic.unit or "", topic.unit_name or ""
    obligation.title = f"Bài tham luận: {topic.title}"
    obligation.folded = without_accents(f"{obligation.title} {topic.unit_name} {topic.department_name}").lower()


def drop_text(session: Session, topic: Topic, clock: Clock) -> None:
    """The unit no longer owes it, which is announced; what it has handed in stays in the history."""
    obligation = _obligation_of(session, topic)
    if obligation is None:
        return
    topic.obligation_id = None
    record(session, obligation, DROPPED, announced(obligation), clock=clock)
    if obligation.worked_on_at is None:
        session.delete(obligation)
    else:
        obligation.code = f"{obligation.code}-{obligation.id.hex[:8]}"
        obligation.dropped_at = clock()
    session.flush()


def follow_text(
    session: Session, obligation: Obligation, *, by: Identity | None, clock: Clock, reason: str | None = None
) -> None:
    """Move the topic of a presentation to where its text now is; nothing happens for other obligations."""
    if obligation.kind != PRESENTATION:
        return
    topic = session.scalar(select(Topic).where(Topic.obligation_id == obligation.id).with_for_update())
    action = _FOLLOWS.get(obligation.state)
    reopened = obligation.state is SubmissionState.UNDER_APPRAISAL
    if reopened and topic is not None and topic.state is TopicState.APPRAISED:
        action = TopicAction.RECEIVE_TEXT
    known = {(row.source, row.action) for row in TOPIC_WORKFLOW.transitions}
    if topic is None or action is None or (topic.state, action) not in known:
        return
    # Who may do this was decided for the obligation; the step is kept under the name of the person all the same.
    topic.state = TOPIC_WORKFLOW.next(topic.state, action, None)
    keep_step(session, topic, action, by=by, at=clock(), reason=reason)
    note_step(session, topic, action, reason, clock)


def _obligation_of(session: Session, topic: Topic) -> Obligation | None:
    return None if topic.obligation_id is None else found(session.get(Obligation, topic.obligation_id))


def _due(obligation: Obligation, day: date, zone: ZoneInfo) -> None:
    deadline = Deadline(day, Policy.BY_END_OF, zone.key)
    obligation.due_date, obligation.policy = day, Policy.BY_END_OF.value
    obligation.strict_until, obligation.lenient_until = deadline.before, deadline.by_end_of
    obligation.last_moment = deadline.last_moment

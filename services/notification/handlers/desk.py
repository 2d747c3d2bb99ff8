"""What the notification service does on the news of topics, activities, petitions and medals.

topic_selected                              ask the unit whether it presents the topic
topic_revision_asked                        ask the room to revise it
topic_accepted, topic_declined              tell the office
activity_overdue                            remind the unit
activity_confirmed, activity_sent_back      tell the unit
petition_assigned                           ask the room to draft the answer
petition_answered, petition_replied         tell the unit
medal_nomination_returned, medal_decided    tell the unit
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.messaging.envelope import Event
from services.notification.composing.desk import desk_letter
from services.notification.handlers.mailroom import Mailroom
from services.notification.models import MessageKind
from services.notification.operations import reasons
from services.notification.operations.not_yet_known import known_conference

LETTERS = {
    "documents.topic_selected.v1": (MessageKind.TOPIC_SELECTED, "topic_id"),
    "documents.topic_revision_asked.v1": (MessageKind.TOPIC_REVISION_ASKED, "topic_id"),
    "documents.topic_accepted.v1": (MessageKind.TOPIC_ANSWERED, "topic_id"),
    "documents.topic_declined.v1": (MessageKind.TOPIC_ANSWERED, "topic_id"),
    "documents.activity_overdue.v1": (MessageKind.ACTIVITY_OVERDUE, "report_id"),
    "documents.activity_confirmed.v1": (MessageKind.ACTIVITY_JUDGED, "report_id"),
    "documents.activity_sent_back.v1": (MessageKind.ACTIVITY_JUDGED, "report_id"),
    "documents.petition_assigned.v1": (MessageKind.PETITION_ASSIGNED, "petition_id"),
    "documents.petition_answered.v1": (MessageKind.PETITION_ANSWERED, "petition_id"),
    "documents.petition_replied.v1": (MessageKind.PETITION_ANSWERED, "petition_id"),
    "documents.medal_nomination_returned.v1": (MessageKind.MEDAL_RETURNED, "nomination_id"),
    "documents.medal_decided.v1": (MessageKind.MEDAL_DECIDED, "nomination_id"),
}
"""The letter for each event, and what names its subject."""


def on_desk_news(session: Session, event: Event, *, mailroom: Mailroom) -> None:
    """One letter for each event, once. Raises `NotYetKnown` while the plan has not arrived."""
    slug = event.data["conference"]
    conference = known_conference(session, slug)
    kind, name = LETTERS[event.type]
    about = event.data[name]
    letter = desk_letter(mailroom.composer, kind, conference, event.data)
    reason = reasons.of_desk_news(kind, about, event.sequence)
    if kind is MessageKind.ACTIVITY_OVERDUE:
        reason = reasons.of_overdue_activity(about, event.data["last_moment"])
    mailroom.send(session, kind, slug, about, reason, letter)

"""Events about topics (chủ đề tham luận) that the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, event


class TopicData(EventData):
    """The topic as it now is."""

    topic_id = fields.UUID(required=True)
    title = fields.String(required=True)
    department = fields.String(required=True, validate=CODE, metadata={"description": "The room that proposes it."})
    department_name = fields.String(required=True)
    unit = fields.String(
        required=True, allow_none=True, validate=CODE, metadata={"description": "The unit that presents it."}
    )
    unit_name = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    note = fields.String(
        required=True, allow_none=True, metadata={"description": "Why it was set aside, declined, or is to be revised."}
    )
    minutes = fields.Integer(
        required=True,
        allow_none=True,
        strict=True,
        validate=validate.Range(min=1),
        metadata={"description": "How long it may take in the hall."},
    )
    text_due = fields.Date(
        required=True, allow_none=True, metadata={"description": "By the end of which day its text is asked for."}
    )
    presenter_name = fields.String(required=True, allow_none=True)
    presenter_post = fields.String(required=True, allow_none=True)


class TopicNotice(TopicData):
    """The topic, and who is to hear of it: the focal point of the unit or room that has to do something now."""

    recipient_name = fields.String(required=True, allow_none=True)
    recipient_email = fields.Email(required=True, allow_none=True)


@event("documents.topic_changed.v1", subject="topic")
class TopicChanged(TopicData):
    """A topic was written down or corrected, came back, or went a step that has no event of its own."""


@event("documents.topic_proposed.v1", subject="topic")
class TopicProposed(TopicData):
    """A room sent a topic to the office, for the first time or revised."""


@event("documents.topic_withdrawn.v1", subject="topic")
class TopicWithdrawn(TopicData):
    """A room took a topic back."""


@event("documents.topic_selected.v1", subject="topic")
class TopicSelected(TopicNotice):
    """The office selected a topic; its unit is asked whether it presents it."""


@event("documents.topic_set_aside.v1", subject="topic")
class TopicSetAside(TopicData):
    """The office does not take a topic, for the reason in `note`."""


@event("documents.topic_revision_asked.v1", subject="topic")
class TopicRevisionAsked(TopicNotice):
    """The office asks the room to revise a topic, as `note` says."""


@event("documents.topic_accepted.v1", subject="topic")
class TopicAccepted(TopicData):
    """The unit presents the topic."""


@event("documents.topic_declined.v1", subject="topic")
class TopicDeclined(TopicData):
    """The unit does not present the topic, for the reason in `note`."""


@event("documents.topic_scheduled.v1", subject="topic")
class TopicScheduled(TopicData):
    """The presentation has its place in the draft of the agenda."""

"""Topics over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.web.input import VERSION_RANGE, Line, Prose, code_field
from chassis.web.lists import ListArguments
from services.documents.queries.obligations import ObligationState
from services.documents.schemas.speaking_time import SpeakingTimeSchema
from services.documents.schemas.step import StepSchema
from services.documents.workflows.topic import TopicAction, TopicState

STATES = [state.value for state in TopicState]
MOST_MINUTES = 240
LONGEST_SPEECH = 100_000


class TopicFilters(Schema):
    """Filters of the list of topics."""

    department = fields.String(load_default=None, validate=CODE)
    unit = fields.String(load_default=None, validate=CODE)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    q = fields.String(
        load_default=None,
        validate=validate.Length(max=100),
        metadata={"description": "Words in title, department or unit; accents do not matter."},
    )


class TopicArguments(TopicFilters, ListArguments):
    """Filters, page and order of the list of topics."""


class TopicSchema(Schema):
    """A topic. `actions` are what the caller may do now."""

    id = fields.UUID(required=True)
    department = fields.String(required=True)
    department_name = fields.String(required=True)
    title = fields.String(required=True)
    reason = fields.String(
        required=True, allow_none=True, metadata={"description": "Why it is proposed; not told to the unit."}
    )
    unit = fields.String(required=True, allow_none=True, metadata={"description": "The unit that presents it."})
    unit_name = fields.String(required=True, allow_none=True)
    state = fields.Enum(TopicState, by_value=True, required=True)
    note = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The word that goes with the state: why, what next."},
    )
    minutes = fields.Integer(required=True, allow_none=True)
    text_due = fields.Date(required=True, allow_none=True)
    presenter_name = fields.String(required=True, allow_none=True)
    presenter_post = fields.String(required=True, allow_none=True)
    presenter_delegate = fields.UUID(required=True, allow_none=True)
    obligation_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "By which its unit owes the text."}
    )
    created_at = fields.AwareDateTime(required=True)
    proposed_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(TopicAction, by_value=True), required=True)


class TopicHistorySchema(TopicSchema):
    """A topic with who did what, and how long its text takes."""

    history = fields.List(fields.Nested(StepSchema), required=True)
    speaking_time = fields.Nested(
        SpeakingTimeSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Of the text that was handed in; null while there is none that can be read."},
    )


class _WrittenSchema(Schema):
    title = Line(required=True, longest=300)
    reason = Prose(load_default=None, allow_none=True, longest=2_000)
    unit = code_field(load_default=None, allow_none=True)


class NewTopicSchema(_WrittenSchema):
    """A topic to be written down. A department writes its own; the office names the department."""

    department = code_field(load_default=None, allow_none=True)


class TopicVersionSchema(Schema):
    """Which version the page showed."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)


class TopicChangesSchema(_WrittenSchema, TopicVersionSchema):
    """The topic as it is to be."""


class TopicReasonSchema(TopicVersionSchema):
    """Why, or what is to be revised; whoever it concerns reads it."""

    reason = Prose(required=True, longest=2_000)


class TopicSelectionSchema(TopicVersionSchema):
    """The time limit in the hall, and by the end of which day the text is asked for. What is left out stays."""

    minutes = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(min=1, max=MOST_MINUTES)
    )
    text_due = fields.Date(load_default=None, allow_none=True)


class TopicPlaceSchema(TopicVersionSchema):
    """How long it may take in the hall; what is left out stays."""

    minutes = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(min=1, max=MOST_MINUTES)
    )


class TopicPresenterSchema(TopicVersionSchema):
    """Who presents: a delegate of the unit, or anybody by name and post; nobody means that it is not known yet."""

    presenter_delegate = fields.UUID(load_default=None, allow_none=True)
    presenter_name = Line(load_default=None, allow_none=True)
    presenter_post = Line(load_default=None, allow_none=True)


class RoomSchema(Schema):
    """Which department; a department's own account may leave it out."""

    department = code_field(load_default=None, allow_none=True)


class SentTopicsSchema(Schema):
    """What was sent."""

    items = fields.List(fields.Nested(TopicSchema), required=True)


class TopicGapSchema(Schema):
    """What is missing in a department's proposals, or too much."""

    kind = fields.String(required=True)
    topic = fields.UUID(required=True, allow_none=True)
    sentence_vi = fields.String(required=True)
    sentence_en = fields.String(required=True)


class TopicClashSchema(Schema):
    """Two topics that get in each other's way."""

    kind = fields.String(required=True)
    topics = fields.List(fields.UUID(), required=True)
    sentence_vi = fields.String(required=True)
    sentence_en = fields.String(required=True)


class RoomStandingSchema(Schema):
    """How far a department is with its topics."""

    department = fields.String(required=True)
    name = fields.String(required=True)
    field = fields.String(required=True, allow_none=True)
    least = fields.Integer(required=True)
    most = fields.Integer(required=True)
    minutes = fields.Integer(required=True, allow_none=True)
    count = fields.Integer(required=True, metadata={"description": "Topics that it has sent, whatever became of them."})
    drafts = fields.Integer(required=True)
    met = fields.Boolean(required=True, metadata={"description": "It owes topics, and has sent as many as it has to."})
    last_moment = fields.AwareDateTime(required=True, allow_none=True)
    state = fields.Enum(ObligationState, by_value=True, required=True, allow_none=True)
    days_left = fields.Integer(required=True, allow_none=True)
    gaps = fields.List(fields.Nested(TopicGapSchema), required=True)


class TopicOverviewSchema(Schema):
    """All departments that the caller may see, and what clashes."""

    rooms = fields.List(fields.Nested(RoomStandingSchema), required=True)
    clashes = fields.List(fields.Nested(TopicClashSchema), required=True)


class SpeechSchema(Schema):
    """A text to be read out; with the time it may take, whether it is too long."""

    text = Prose(required=True, longest=LONGEST_SPEECH)
    minutes = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(min=1, max=MOST_MINUTES)
    )

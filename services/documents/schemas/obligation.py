"""Obligations over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.contracts.documents import DUE_POLICIES
from chassis.contracts.obligations import SUBMISSION_STATES, TIMELINESS
from chassis.web.lists import ListArguments
from services.documents.queries.obligations import ObligationState
from services.documents.schemas.submission import ObligationDetailsSchema

STATES = [state.value for state in ObligationState]


class ObligationSchema(Schema):
    """What one unit owes. `state` and `days_left` go by the reading that `policy` chose, and by the extension."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    due_date = fields.Date(required=True, metadata={"description": "The day that the plan says."})
    extended_to = fields.Date(
        required=True, allow_none=True, metadata={"description": "The later day that was granted to this unit."}
    )
    policy = fields.String(required=True, validate=validate.OneOf(DUE_POLICIES))
    due_reading_strict = fields.AwareDateTime(
        required=True, metadata={"description": "Read by grammar: the last second of the day before."}
    )
    due_reading_lenient = fields.AwareDateTime(
        required=True, metadata={"description": "Read by habit: the last second of the day itself."}
    )
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    days_left = fields.Integer(required=True, metadata={"description": "Days to the last day; negative when overdue."})
    submission_state = fields.String(required=True, validate=validate.OneOf(SUBMISSION_STATES))
    came_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "When what stands was handed in."}
    )
    timeliness = fields.String(required=True, allow_none=True, validate=validate.OneOf(TIMELINESS))
    source = fields.String(allow_none=True, metadata={"description": "Where the plan says so."})


class ObligationViewSchema(ObligationSchema, ObligationDetailsSchema):
    """An obligation with everything about it."""


class ObligationArguments(ListArguments):
    """Filters of the list of obligations."""

    unit = fields.String(load_default=None, validate=CODE)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    code = fields.String(load_default=None, validate=CODE)
    kind = fields.String(load_default=None, validate=CODE)
    submission_state = fields.String(load_default=None, validate=validate.OneOf(SUBMISSION_STATES))
    extension_asked = fields.Boolean(
        load_default=False, metadata={"description": "Only those for which more time was asked and nobody decided."}
    )
    late = fields.Boolean(
        load_default=None, metadata={"description": "Came after its last moment, or missing although that is over."}
    )
    q = fields.String(
        load_default=None,
        validate=validate.Length(max=100),
        metadata={"description": "Words in title, unit or code; accents do not matter."},
    )

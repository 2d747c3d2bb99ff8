"""Obligations over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.contracts.documents import DUE_POLICIES
from chassis.web.lists import ListArguments
from services.documents.queries.obligations import ObligationState

STATES = [state.value for state in ObligationState]


class ObligationSchema(Schema):
    """What one unit owes. `state` and `days_left` go by the reading that `policy` chose."""

    id = fields.UUID(required=True)
    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    due_date = fields.Date(required=True)
    policy = fields.String(required=True, validate=validate.OneOf(DUE_POLICIES))
    due_reading_strict = fields.AwareDateTime(
        required=True, metadata={"description": "Read by grammar: the last second of the day before."}
    )
    due_reading_lenient = fields.AwareDateTime(
        required=True, metadata={"description": "Read by habit: the last second of the day itself."}
    )
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    days_left = fields.Integer(required=True, metadata={"description": "Days to the last day; negative when overdue."})
    source = fields.String(allow_none=True, metadata={"description": "Where the plan says so."})


class ObligationArguments(ListArguments):
    """Filters of the list of obligations."""

    unit = fields.String(load_default=None, validate=CODE)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    q = fields.String(
        load_default=None,
        validate=validate.Length(max=100),
        metadata={"description": "Words in title, unit or code; accents do not matter."},
    )

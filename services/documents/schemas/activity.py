"""Activities with the units that hold them, over HTTP."""

from __future__ import annotations

from datetime import date

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.contracts.documents import DUE_POLICIES
from chassis.web.input import VERSION_RANGE, Line, Prose
from chassis.web.lists import ListArguments
from chassis.web.text import storable
from services.documents.schemas.step import StepSchema
from services.documents.workflows.activity import ActivityAction, ActivityState

STATES = [state.value for state in ActivityState]


class ActivityFilters(Schema):
    """Filters of the list."""

    activity = fields.String(load_default=None, validate=CODE)
    unit = fields.String(load_default=None, validate=CODE)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    overdue = fields.Boolean(load_default=None, metadata={"description": "Its day has passed, nothing was reported."})
    q = fields.String(
        load_default=None,
        validate=validate.Length(max=100),
        metadata={"description": "Words in title or unit; accents do not matter."},
    )


class ActivityArguments(ActivityFilters, ListArguments):
    """Filters, page and order of the list."""


class ActivityReportSchema(Schema):
    """An activity with one unit. `actions` are what the caller may do now."""

    id = fields.UUID(required=True)
    activity = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    due_date = fields.Date(required=True, allow_none=True)
    policy = fields.String(required=True, allow_none=True, validate=validate.OneOf(DUE_POLICIES))
    last_moment = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "The last second that is in time."}
    )
    evidence_asked = fields.String(required=True, allow_none=True)
    state = fields.Enum(ActivityState, by_value=True, required=True)
    held_on = fields.Date(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    account = fields.String(required=True, allow_none=True, metadata={"description": "What was done."})
    link = fields.String(required=True, allow_none=True)
    upload_id = fields.UUID(required=True, allow_none=True, metadata={"description": "The file that shows it."})
    reported_at = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True, metadata={"description": "Why not held, or sent back."})
    overdue = fields.Boolean(required=True)
    late = fields.Boolean(required=True, metadata={"description": "It was reported after the last moment."})
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(ActivityAction, by_value=True), required=True)


class ActivityHistorySchema(ActivityReportSchema):
    """The same with who did what."""

    history = fields.List(fields.Nested(StepSchema), required=True)


class ActivityVersionSchema(Schema):
    """Which version the page showed."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)


class ActivityReasonSchema(ActivityVersionSchema):
    """Why; whoever it concerns reads it."""

    reason = Prose(required=True, longest=2_000)


class NewActivityReportSchema(ActivityVersionSchema):
    """When, where, what, and what shows it: a link, or a file that was sent before (`upload_file`)."""

    held_on = fields.Date(required=True, validate=validate.Range(min=date(2000, 1, 1), max=date(2200, 1, 1)))
    place = Line(load_default=None, allow_none=True)
    account = Prose(load_default=None, allow_none=True, longest=5_000)
    link = fields.Url(
        load_default=None,
        allow_none=True,
        schemes={"http", "https"},
        validate=[validate.Length(max=2_000), storable],
    )
    upload_id = fields.UUID(load_default=None, allow_none=True)

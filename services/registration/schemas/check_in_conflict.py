"""Contradictions in the check-in log in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.input import Line
from chassis.web.lists import ListArguments
from services.registration.schemas.check_in import CheckInSchema
from services.registration.workflows.check_in_log import ConflictKind, Decision

STATES = ("open", "resolved")


class ConflictArguments(ListArguments):
    """Which conflicts to list."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))


class ConflictSchema(Schema):
    """A line that contradicts others, and what was decided about it. `others` are the delegate's other lines."""

    id = fields.UUID(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    kind = fields.Enum(ConflictKind, by_value=True, required=True)
    delegate_id = fields.UUID(required=True)
    check_in = fields.Nested(CheckInSchema, required=True)
    others = fields.List(fields.Nested(CheckInSchema), required=True)
    opened_at = fields.AwareDateTime(required=True)
    decision = fields.Enum(Decision, by_value=True, required=True, allow_none=True)
    resolved_at = fields.AwareDateTime(required=True, allow_none=True)
    resolved_by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class ResolutionSchema(Schema):
    """What an organizer decides, and why."""

    decision = fields.String(required=True, validate=validate.OneOf((Decision.COUNT.value, Decision.DISCARD.value)))
    reason = Line(required=True, longest=500)

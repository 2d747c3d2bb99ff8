"""Lines of history in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields

from chassis.web.input import VERSION_RANGE


class StepSchema(Schema):
    """Who did what, when and why."""

    action = fields.String(required=True)
    state = fields.String(required=True, metadata={"description": "The state after the step."})
    by = fields.String(required=True)
    role = fields.String(
        required=True, allow_none=True, metadata={"description": "None where the system did it by itself."}
    )
    at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True, allow_none=True)


class VersionSchema(Schema):
    """Which version the page showed."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)

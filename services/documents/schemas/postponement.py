"""Moves of a conference over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.text import storable
from services.documents.schemas.plan import PlanChangeSchema

_LINE = validate.And(validate.Length(min=1, max=300), storable)


class MoveSchema(Schema):
    """Where a conference goes. What is left out stays as it is."""

    date = fields.Date(required=True)
    starts = fields.Time(load_default=None, allow_none=True, format="%H:%M", metadata={"example": "07:30"})
    ends = fields.Time(
        load_default=None,
        allow_none=True,
        format="%H:%M",
        metadata={"description": "Without it the conference is as long as it was.", "example": "11:30"},
    )
    hall = fields.String(load_default=None, allow_none=True, validate=_LINE)
    address = fields.String(load_default=None, allow_none=True, validate=_LINE)
    move_deadlines = fields.Boolean(
        load_default=False,
        metadata={"description": "What is still to be handed in is due as many days later as the conference is."},
    )


class NewPostponementSchema(MoveSchema):
    """A move that is meant. `version` is the plan's that was looked at."""

    reason = fields.String(required=True, validate=[validate.Length(min=1, max=500), storable])
    version = fields.Integer(required=True, strict=True)


class MovingDeadlineSchema(Schema):
    """An obligation that would get another day."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    due_date = fields.Date(required=True)
    moved_to = fields.Date(required=True)


class ProspectSchema(Schema):
    """What a move would do."""

    plan_version = fields.Integer(required=True)
    changes = fields.List(fields.Nested(PlanChangeSchema), required=True)
    deadlines = fields.List(fields.Nested(MovingDeadlineSchema), required=True)


class OccasionSchema(Schema):
    """When and where."""

    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    hall = fields.String(required=True)
    address = fields.String(required=True)


class PostponementSchema(Schema):
    """A move that happened."""

    id = fields.UUID(required=True)
    plan_version = fields.Integer(required=True)
    calendar_sequence = fields.Integer(
        required=True, metadata={"description": "Revision of calendar entries from this move on."}
    )
    previous = fields.Nested(OccasionSchema, required=True)
    present = fields.Nested(OccasionSchema, required=True)
    reason = fields.String(required=True, allow_none=True)
    postponed_at = fields.AwareDateTime(required=True)

"""Units in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.input import code_field
from chassis.web.lists import ListArguments
from services.registration.models import Answer
from services.registration.schemas.input import Search

ANSWER_FILTER = validate.OneOf([*(answer.value for answer in Answer), "none"])


class UnitArguments(ListArguments):
    """Which units to list."""

    q = Search(load_default=None)
    category = code_field(load_default=None)
    answer = fields.String(
        load_default=None, validate=ANSWER_FILTER, metadata={"description": "`none`: invited and has not answered."}
    )


class UnitSchema(Schema):
    """A unit, its answer, and how many of its delegates are where."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    quota = fields.Integer(required=True)
    invited = fields.Boolean(required=True)
    in_plan = fields.Boolean(required=True)
    focal_point_name = fields.String(required=True, allow_none=True)
    focal_point_email = fields.String(required=True, allow_none=True)
    focal_point_phone = fields.String(required=True, allow_none=True)
    invitation_id = fields.UUID(required=True, allow_none=True)
    answer = fields.Enum(Answer, by_value=True, required=True, allow_none=True)
    attending = fields.Integer(required=True)
    registered = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    present = fields.Integer(required=True)

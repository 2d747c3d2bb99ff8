"""One step for many delegates in JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.web.input import Line, code_field
from services.registration.models import DelegateKind
from services.registration.operations.bulk_steps import BULK_ACTIONS, BulkOutcome
from services.registration.schemas.input import Search
from services.registration.workflows.delegate import DelegateAction, DelegateState

MOST = 1_000
_ONE_WAY = "Cần đúng một trong hai mục: ids, filter. (Exactly one of them is needed.)"
_REASON = "Xin ghi lý do. (Say why.)"


class BulkFilterSchema(Schema):
    """All delegates of a filtered list."""

    q = Search(load_default=None)
    unit = code_field(load_default=None)
    category = code_field(load_default=None)
    state = fields.Enum(DelegateState, by_value=True, load_default=None)
    kind = fields.Enum(DelegateKind, by_value=True, load_default=None)
    present = fields.Boolean(load_default=None)
    has_email = fields.Boolean(load_default=None)


class BulkStepSchema(Schema):
    """A step, for these delegates or for all of a filter, at most 1,000; `reason` is needed to excuse and to cancel."""

    action = fields.Enum(DelegateAction, by_value=True, required=True, validate=validate.OneOf(BULK_ACTIONS))
    ids = fields.List(fields.UUID(), validate=validate.Length(min=1, max=MOST))
    filter = fields.Nested(BulkFilterSchema)
    reason = Line(load_default=None, allow_none=True, longest=500)

    @validates_schema
    def one_way_and_a_reason(self, data: dict[str, Any], **_options: Any) -> None:
        """Who is meant is said in one way, and why where it matters."""
        if ("ids" in data) == ("filter" in data):
            raise ValidationError({"ids": [_ONE_WAY]})
        if data["action"] in (DelegateAction.EXCUSE, DelegateAction.CANCEL) and not data["reason"]:
            raise ValidationError({"reason": [_REASON]})


class BulkProblemSchema(Schema):
    """Why one was refused."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    detail = fields.String(required=True)


class BulkVerdictSchema(Schema):
    """What came of it for one delegate."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True, allow_none=True)
    outcome = fields.Enum(BulkOutcome, by_value=True, required=True)
    problem = fields.Nested(BulkProblemSchema, required=True, allow_none=True)


class BulkResultSchema(Schema):
    """One verdict for each, in the order asked; and how many of each sort."""

    done = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    notes = fields.List(
        fields.String(), required=True, metadata={"description": "Units that have more delegates now than their quota."}
    )
    results = fields.List(fields.Nested(BulkVerdictSchema), required=True)

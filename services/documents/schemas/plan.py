"""Plans over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.problems import ProblemSchema

LONGEST_SOURCE = 1_000_000


class PlanCountsSchema(Schema):
    """How much a plan holds."""

    units = fields.Integer(required=True)
    obligations = fields.Integer(required=True)
    categories = fields.Integer(required=True)
    guests = fields.Integer(required=True)
    activities = fields.Integer(required=True)


class PlanSchema(Schema):
    """The plan that holds now."""

    conference = fields.String(required=True)
    title = fields.String(required=True)
    version = fields.Integer(required=True)
    applied_at = fields.AwareDateTime(required=True)
    applied_by = fields.String(required=True)
    shift_to = fields.Date(
        allow_none=True, metadata={"description": "The day the conference was moved to when `source` was applied."}
    )
    source = fields.String(required=True, metadata={"description": "The plan file, YAML, as it was given."})
    counts = fields.Nested(PlanCountsSchema, required=True)


class PlanFileSchema(Schema):
    """A plan file."""

    source = fields.String(required=True, validate=validate.Length(min=1, max=LONGEST_SOURCE))


class PlanDraftSchema(PlanFileSchema):
    """A plan file, perhaps with all its dates moved."""

    shift_to = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "Move every date so that the conference falls on this day."},
    )


class PlanApplicationSchema(PlanDraftSchema):
    """A plan file to be applied."""

    remove_worked_on = fields.Boolean(
        load_default=False,
        metadata={"description": "Remove even units and obligations that people have already worked on."},
    )


class PlanFindingSchema(Schema):
    """Something to correct in a plan file."""

    line = fields.Integer(required=True, metadata={"description": "Line of the file, from 1."})
    path = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(["error", "warning"]))
    message = fields.String(required=True)


class PlanCheckSchema(Schema):
    """What is wrong in a plan file. `ok` when nothing prevents applying it."""

    ok = fields.Boolean(required=True)
    findings = fields.List(fields.Nested(PlanFindingSchema), required=True)


class PlanChangeSchema(Schema):
    """One difference between the plan that holds and the given one, for programs and in words."""

    change = fields.String(required=True)
    noun = fields.String(required=True)
    code = fields.String(allow_none=True)
    field = fields.String(allow_none=True)
    sentence = fields.String(required=True)


class PlanDifferenceSchema(Schema):
    """What applying a plan file would change."""

    slug = fields.String(required=True)
    changes = fields.List(fields.Nested(PlanChangeSchema), required=True)
    refused = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "What it would remove although people have worked on it, in words."},
    )


class AppliedPlanSchema(Schema):
    """What applying a plan file changed."""

    slug = fields.String(required=True)
    plan_version = fields.Integer(required=True)
    changed = fields.Boolean(required=True)
    changes = fields.List(fields.Nested(PlanChangeSchema), required=True)


class InvalidPlanSchema(ProblemSchema):
    """The problem `plan-invalid`."""

    findings = fields.List(fields.Nested(PlanFindingSchema))


class RemovesWorkSchema(ProblemSchema):
    """The problem `plan-removes-work`."""

    refused = fields.List(fields.String())

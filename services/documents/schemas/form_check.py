"""What the form check says, over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.contracts.form_checks import OUTCOMES, SEVERITIES
from chassis.web.input import Line

STATES = ("waiting", "running", "done", "could_not", "not_checked")


class PlaceSchema(Schema):
    """Where a finding stands."""

    kind = fields.String(required=True, validate=validate.OneOf(["page", "paragraph", "section"]))
    number = fields.Integer(required=True, metadata={"description": "From 1; only paragraphs with text are counted."})
    quote = fields.String(required=True, metadata={"description": "Its first words."})


class FindingSchema(Schema):
    """One thing that was looked at, in both languages."""

    code = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(SEVERITIES))
    message_vi = fields.String(required=True)
    message_en = fields.String(required=True)
    mend_vi = fields.String(required=True, metadata={"description": "How to mend it in Word; may be empty."})
    mend_en = fields.String(required=True)
    place = fields.Nested(PlaceSchema, required=True, allow_none=True)


class FormReportSchema(Schema):
    """All findings of a file, the worst first. They warn and never refuse."""

    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    file_kind = fields.String(required=True, metadata={"description": "`docx`, `pdf`, or empty where it is neither."})
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    pages = fields.Float(required=True, allow_none=True, metadata={"description": "Pages that count by the rule."})
    pages_exact = fields.Boolean(required=True, metadata={"description": "False: an estimate, of a .docx."})
    font = fields.String(required=True, allow_none=True)
    font_size = fields.Float(required=True, allow_none=True)
    words = fields.Integer(required=True)


class FormCheckSchema(Schema):
    """The check of one version."""

    submission_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    filename = fields.String(required=True, allow_none=True)
    media_type = fields.String(required=True, allow_none=True)
    state = fields.String(
        required=True,
        validate=validate.OneOf(STATES),
        metadata={"description": "`not_checked`: neither Word nor PDF, or withdrawn before its turn."},
    )
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
    report = fields.Nested(FormReportSchema, required=True, allow_none=True)


class FormChecksSchema(Schema):
    """The checks of all versions, the newest first, and whether there is a template to fill."""

    items = fields.List(fields.Nested(FormCheckSchema), required=True)
    template = fields.Boolean(required=True)


class FormRuleSchema(Schema):
    """What is asked of the texts for one obligation; nulls where the plan asks nothing."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    outline = fields.Boolean(required=True, metadata={"description": "Whether there is an outline to follow."})
    paper = fields.String(required=True, allow_none=True)
    font = fields.String(required=True, allow_none=True)
    font_size = fields.Integer(required=True, allow_none=True)
    pages_about = fields.Integer(required=True, allow_none=True)
    models_least = fields.Integer(required=True, allow_none=True)
    models_most = fields.Integer(required=True, allow_none=True)


class FormRulesSchema(Schema):
    """The obligations whose texts have a form or an outline."""

    items = fields.List(fields.Nested(FormRuleSchema), required=True)


class TrialArguments(Schema):
    """What a file is tried for, and what it is called."""

    obligation = fields.String(required=True, validate=CODE)
    filename = Line(required=True, longest=150, metadata={"example": "bao-cao.docx"})

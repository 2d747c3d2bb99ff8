"""Events about the form of what was handed in, which the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, Facts, event

OUTCOMES = ("checked", "could_not")
SEVERITIES = ("ok", "advice", "warning", "cannot_tell")


class FindingFacts(Facts):
    """One thing that is not as asked, or could not be told, and how to mend it."""

    code = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(SEVERITIES))
    message_vi = fields.String(required=True)
    message_en = fields.String(required=True)
    mend_vi = fields.String(load_default="")
    mend_en = fields.String(load_default="")


@event("documents.submission_checked.v1", subject="form_check")
class SubmissionChecked(EventData):
    """The form of a version was looked at. It warns; people decide."""

    submission_id = fields.UUID(required=True)
    obligation_id = fields.UUID(required=True)
    code = fields.String(required=True, validate=CODE)
    title = fields.String(required=True)
    unit = fields.String(required=True, validate=CODE)
    unit_name = fields.String(required=True)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    outcome = fields.String(
        required=True,
        validate=validate.OneOf(OUTCOMES),
        metadata={"description": "`could_not`: the file was not looked into; the one finding says why."},
    )
    warnings = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    findings = fields.List(
        fields.Nested(FindingFacts),
        required=True,
        metadata={"description": "Warnings and what could not be told, at most 20."},
    )

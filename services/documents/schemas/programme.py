"""Activities, distribution list and report outlines over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.documents import DUE_POLICIES


class ActivitySchema(Schema):
    """Something the plan has done around the conference."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    owners = fields.List(fields.String(), required=True)
    owner_names = fields.List(fields.String(), required=True)
    starts_on = fields.Date(allow_none=True)
    ends_on = fields.Date(allow_none=True)
    due_date = fields.Date(allow_none=True)
    policy = fields.String(allow_none=True, validate=validate.OneOf(DUE_POLICIES))
    evidence = fields.String(allow_none=True)
    source = fields.String(allow_none=True)


class DistributionEntrySchema(Schema):
    """One line of "Nơi nhận"."""

    position = fields.Integer(required=True)
    name = fields.String(required=True)
    purpose = fields.String(allow_none=True)
    units = fields.List(fields.String(), required=True)


class ReportSectionSchema(Schema):
    """A section of a report, with the sections in it."""

    number = fields.String(allow_none=True)
    title = fields.String(required=True)
    points = fields.List(fields.String(), required=True)
    exemplary_models = fields.Boolean(required=True)
    petitions = fields.Boolean(required=True)
    sections = fields.List(fields.Nested("ReportSectionSchema"), required=True)


class ReportOutlineSchema(Schema):
    """What a report has to say, in its order."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    source = fields.String(allow_none=True)
    sections = fields.List(fields.Nested(ReportSectionSchema), required=True)


class ReportOutlinesSchema(Schema):
    """All outlines of a plan."""

    items = fields.List(fields.Nested(ReportOutlineSchema), required=True)

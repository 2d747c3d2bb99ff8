"""Nominations for the medal in JSON."""

from __future__ import annotations

from datetime import date

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.web.input import Line, Prose, code_field
from chassis.web.lists import ListArguments
from services.documents.queries.medal_nominations import MedalWarning
from services.documents.schemas.step import StepSchema, VersionSchema
from services.documents.workflows.medal_nomination import MedalAction, MedalState

_YEARS = validate.Range(min=0, max=80)


class MedalNominationSchema(Schema):
    """A nomination. `actions` are what the caller may do now."""

    id = fields.UUID(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    full_name = fields.String(required=True)
    birth_year = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Shown to the office and the nominating unit only."}
    )
    post = fields.String(required=True)
    years_of_service = fields.Integer(required=True)
    verified_years = fields.Integer(required=True, allow_none=True)
    awarded_before = fields.Boolean(required=True)
    merits = fields.String(required=True, allow_none=True)
    state = fields.Enum(MedalState, by_value=True, required=True)
    warnings = fields.List(
        fields.Enum(MedalWarning, by_value=True),
        required=True,
        metadata={"description": "What the plan's rule says against it; a person decides."},
    )
    document_number = fields.String(required=True, allow_none=True)
    document_date = fields.Date(required=True, allow_none=True)
    nominated_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(MedalAction, by_value=True), required=True)


class MedalNominationInFullSchema(MedalNominationSchema):
    """A nomination with its history."""

    history = fields.List(fields.Nested(StepSchema), required=True)


class MedalRuleSchema(Schema):
    """What the plan asks for; it warns only, the office decides."""

    name = fields.String(required=True)
    years_least = fields.Integer(required=True, metadata={"description": "Years of service in the field; 0: not said."})
    closes = fields.Date(required=True, allow_none=True, metadata={"description": "The last day for nominations."})


class MedalFilters(Schema):
    """Which nominations; all when nothing is said."""

    unit = fields.String(load_default=None, validate=CODE)
    state = fields.String(load_default=None, validate=validate.OneOf([state.value for state in MedalState]))
    q = fields.String(load_default=None, validate=validate.Length(max=100))


class MedalArguments(ListArguments, MedalFilters):
    """Filters of the list of nominations."""


class MedalPersonSchema(Schema):
    """Who is nominated, and for what."""

    full_name = Line(required=True)
    birth_year = fields.Integer(required=True, strict=True, validate=validate.Range(min=1900, max=2100))
    post = Line(required=True)
    years_of_service = fields.Integer(required=True, strict=True, validate=_YEARS)
    awarded_before = fields.Boolean(load_default=False)
    merits = Prose(load_default=None, allow_none=True, longest=4_000)


class NewMedalNominationSchema(MedalPersonSchema):
    """A nomination to make. Without `unit` it is the caller's own."""

    unit = code_field(load_default=None, allow_none=True)


class MedalChangesSchema(MedalPersonSchema, VersionSchema):
    """A nomination as corrected."""


class VerificationSchema(VersionSchema):
    """The years that the papers prove."""

    years = fields.Integer(required=True, strict=True, validate=_YEARS)


class MedalReasonSchema(VersionSchema):
    """Why."""

    reason = Line(required=True, longest=500)


class SendingSchema(VersionSchema):
    """The document it goes with; what is not known yet stays empty."""

    document_number = Line(load_default=None, allow_none=True, longest=60)
    document_date = fields.Date(
        load_default=None, allow_none=True, validate=validate.Range(min=date(2000, 1, 1), max=date(2200, 1, 1))
    )


class MedalDecisionSchema(VersionSchema):
    """What the superior body decided, and why where it said so."""

    awarded = fields.Boolean(required=True)
    reason = Line(load_default=None, allow_none=True, longest=500)

"""Digests of reports in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.obligations import SUBMISSION_STATES, TIMELINESS
from services.documents.queries.digest import Standing, Which


class DigestLineSchema(Schema):
    """An obligation of which a digest can be made, and how much of it has come."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    owed = fields.Integer(required=True, metadata={"description": "Units that owe it."})
    came = fields.Integer(required=True)
    accepted = fields.Integer(required=True)


class DigestLinesSchema(Schema):
    """In the order of the plan."""

    items = fields.List(fields.Nested(DigestLineSchema), required=True)


class DigestArguments(Schema):
    """Whose reports."""

    which = fields.Enum(
        Which,
        by_value=True,
        load_default=Which.ACCEPTED,
        metadata={"description": "Accepted reports only, or all that came."},
    )


class DigestFiguresSchema(Schema):
    """Numbers of units. `in_time` and `late` are of those that came, `overdue` of those that did not."""

    owed = fields.Integer(required=True)
    came = fields.Integer(required=True)
    accepted = fields.Integer(required=True)
    in_time = fields.Integer(required=True)
    late = fields.Integer(required=True)
    returned = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    taken = fields.Integer(required=True, metadata={"description": "Reports whose text is in the digest."})
    reading = fields.Integer(required=True, metadata={"description": "Files that the worker has still to read."})
    unreadable = fields.Integer(required=True)
    tables_left_out = fields.Integer(required=True, metadata={"description": "Tables in the reports of the digest."})
    pictures_left_out = fields.Integer(required=True)


class DigestSectionLineSchema(Schema):
    """A section of the outline, and how many units say something of it."""

    place = fields.Integer(required=True, metadata={"description": "From 0, in the order of the outline."})
    name = fields.String(required=True)
    depth = fields.Integer(required=True, metadata={"description": "0 is the outermost."})
    units = fields.Integer(required=True)
    exemplary_models = fields.Boolean(required=True)
    petitions = fields.Boolean(required=True)


class LeftOutSchema(Schema):
    """A table or picture of a report, which is not taken along."""

    what = fields.String(required=True, validate=validate.OneOf(("table", "picture")))
    section = fields.Integer(required=True, metadata={"description": "Its place, from 0."})
    where = fields.String(required=True, validate=validate.OneOf(("page", "paragraph")))
    number = fields.Integer(
        required=True,
        metadata={"description": "Of the page; of the paragraph that a table begins with, a picture is in or follows."},
    )


class DigestUnitSchema(Schema):
    """How one unit stands in the digest."""

    obligation_id = fields.UUID(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    standing = fields.Enum(Standing, by_value=True, required=True)
    submission_state = fields.String(required=True, validate=validate.OneOf(SUBMISSION_STATES))
    came_at = fields.AwareDateTime(required=True, allow_none=True)
    last_moment = fields.AwareDateTime(required=True)
    timeliness = fields.String(required=True, allow_none=True, validate=validate.OneOf(TIMELINESS))
    overdue = fields.Boolean(required=True)
    problem = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Why nothing could be taken of what came, in the reader's language."},
    )
    cut = fields.Boolean(required=True, metadata={"description": "The report is longer than what was taken of it."})
    left_out = fields.List(fields.Nested(LeftOutSchema), required=True)


class DigestSchema(Schema):
    """The digest of one obligation without the texts, which are under its sections."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    which = fields.Enum(Which, by_value=True, required=True)
    outline = fields.Boolean(required=True, metadata={"description": "False: reports are taken whole, as one section."})
    figures = fields.Nested(DigestFiguresSchema, required=True)
    sections = fields.List(fields.Nested(DigestSectionLineSchema), required=True)
    units = fields.List(fields.Nested(DigestUnitSchema), required=True)


class DigestEntrySchema(Schema):
    """What one unit says of a section, in its own words."""

    obligation_id = fields.UUID(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    lines = fields.List(
        fields.String(allow_none=True),
        required=True,
        metadata={"description": "Paragraphs; null where a table stands, which is not taken along."},
    )
    left_out = fields.List(fields.Nested(LeftOutSchema), required=True)


class DigestSectionSchema(Schema):
    """A section with what units say of it, and those whose report has no such section."""

    place = fields.Integer(required=True)
    name = fields.String(required=True)
    entries = fields.List(fields.Nested(DigestEntrySchema), required=True)
    without = fields.List(
        fields.String(), required=True, metadata={"description": "Names of units whose report lacks the section."}
    )

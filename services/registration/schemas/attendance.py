"""Attendance in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields

from chassis.web.input import moment_field


class AttendanceArguments(Schema):
    """Of which moment."""

    as_of = moment_field(
        load_default=None, metadata={"description": "Who was in the hall at this moment; now when it is left out."}
    )


class TotalsSchema(Schema):
    """All of persons; see `queries.attendance`."""

    invited = fields.Integer(required=True, metadata={"description": "Places offered by invitations that are out."})
    registered = fields.Integer(required=True, metadata={"description": "Named, and not confirmed yet."})
    confirmed = fields.Integer(required=True)
    present = fields.Integer(required=True)
    absent = fields.Integer(required=True, metadata={"description": "Confirmed and not present."})
    excused = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    substituted = fields.Integer(
        required=True, metadata={"description": "Of the confirmed, those who took over another's place."}
    )
    unlisted = fields.Integer(
        required=True, metadata={"description": "Guests nobody named beforehand who came in; in no other number."}
    )


class CategoryAttendanceSchema(Schema):
    """One category, by protocol rank."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    invited = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    present = fields.Integer(required=True)
    absent = fields.Integer(required=True)
    substituted = fields.Integer(required=True)
    unlisted = fields.Integer(required=True)


class ComingInsteadSchema(Schema):
    """Somebody who took over another's place."""

    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    instead_of = fields.String(required=True)
    present = fields.Boolean(required=True)


class UnlistedArrivalSchema(Schema):
    """A guest nobody named beforehand who came in."""

    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)
    came_at = fields.AwareDateTime(required=True)


class GateAttendanceSchema(Schema):
    """How many came in by one gate."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    present = fields.Integer(required=True)


class MissingUnitSchema(Schema):
    """A unit with confirmed delegates, of whom nobody is here."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    confirmed = fields.Integer(required=True)
    present = fields.Integer(required=True)
    focal_point_name = fields.String(required=True, allow_none=True)
    focal_point_phone = fields.String(
        required=True, allow_none=True, metadata={"description": "Whole for the organizer and the chair, else masked."}
    )


class AnswersSchema(Schema):
    """How invitations were answered."""

    attends = fields.Integer(required=True)
    declines = fields.Integer(required=True)
    none = fields.Integer(required=True)


class AttendanceSchema(Schema):
    """Who is here and who is missing, as of a time."""

    as_of = fields.AwareDateTime(required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    by_category = fields.List(fields.Nested(CategoryAttendanceSchema), required=True)
    by_gate = fields.List(fields.Nested(GateAttendanceSchema), required=True)
    missing_units = fields.List(fields.Nested(MissingUnitSchema), required=True)
    answers = fields.Nested(AnswersSchema, required=True)
    substitutes = fields.List(
        fields.Nested(ComingInsteadSchema),
        required=True,
        allow_none=True,
        metadata={"description": "Null without names."},
    )
    unlisted_guests = fields.List(
        fields.Nested(UnlistedArrivalSchema),
        required=True,
        allow_none=True,
        metadata={"description": "Null for who sees the numbers only."},
    )

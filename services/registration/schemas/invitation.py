"""Invitations in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.input import VERSION_RANGE, Line, code_field, email_field
from chassis.web.lists import ListArguments
from services.registration.models import Answer, Delivery, InviteeKind
from services.registration.schemas.input import Phone, Search
from services.registration.schemas.step import StepSchema
from services.registration.schemas.unit import ANSWER_FILTER
from services.registration.workflows.invitation import InvitationAction, InvitationState


class InvitationArguments(ListArguments):
    """Which invitations to list."""

    q = Search(load_default=None)
    kind = fields.Enum(InviteeKind, by_value=True, load_default=None)
    state = fields.Enum(InvitationState, by_value=True, load_default=None)
    delivery = fields.Enum(Delivery, by_value=True, load_default=None)
    answer = fields.String(load_default=None, validate=ANSWER_FILTER)
    has_email = fields.Boolean(load_default=None)


class InvitationSchema(Schema):
    """An invitation. `actions` are what the caller may do now; `link` is shown to the organizer only."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    issue = fields.Integer(required=True, metadata={"description": "Grows with each (re-)issue; 0 is a draft."})
    state = fields.Enum(InvitationState, by_value=True, required=True)
    invitee_kind = fields.Enum(InviteeKind, by_value=True, required=True)
    invitee_code = fields.String(required=True)
    invitee_name = fields.String(required=True)
    invitee_post = fields.String(required=True, allow_none=True)
    category = fields.String(required=True)
    recipient_name = fields.String(required=True, allow_none=True)
    recipient_email = fields.String(required=True, allow_none=True)
    recipient_phone = fields.String(required=True, allow_none=True)
    quota = fields.Integer(required=True)
    answer = fields.Enum(Answer, by_value=True, required=True, allow_none=True)
    attending = fields.Integer(required=True)
    reason = fields.String(required=True, allow_none=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    issued_at = fields.AwareDateTime(required=True, allow_none=True)
    delivery = fields.Enum(Delivery, by_value=True, required=True)
    delivery_error = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(InvitationAction, by_value=True), required=True)
    link = fields.String(required=True, allow_none=True)


class InvitationDetailSchema(InvitationSchema):
    """An invitation with its history."""

    history = fields.List(fields.Nested(StepSchema), required=True)


class NewGuestSchema(Schema):
    """A person to be invited by name."""

    full_name = Line(required=True)
    post = Line(required=True)
    category = code_field(required=True)
    email = email_field(load_default=None, allow_none=True)
    phone = Phone(load_default=None, allow_none=True)


class IssueManySchema(Schema):
    """Which drafts to issue; absent or null means all of them."""

    ids = fields.List(fields.UUID(), load_default=None, allow_none=True, validate=validate.Length(max=5000))


class SkippedSchema(Schema):
    """An invitation that was not issued."""

    id = fields.UUID(required=True)
    reason = fields.String(required=True, validate=validate.OneOf(["not-draft", "not-found"]))


class IssuedManySchema(Schema):
    """How many were issued, and which were not."""

    issued = fields.Integer(required=True)
    skipped = fields.List(fields.Nested(SkippedSchema), required=True)


class InvitationVersionSchema(Schema):
    """The version that the person was looking at."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)


class AnswerSchema(Schema):
    """The answer of a unit or guest."""

    answer = fields.Enum(Answer, by_value=True, required=True)
    attending = fields.Integer(
        load_default=None,
        allow_none=True,
        strict=True,
        validate=validate.Range(min=0, max=100_000),
        metadata={"description": "How many a unit sends; by default its whole quota. Not looked at when it declines."},
    )
    reason = Line(load_default=None, allow_none=True, longest=500)

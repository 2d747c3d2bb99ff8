"""Delegates and passes in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.web.input import VERSION_RANGE, Line, code_field, email_field
from chassis.web.lists import ListArguments
from services.registration.models import DelegateKind
from services.registration.schemas.input import Phone, Search
from services.registration.schemas.step import StepSchema
from services.registration.schemas.unlisted_guest import AtGateSchema
from services.registration.workflows.delegate import DelegateAction, DelegateState


class DelegateArguments(ListArguments):
    """Which delegates to list."""

    q = Search(load_default=None, metadata={"description": "Words of the name, with or without accents."})
    unit = code_field(load_default=None)
    category = code_field(load_default=None)
    state = fields.Enum(DelegateState, by_value=True, load_default=None)
    kind = fields.Enum(DelegateKind, by_value=True, load_default=None)
    present = fields.Boolean(load_default=None)
    has_email = fields.Boolean(load_default=None)


class StandingCheckInSchema(Schema):
    """Where and when a delegate came in."""

    id = fields.UUID(required=True)
    gate = fields.String(required=True)
    scanned_at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)


class AffiliationSchema(Schema):
    """Another unit on whose list the delegate is."""

    unit = fields.String(required=True)
    unit_name = fields.String(required=True)


class LinkOfChainSchema(Schema):
    """One of those who had a place, the first one first."""

    id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    state = fields.Enum(DelegateState, by_value=True, required=True)
    registered_at = fields.AwareDateTime(required=True)


class DelegateSchema(Schema):
    """A delegate. `actions` are what the caller may do now; `link` is shown to the organizer only."""

    id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    email = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    kind = fields.Enum(DelegateKind, by_value=True, required=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    unit_name = fields.String(
        required=True, allow_none=True, metadata={"description": "Names of all their units, as they are printed."}
    )
    affiliations = fields.List(
        fields.Nested(AffiliationSchema), required=True, metadata={"description": "Units beside the first."}
    )
    invitation_id = fields.UUID(required=True, allow_none=True, metadata={"description": "A guest's invitation."})
    state = fields.Enum(DelegateState, by_value=True, required=True)
    substitute_for = fields.UUID(
        required=True, allow_none=True, metadata={"description": "Whose place they took over."}
    )
    substitute_for_name = fields.String(required=True, allow_none=True)
    substituted_by = fields.UUID(required=True, allow_none=True, metadata={"description": "Who took over their place."})
    substituted_by_name = fields.String(required=True, allow_none=True)
    seat = fields.String(required=True, allow_none=True, metadata={"description": "As last published."})
    present = fields.Boolean(required=True)
    check_in = fields.Nested(StandingCheckInSchema, required=True, allow_none=True)
    registered_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(DelegateAction, by_value=True), required=True)
    link = fields.String(required=True, allow_none=True)
    note = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "In words, when there is more to know: a person on two lists, a quota exceeded."},
    )


class DelegateDetailSchema(DelegateSchema):
    """A delegate with their history, and everybody who had their place when it was handed over."""

    history = fields.List(fields.Nested(StepSchema), required=True)
    chain = fields.List(fields.Nested(LinkOfChainSchema), required=True)


NAMED_KINDS = [kind for kind in DelegateKind if kind != DelegateKind.UNLISTED]
"""What somebody can be named as; an unlisted guest is named by nobody."""


class NewDelegateSchema(Schema):
    """A person whom a unit names."""

    unit = code_field(required=True)
    full_name = Line(required=True)
    post = Line(load_default=None, allow_none=True)
    phone = Phone(load_default=None, allow_none=True)
    email = email_field(load_default=None, allow_none=True)
    kind = fields.Enum(
        DelegateKind, by_value=True, load_default=DelegateKind.DELEGATE, validate=validate.OneOf(NAMED_KINDS)
    )


class DelegateChangesSchema(Schema):
    """What to correct; absent fields stay as they are."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)
    full_name = Line()
    post = Line(allow_none=True)
    phone = Phone(allow_none=True)
    email = email_field(allow_none=True)
    kind = fields.Enum(DelegateKind, by_value=True, validate=validate.OneOf(NAMED_KINDS))


class SubstituteSchema(Schema):
    """A person who comes instead."""

    full_name = Line(required=True)
    post = Line(load_default=None, allow_none=True)
    phone = Phone(load_default=None, allow_none=True)
    email = email_field(load_default=None, allow_none=True)
    reason = Line(load_default=None, allow_none=True, longest=500)
    check_in = fields.Nested(
        AtGateSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "Let them in at once; the desk only."},
    )


class OtherDelegateSchema(Schema):
    """The other delegate of the same name."""

    other = fields.UUID(required=True)


class NamesakesSchema(Schema):
    """Two delegates of one name who may be the same person; `first` is who would be kept."""

    first = fields.Nested(DelegateSchema, required=True)
    second = fields.Nested(DelegateSchema, required=True)


class DelegateReasonSchema(Schema):
    """Why."""

    reason = Line(required=True, longest=500)


class PassHolderSchema(Schema):
    """Whose pass it is, as it is printed."""

    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    category_name = fields.String(required=True)
    seat = fields.String(required=True, allow_none=True, metadata={"description": "As last published."})


class PassSchema(Schema):
    """A pass: `text` is for the QR, `code` for the keyboard."""

    pass_id = fields.UUID(required=True)
    text = fields.String(required=True)
    code = fields.String(required=True)
    expires_at = fields.AwareDateTime(
        required=True,
        metadata={"description": "As signed; the conference's `passes_valid_until` decides whether it opens a gate."},
    )
    delegate = fields.Nested(PassHolderSchema, required=True)

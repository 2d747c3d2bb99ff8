"""Accounts and tokens over HTTP."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.auth.roles import Role
from chassis.contracts.base import CODE, SLUG
from chassis.web.lists import ListArguments
from chassis.web.text import storable
from gateway.operations.passwords import MAX_LENGTH, MIN_LENGTH

ROLES = [role.value for role in Role if role is not Role.GATEWAY]


class SignInSchema(Schema):
    """E-mail and password of an account."""

    email = fields.String(required=True, validate=[validate.Length(min=3, max=254), storable])
    password = fields.String(required=True, validate=[validate.Length(min=1, max=MAX_LENGTH), storable], load_only=True)


class TokenSchema(Schema):
    """A fresh API token, shown this once."""

    token = fields.String(required=True, metadata={"description": "Send it as `Authorization: Bearer …`."})


class ReaderSchema(Schema):
    """Who the token belongs to."""

    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    unit = fields.String(required=True, allow_none=True)
    conference = fields.String(required=True, allow_none=True)


class AccountSchema(Schema):
    """A person who may sign in."""

    id = fields.UUID(required=True)
    email = fields.String(required=True)
    full_name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    unit = fields.String(required=True, allow_none=True)
    delegate = fields.UUID(required=True, allow_none=True)
    conference = fields.String(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    disabled_at = fields.AwareDateTime(required=True, allow_none=True)


def new_password_field() -> fields.String:
    """A password to be set."""
    return fields.String(
        required=True, validate=[validate.Length(min=MIN_LENGTH, max=MAX_LENGTH), storable], load_only=True
    )


class NewPasswordSchema(Schema):
    """A password that takes the place of another."""

    password = new_password_field()


class OwnPasswordSchema(NewPasswordSchema):
    """The same for oneself: the present password says that it is they."""

    current_password = fields.String(
        required=True, validate=[validate.Length(min=1, max=MAX_LENGTH), storable], load_only=True
    )


class NewAccountSchema(Schema):
    """An account to be created. Role `unit` needs a unit, `delegate` a delegate; without a conference it is for all."""

    email = fields.Email(required=True, validate=validate.Length(max=254))
    password = new_password_field()
    full_name = fields.String(required=True, validate=[validate.Length(min=2, max=200), storable])
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    unit = fields.String(load_default=None, allow_none=True, validate=[CODE, validate.Length(max=64)])
    delegate = fields.UUID(load_default=None, allow_none=True)
    conference = fields.String(load_default=None, allow_none=True, validate=[SLUG, validate.Length(max=64)])

    @validates_schema
    def check_scope(self, data: dict[str, Any], **_options: Any) -> None:
        """Whoever acts for a unit or delegate names it."""
        for role, scope in ((Role.UNIT, "unit"), (Role.DELEGATE, "delegate")):
            if data.get("role") == role and not data.get(scope):
                raise ValidationError("Missing data for required field.", scope)


class AccountArguments(ListArguments):
    """Filters of the accounts."""

    q = fields.String(load_default=None, validate=[validate.Length(max=100), storable])
    role = fields.String(load_default=None, validate=validate.OneOf(ROLES))


class AuditArguments(ListArguments):
    """Filters of the audit trail."""

    q = fields.String(load_default=None, validate=[validate.Length(max=100), storable])
    role = fields.String(load_default=None, validate=validate.OneOf(ROLES))
    conference = fields.String(load_default=None, validate=[SLUG, validate.Length(max=64)])


class AuditEntrySchema(Schema):
    """One change that was asked for, or one look at personal data."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    subject = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    role = fields.String(required=True, allow_none=True)
    method = fields.String(required=True)
    route = fields.String(required=True)
    conference = fields.String(required=True, allow_none=True)
    target = fields.String(required=True)
    status = fields.Integer(required=True)
    trace_id = fields.String(required=True, allow_none=True)
    address_hash = fields.String(required=True, allow_none=True)


class InspectionSchema(Schema):
    """Whether the audit trail is as it was written. `head` is the last hash, to be noted down and compared later."""

    intact = fields.Boolean(required=True)
    entries = fields.Integer(required=True)
    head = fields.String(required=True)
    broken_at = fields.Integer(required=True, allow_none=True)

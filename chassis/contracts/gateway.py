"""Events that the gateway publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.auth.roles import Role
from chassis.contracts.base import CODE, EventData, event


@event("gateway.account_created.v1", subject="account")
class AccountCreated(EventData):
    """A person may sign in, in one role."""

    account_id = fields.UUID(required=True)
    email = fields.Email(required=True)
    full_name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf([role.value for role in Role]))
    unit = fields.String(load_default=None, allow_none=True, validate=CODE)

"""Private links in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from services.registration.schemas.delegate import DelegateSchema
from services.registration.schemas.invitation import InvitationSchema

KINDS = validate.OneOf(["unit", "guest", "delegate"])


class TokenSchema(Schema):
    """The last part of a private link's path."""

    token = fields.String(required=True, validate=validate.Length(min=1, max=1000))


class OpenedLinkSchema(Schema):
    """Whom the holder of the link may act for."""

    conference = fields.String(required=True)
    kind = fields.String(required=True, validate=KINDS)
    name = fields.String(required=True)
    unit = fields.String()
    invitation = fields.UUID()
    delegate = fields.UUID()


class MeSchema(Schema):
    """What a unit, guest or delegate sees of themselves."""

    kind = fields.String(required=True, validate=KINDS)
    invitation = fields.Nested(InvitationSchema)
    delegate = fields.Nested(DelegateSchema)

"""Commendations in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.web.input import VERSION_RANGE, Line, code_field
from services.registration.workflows.commendation import CommendationAction, CommendationState

MOST = 500
"""Commendations of one conference that can be put in order at once."""

_ONE_RECIPIENT = "Xin chọn một đại biểu, một đơn vị, hoặc ghi tên tập thể. (Give a delegate, a unit, or a name.)"
_ONE_PROXY = "Xin chọn một đại biểu hoặc ghi tên người nhận thay. (Give a delegate or a name, not both.)"


class SomebodySchema(Schema):
    """A recipient or a proxy. `present` is null where nobody can tell: for one who is only named."""

    name = fields.String(required=True)
    present = fields.Boolean(required=True, allow_none=True)
    delegate_id = fields.UUID(required=True, allow_none=True)
    post = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)


class CommendationSchema(Schema):
    """A commendation. `actions` are what the caller may do now."""

    id = fields.UUID(required=True)
    position = fields.Integer(required=True, metadata={"description": "Place in the order of call, from 1."})
    title = fields.String(required=True)
    recipient = fields.Nested(SomebodySchema, required=True)
    proxy = fields.Nested(SomebodySchema, required=True, allow_none=True)
    state = fields.Enum(CommendationState, by_value=True, required=True)
    called_at = fields.AwareDateTime(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(CommendationAction, by_value=True), required=True)
    removable = fields.Boolean(required=True)


class ProxySchema(Schema):
    """Who receives on behalf; nobody means the recipient in person."""

    proxy_delegate_id = fields.UUID(load_default=None, allow_none=True)
    proxy_name = Line(load_default=None, allow_none=True)

    @validates_schema
    def one_proxy(self, data: Mapping[str, Any], **_options: Any) -> None:
        """A delegate or a name, not both."""
        if data["proxy_delegate_id"] is not None and data["proxy_name"] is not None:
            raise ValidationError(_ONE_PROXY, "proxy_name")


class NewCommendationSchema(ProxySchema):
    """Who is commended for what: a delegate, a unit, or a collective that is only named."""

    title = Line(required=True, longest=300)
    delegate_id = fields.UUID(load_default=None, allow_none=True)
    unit = code_field(load_default=None, allow_none=True)
    recipient_name = Line(load_default=None, allow_none=True, longest=300)

    @validates_schema
    def one_recipient(self, data: Mapping[str, Any], **_options: Any) -> None:
        """Exactly one of the three."""
        given = [name for name in ("delegate_id", "unit", "recipient_name") if data[name] is not None]
        if len(given) != 1:
            raise ValidationError(_ONE_RECIPIENT, "delegate_id")


class VersionSchema(Schema):
    """Which version the page showed."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)


class CommendationChangesSchema(VersionSchema):
    """What to correct."""

    title = Line(required=True, longest=300)


class CommendationProxySchema(VersionSchema, ProxySchema):
    """Who receives on behalf, and which version the page showed."""


class PlaceSchema(VersionSchema):
    """One place in the order."""

    id = fields.UUID(required=True)


class CommendationOrderSchema(Schema):
    """All commendations of the conference, as they are to be called."""

    order = fields.List(fields.Nested(PlaceSchema), required=True, validate=validate.Length(max=MOST))

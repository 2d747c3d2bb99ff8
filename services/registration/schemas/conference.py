"""Conferences, categories and gates in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields


class ConferenceSchema(Schema):
    """A conference as its plan says it."""

    slug = fields.String(required=True)
    title = fields.String(required=True)
    short_title = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    registration_closes_at = fields.AwareDateTime(required=True, allow_none=True)
    timezone = fields.String(required=True)
    hall = fields.String(required=True)
    address = fields.String(required=True)
    capacity = fields.Integer(required=True)
    host = fields.String(required=True)
    chair = fields.String(required=True, allow_none=True)
    contact_name = fields.String(required=True, allow_none=True)
    contact_phone = fields.String(required=True, allow_none=True)
    contact_email = fields.String(required=True, allow_none=True)
    plan_version = fields.Integer(required=True)
    calendar_sequence = fields.Integer(
        required=True, metadata={"description": "Revision of calendar entries; grows when time or place change."}
    )
    passes_valid_until = fields.AwareDateTime(
        required=True, metadata={"description": "From then on no pass opens a gate. Moves with the conference."}
    )


class CategorySchema(Schema):
    """A group of participants; rank 1 is seated and called first."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    protocol_rank = fields.Integer(required=True)


class GateSchema(Schema):
    """A gate where passes are scanned."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class PassKeySchema(Schema):
    """The key that verifies passes without a network."""

    kid = fields.String(required=True)
    public_key = fields.String(required=True, metadata={"description": "Ed25519, raw, base64url."})

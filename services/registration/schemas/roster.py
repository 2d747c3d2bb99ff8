"""The roster of a station in JSON. Never a phone or an e-mail: a station may be lost."""

from __future__ import annotations

from marshmallow import Schema, fields

from services.registration.models import DelegateKind
from services.registration.schemas.conference import GateSchema
from services.registration.workflows.delegate import DelegateState


class RosterArguments(Schema):
    """How far the station knows."""

    since = fields.String(load_default=None, metadata={"description": "The `cursor` of the answer before."})


class RosterConferenceSchema(Schema):
    """The conference that passes are checked against. `mark` is how a pass names it, in hexadecimal."""

    slug = fields.String(required=True)
    mark = fields.String(required=True)
    title = fields.String(required=True)
    timezone = fields.String(required=True)
    passes_valid_until = fields.AwareDateTime(required=True)


class RosterKeySchema(Schema):
    """A public key that verifies passes: `x` of a JWK (Ed25519, RFC 8037)."""

    kid = fields.String(required=True)
    x = fields.String(required=True)


class RosterPersonSchema(Schema):
    """A delegate as they now are: the pass they hold, and all that are dead."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    search_name = fields.String(required=True, metadata={"description": "Folded, each word after a space."})
    post = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    category_name = fields.String(required=True)
    kind = fields.Enum(DelegateKind, by_value=True, required=True)
    substitute_for_name = fields.String(required=True, allow_none=True)
    seat = fields.String(required=True, allow_none=True)
    state = fields.Enum(DelegateState, by_value=True, required=True)
    pass_id = fields.UUID(required=True, allow_none=True)
    code = fields.String(required=True, allow_none=True)
    revoked = fields.List(fields.UUID(), required=True)


class RosterCheckInSchema(Schema):
    """A check-in that stands."""

    delegate_id = fields.UUID(required=True)
    check_in_id = fields.UUID(required=True)
    scan_id = fields.UUID(required=True)
    gate = fields.String(required=True)
    scanned_at = fields.AwareDateTime(required=True)
    happened_at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)


class RosterSchema(Schema):
    """Everything (`full`), or what changed since; merging it twice is harmless."""

    now = fields.AwareDateTime(required=True)
    cursor = fields.String(required=True)
    full = fields.Boolean(required=True)
    conference = fields.Nested(RosterConferenceSchema, required=True)
    keys = fields.List(fields.Nested(RosterKeySchema), required=True)
    gates = fields.List(fields.Nested(GateSchema), required=True)
    people = fields.List(fields.Nested(RosterPersonSchema), required=True)
    check_ins = fields.List(fields.Nested(RosterCheckInSchema), required=True)
    undone = fields.List(
        fields.UUID(), required=True, metadata={"description": "Check-ins that no longer stand, or never did."}
    )

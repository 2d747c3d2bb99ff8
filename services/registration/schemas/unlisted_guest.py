"""Guests whom nobody named, in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields

from chassis.web.input import Line, code_field, moment_field
from chassis.web.lists import ListArguments
from services.registration.schemas.input import Phone
from services.registration.workflows.delegate import DelegateState
from services.registration.workflows.unlisted import UnlistedAction


class AtGateSchema(Schema):
    """Where and when the desk lets somebody in."""

    gate = code_field(required=True)
    scan_id = fields.UUID(required=True, metadata={"description": "Made by the station; the same for every retry."})
    scanned_at = moment_field(required=True, metadata={"description": "By the station's clock."})


class NewUnlistedGuestSchema(AtGateSchema):
    """A person at the door whom nobody named, and why they are let in."""

    full_name = Line(required=True)
    post = Line(load_default=None, allow_none=True)
    phone = Phone(load_default=None, allow_none=True)
    unit = code_field(load_default=None, allow_none=True)
    organisation = Line(
        load_default=None, allow_none=True, metadata={"description": "Where they come from, if from no unit."}
    )
    reason = Line(required=True, longest=500)


class UnlistedGuestArguments(ListArguments):
    """Which of them to list."""

    state = fields.Enum(DelegateState, by_value=True, load_default=None)


class DecisionSchema(Schema):
    """The second person's word."""

    decision = fields.Enum(UnlistedAction, by_value=True, required=True)
    word = Line(required=True, longest=500)


class UnlistedGuestSchema(Schema):
    """A guest whom nobody named. `may_decide`: they wait, and the caller is not who entered them."""

    id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    state = fields.Enum(DelegateState, by_value=True, required=True)
    reason = fields.String(required=True)
    gate = fields.String(required=True)
    entered_by_name = fields.String(required=True)
    entered_at = fields.AwareDateTime(required=True)
    may_decide = fields.Boolean(required=True)
    decided_by_name = fields.String(required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    word = fields.String(required=True, allow_none=True)

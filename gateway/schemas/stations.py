"""Stations over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.web.lists import ListArguments
from chassis.web.text import storable

LONGEST_NAME = 80
MOST_GATES = 20
STATES = ("offered", "paired", "ended")


class StationArguments(ListArguments):
    """Filters of the stations."""

    ended = fields.Boolean(load_default=True, metadata={"description": "false leaves out those that have ended."})


class StationSchema(Schema):
    """A device at the door."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    gates = fields.List(fields.String(), required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    created_at = fields.AwareDateTime(required=True)
    created_by = fields.String(required=True)
    paired_at = fields.AwareDateTime(required=True, allow_none=True)
    seen_at = fields.AwareDateTime(required=True, allow_none=True)
    scans_waiting = fields.Integer(
        required=True, metadata={"description": "Scans it had not sent yet when it was last seen, by its own word."}
    )
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)


class NewStationSchema(Schema):
    """A station to be paired."""

    name = fields.String(
        required=True,
        validate=[validate.Length(min=2, max=LONGEST_NAME), storable],
        metadata={"description": "What the log of check-ins says a scan was made by."},
    )
    gates = fields.List(
        fields.String(validate=[CODE, validate.Length(max=64)]),
        required=True,
        validate=validate.Length(min=1, max=MOST_GATES),
    )


class PairingOfferSchema(Schema):
    """The one-time code of a station, shown this once."""

    station = fields.Nested(StationSchema, required=True)
    code = fields.String(required=True)
    code_expires_at = fields.AwareDateTime(required=True)
    link = fields.String(required=True, metadata={"description": "Opened on the device, it fills the code in."})


class PairingCodeSchema(Schema):
    """The code that a device shows."""

    code = fields.String(required=True, validate=[validate.Length(min=1, max=40), storable], load_only=True)


class PairedStationSchema(Schema):
    """The key of a freshly paired station, shown this once."""

    key = fields.String(required=True, metadata={"description": "Send it as `Authorization: Bearer …`."})
    station = fields.Nested(StationSchema, required=True)
    conference = fields.String(required=True)

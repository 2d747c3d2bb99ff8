"""Scans and the check-in log in JSON."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.language import Text
from chassis.web.input import Line, code_field, moment_field
from chassis.web.lists import ListArguments
from services.registration.models import DelegateKind, Outcome

_WAYS = ("pass", "code", "delegate_id")
_ONE_WAY = Text(
    "Cần đúng một trong ba mục: pass, code, delegate_id.", "Exactly one of pass, code and delegate_id is needed."
)


class ScanSchema(Schema):
    """What a station sends: exactly one of `pass`, `code`, `delegate_id`.

    A QR or code of any length is taken, up to the limit of the body: what is no pass is refused with a line in the log.
    """

    pass_text = fields.String(
        data_key="pass", validate=validate.Length(min=1), metadata={"description": "What the QR holds."}
    )
    code = fields.String(validate=validate.Length(min=1), metadata={"description": "The typed short code."})
    delegate_id = fields.UUID(metadata={"description": "A delegate found by name."})
    gate = code_field(required=True)
    scan_id = fields.UUID(required=True, metadata={"description": "Made by the station; the same for every retry."})
    scanned_at = moment_field(required=True, metadata={"description": "By the station's clock."})
    sent_at = moment_field(metadata={"description": "The station's clock when it sends: corrects `scanned_at`."})

    @validates_schema
    def exactly_one_way(self, data: dict[str, Any], **_options: Any) -> None:
        """A scan names the delegate in one way."""
        if sum(name in data for name in ("pass_text", "code", "delegate_id")) != 1:
            raise ValidationError({name: [_ONE_WAY] for name in _WAYS})


class ScannedDelegateSchema(Schema):
    """Whom the receptionist sees."""

    id = fields.UUID(required=True, attribute="delegate_id")
    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    kind = fields.Enum(DelegateKind, by_value=True, required=True)
    substitute_for_name = fields.String(
        required=True, allow_none=True, metadata={"description": "Whose place they took over."}
    )
    seat = fields.String(required=True, allow_none=True, metadata={"description": "As published."})


class AcceptedScanSchema(Schema):
    """Come in."""

    outcome = fields.String(required=True, validate=validate.Equal("accepted"))
    check_in_id = fields.UUID(required=True)
    delegate = fields.Nested(ScannedDelegateSchema, required=True)


class FirstScanSchema(Schema):
    """The scan that was first."""

    gate = fields.String(required=True)
    scanned_at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)


class DuplicateScanSchema(Schema):
    """Somebody came in with this pass already."""

    outcome = fields.String(required=True, validate=validate.Equal("duplicate"))
    check_in_id = fields.UUID(required=True)
    first = fields.Nested(FirstScanSchema, required=True)
    delegate = fields.Nested(ScannedDelegateSchema, required=True)


class CheckInArguments(ListArguments):
    """Which scans to list."""

    gate = code_field(load_default=None)
    outcome = fields.Enum(Outcome, by_value=True, load_default=None)
    delegate = fields.UUID(load_default=None)


class CheckInSchema(Schema):
    """One line of the log. `outcome` is what it counts as now; `problem` says what speaks against it."""

    id = fields.UUID(required=True)
    scan_id = fields.UUID(required=True)
    outcome = fields.Enum(Outcome, by_value=True, required=True)
    problem = fields.String(required=True, allow_none=True)
    delegate_id = fields.UUID(required=True, allow_none=True)
    full_name = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    gate = fields.String(required=True)
    scanned_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True)
    happened_at = fields.AwareDateTime(
        required=True, metadata={"description": "`scanned_at` by the server's clock: decides who was first."}
    )
    by = fields.String(required=True)
    station = fields.String(required=True, allow_none=True, metadata={"description": "The paired device, if one."})
    admitted = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "What a station without a network decided; null where the server's answer did."},
    )
    answered = fields.Enum(
        Outcome, by_value=True, required=True, metadata={"description": "What the station was told."}
    )
    undone_at = fields.AwareDateTime(required=True, allow_none=True)
    undone_by = fields.String(required=True, allow_none=True)
    undone_reason = fields.String(required=True, allow_none=True)


class RejectedEntrySchema(Schema):
    """What a station sent and could not become a line, and why."""

    id = fields.UUID(required=True)
    entry_id = fields.String(required=True, allow_none=True, metadata={"description": "Its scan_id or undo_id."})
    content = fields.String(required=True, metadata={"description": "What was sent, as JSON; cut when it is long."})
    problem = fields.String(required=True)
    detail = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    station = fields.String(required=True, allow_none=True)


class UndoSchema(Schema):
    """Why a check-in is taken back."""

    reason = Line(required=True, longest=500)

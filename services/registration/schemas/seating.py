"""The seating in JSON."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.hall import MOST_SEATS
from chassis.web.input import VERSION_RANGE
from services.registration.models import DelegateKind
from services.registration.seating import ConflictKind, Reason
from services.registration.workflows.delegate import DelegateState


class HallBlockSchema(Schema):
    """Seats between two aisles."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class HallSeatSchema(Schema):
    """A seat; `block` is none on the platform."""

    seat = fields.String(required=True)
    block = fields.String(required=True, allow_none=True)
    usable = fields.Boolean(required=True)


class HallRowSchema(Schema):
    """A row, its seats from the left as one looks at the platform."""

    name = fields.String(required=True)
    platform = fields.Boolean(required=True)
    reserved_for = fields.List(fields.String(), required=True)
    seats = fields.List(fields.Nested(HallSeatSchema), required=True)


class HallSchema(Schema):
    """The hall, from the platform to the back."""

    blocks = fields.List(fields.Nested(HallBlockSchema), required=True)
    rows = fields.List(fields.Nested(HallRowSchema), required=True)


class AttendantSchema(Schema):
    """Somebody to be seated; `seat` is the draft's, `published_seat` what people were told."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    post = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    category = fields.String(required=True)
    category_name = fields.String(required=True)
    protocol_rank = fields.Integer(required=True)
    kind = fields.Enum(DelegateKind, by_value=True, required=True)
    state = fields.Enum(DelegateState, by_value=True, required=True)
    seat = fields.String(required=True, allow_none=True)
    manual = fields.Boolean(required=True, metadata={"description": "Seated by a person: a proposal leaves it alone."})
    published_seat = fields.String(required=True, allow_none=True)


class SeatingConflictSchema(Schema):
    """Something to mend: a proposal for these `people` mends it, if anything can."""

    kind = fields.Enum(ConflictKind, by_value=True, required=True)
    seat = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True, allow_none=True)
    unit_name = fields.String(required=True, allow_none=True)
    people = fields.List(fields.UUID(), required=True)


class SeatingSchema(Schema):
    """The seating. `hall` is none where the plan describes none; `unpublished` people know another seat, or none."""

    version = fields.Integer(required=True)
    changed_at = fields.AwareDateTime(required=True, allow_none=True)
    changed_by = fields.String(required=True, allow_none=True)
    published_at = fields.AwareDateTime(required=True, allow_none=True)
    published_by = fields.String(required=True, allow_none=True)
    unpublished = fields.Integer(required=True)
    hall = fields.Nested(HallSchema, required=True, allow_none=True)
    people = fields.List(fields.Nested(AttendantSchema), required=True)
    conflicts = fields.List(fields.Nested(SeatingConflictSchema), required=True)


class SeatingVersionSchema(Schema):
    """Which draft the caller looked at."""

    version = fields.Integer(required=True, strict=True, validate=VERSION_RANGE)


class SeatHolderSchema(SeatingVersionSchema):
    """Who is to sit on the seat; none for nobody."""

    delegate_id = fields.UUID(required=True, allow_none=True)


class ProposalRequestSchema(SeatingVersionSchema):
    """For whom to propose seats: everybody but those seated by a person, or only `delegates`."""

    dry_run = fields.Boolean(load_default=True)
    delegates = fields.List(
        fields.UUID(), load_default=None, allow_none=True, validate=validate.Length(min=1, max=MOST_SEATS)
    )


class SeatMoveSchema(Schema):
    """Somebody whose seat changes; `to` is none where they lose it."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    unit_name = fields.String(required=True, allow_none=True)
    seat_before = fields.String(required=True, allow_none=True)
    seat = fields.String(required=True, allow_none=True)


class UnseatedSchema(Schema):
    """Somebody for whom there is no seat, and why."""

    delegate_id = fields.UUID(required=True)
    full_name = fields.String(required=True)
    unit_name = fields.String(required=True, allow_none=True)
    reason = fields.Enum(Reason, by_value=True, required=True)


class ProposalSchema(Schema):
    """What a proposal changes (or would change), and whom it could not seat."""

    dry_run = fields.Boolean(required=True)
    moves = fields.List(fields.Nested(SeatMoveSchema), required=True)
    unseated = fields.List(fields.Nested(UnseatedSchema), required=True)

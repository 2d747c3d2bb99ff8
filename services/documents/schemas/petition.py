"""Petitions in JSON."""

from __future__ import annotations

from datetime import date

from marshmallow import Schema, fields, validate

from chassis.contracts.base import CODE
from chassis.web.input import Line, Prose, code_field
from chassis.web.lists import ListArguments
from services.documents.queries.petitions import STILL_OPEN
from services.documents.schemas.step import StepSchema, VersionSchema
from services.documents.workflows.petition import PetitionAction, PetitionState

LONGEST_PETITION = 4_000
LONGEST_ANSWER = 8_000
_DAYS = validate.Range(min=date(2000, 1, 1), max=date(2200, 1, 1))


class PetitionReferenceSchema(Schema):
    """Another petition."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    unit_name = fields.String(required=True)


class PetitionSchema(Schema):
    """A petition. `actions` are what the caller may do now; a unit sees a room's work as `assigned`."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    content = fields.String(required=True)
    recipient = fields.String(required=True)
    recipient_name = fields.String(required=True)
    forwarded = fields.Boolean(
        required=True, metadata={"description": "To a superior body: it is passed on and not answered here."}
    )
    room = fields.String(required=True, allow_none=True)
    room_name = fields.String(required=True, allow_none=True)
    state = fields.Enum(PetitionState, by_value=True, required=True)
    draft = fields.String(required=True, allow_none=True, metadata={"description": "Not shown to units."})
    answer = fields.String(required=True, allow_none=True, metadata={"description": "Once it is approved."})
    reply = fields.String(required=True, allow_none=True, metadata={"description": "Of the superior body."})
    document_number = fields.String(required=True, allow_none=True)
    document_date = fields.Date(required=True, allow_none=True)
    merged_into = fields.Nested(PetitionReferenceSchema, required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    forwarded_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)
    actions = fields.List(fields.Enum(PetitionAction, by_value=True), required=True)


class PetitionInFullSchema(PetitionSchema):
    """A petition with its history."""

    history = fields.List(fields.Nested(StepSchema), required=True)
    merged = fields.List(
        fields.Nested(PetitionReferenceSchema),
        required=True,
        metadata={"description": "Those merged into this one; not shown to units."},
    )


class PetitionFilters(Schema):
    """Which petitions; all when nothing is said."""

    recipient = fields.String(load_default=None, validate=CODE)
    room = fields.String(load_default=None, validate=CODE)
    unit = fields.String(load_default=None, validate=CODE)
    state = fields.String(
        load_default=None,
        validate=validate.OneOf([*(state.value for state in PetitionState), STILL_OPEN]),
        metadata={"description": "`open`: whatever is still to be done."},
    )
    q = fields.String(
        load_default=None,
        validate=validate.Length(max=100),
        metadata={"description": "Words of content, unit or number; accents do not matter."},
    )


class PetitionArguments(ListArguments, PetitionFilters):
    """Filters of the list of petitions."""


class PetitionWordsSchema(Schema):
    """What is asked for, of whom."""

    content = Prose(required=True, longest=LONGEST_PETITION)
    recipient = code_field(required=True)


class NewPetitionSchema(PetitionWordsSchema):
    """A petition to enter. Without `unit` it is the caller's own."""

    unit = code_field(load_default=None, allow_none=True)


class PetitionChangesSchema(PetitionWordsSchema, VersionSchema):
    """A petition as corrected."""


class AssignmentSchema(VersionSchema):
    """Which room drafts the answer."""

    room = code_field(required=True)
    note = Line(load_default=None, allow_none=True, longest=500)


class DraftAnswerSchema(VersionSchema):
    """The answer as drafted."""

    answer = Prose(required=True, longest=LONGEST_ANSWER)


class ReasonSchema(VersionSchema):
    """Why."""

    reason = Line(required=True, longest=500)


class ForwardingSchema(VersionSchema):
    """The document it goes with; what is not known yet stays empty."""

    document_number = Line(load_default=None, allow_none=True, longest=60)
    document_date = fields.Date(load_default=None, allow_none=True, validate=_DAYS)


class ReplySchema(VersionSchema):
    """What the superior body said."""

    reply = Prose(required=True, longest=LONGEST_ANSWER)


class MergingSchema(VersionSchema):
    """The petition that says the same."""

    into = fields.UUID(required=True)


class ChoiceSchema(Schema):
    """Something to choose by its code."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class RoomChoiceSchema(ChoiceSchema):
    """A department room and what it answers for."""

    field = fields.String(required=True, allow_none=True)


class AddresseeSchema(ChoiceSchema):
    """Somebody to whom petitions are addressed."""

    forwarded = fields.Boolean(required=True)


class PetitionChoicesSchema(Schema):
    """What the plan offers to choose from."""

    units = fields.List(fields.Nested(ChoiceSchema), required=True, metadata={"description": "A unit sees itself."})
    rooms = fields.List(fields.Nested(RoomChoiceSchema), required=True)
    recipients = fields.List(fields.Nested(AddresseeSchema), required=True)


class PetitionCandidateSchema(Schema):
    """A petition as it stands in a report."""

    content = fields.String(required=True)
    recipient = fields.String(
        required=True, allow_none=True, metadata={"description": "Guessed from the line above it; a person confirms."}
    )
    entered = fields.Boolean(required=True, metadata={"description": "The unit's petition of these words is there."})


class PetitionCandidatesSchema(Schema):
    """What a report asks for. `readable` is false for a link, a scan, or a report without the section."""

    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    readable = fields.Boolean(required=True)
    items = fields.List(fields.Nested(PetitionCandidateSchema), required=True)

"""Events about petitions (đề xuất, kiến nghị), which the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, event

PETITION_STATES = (
    "received",
    "assigned",
    "drafted",
    "returned",
    "answered",
    "forwarded",
    "replied",
    "merged",
    "withdrawn",
)


class PetitionData(EventData):
    """A petition as it now is."""

    petition_id = fields.UUID(required=True)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    unit = fields.String(required=True, validate=CODE)
    unit_name = fields.String(required=True)
    content = fields.String(required=True)
    recipient = fields.String(required=True, validate=CODE)
    recipient_name = fields.String(required=True)
    forwarded = fields.Boolean(
        required=True, metadata={"description": "To a superior body: it is passed on and not answered here."}
    )
    room = fields.String(required=True, allow_none=True, validate=CODE)
    room_name = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(PETITION_STATES))
    document_number = fields.String(load_default=None, allow_none=True)
    document_date = fields.Date(load_default=None, allow_none=True)


class PetitionTold(PetitionData):
    """A petition with whom a letter about it goes to: the focal point of the unit, or of the room."""

    focal_point_name = fields.String(load_default=None, allow_none=True)
    focal_point_email = fields.Email(load_default=None, allow_none=True)


@event("documents.petition_received.v1", subject="petition")
class PetitionReceived(PetitionData):
    """A unit asks for something: typed, or picked from its report."""


@event("documents.petition_updated.v1", subject="petition")
class PetitionUpdated(PetitionData):
    """It was corrected, an answer was drafted or sent back, or it was merged or withdrawn."""

    action = fields.String(required=True, metadata={"description": "What was done."})
    reason = fields.String(load_default=None, allow_none=True)


@event("documents.petition_assigned.v1", subject="petition")
class PetitionAssigned(PetitionTold):
    """A department room is to draft the answer."""

    note = fields.String(load_default=None, allow_none=True)


@event("documents.petition_answered.v1", subject="petition")
class PetitionAnswered(PetitionTold):
    """The host's answer was approved. A petition that was merged into another is told that one's answer."""

    answer = fields.String(required=True)


@event("documents.petition_forwarded.v1", subject="petition")
class PetitionForwarded(PetitionData):
    """It was passed on to the superior body; again when the number or date of the document became known."""


@event("documents.petition_replied.v1", subject="petition")
class PetitionReplied(PetitionTold):
    """The superior body's reply was noted. As with answers, merged petitions are told it, too."""

    reply = fields.String(required=True)

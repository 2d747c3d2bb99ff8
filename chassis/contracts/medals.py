"""Events about nominations for the medal (Kỷ niệm chương), which the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, event

MEDAL_STATES = ("nominated", "returned", "verified", "sent", "awarded", "not_awarded", "withdrawn")


class MedalNominationData(EventData):
    """A nomination as it now is. Neither birth year nor years of service: readers need them not."""

    nomination_id = fields.UUID(required=True)
    unit = fields.String(required=True, validate=CODE)
    unit_name = fields.String(required=True)
    full_name = fields.String(required=True)
    post = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(MEDAL_STATES))


class MedalNominationTold(MedalNominationData):
    """A nomination with the focal point of its unit, to whom a letter about it goes."""

    focal_point_name = fields.String(load_default=None, allow_none=True)
    focal_point_email = fields.Email(load_default=None, allow_none=True)


@event("documents.medal_nominated.v1", subject="medal_nomination")
class MedalNominated(MedalNominationData):
    """A unit nominates a person."""


@event("documents.medal_nomination_updated.v1", subject="medal_nomination")
class MedalNominationUpdated(MedalNominationData):
    """It was corrected, verified, sent upward or withdrawn."""

    action = fields.String(required=True, metadata={"description": "What was done."})


@event("documents.medal_nomination_returned.v1", subject="medal_nomination")
class MedalNominationReturned(MedalNominationTold):
    """The unit is asked to complete it."""

    reason = fields.String(required=True)


@event("documents.medal_decided.v1", subject="medal_nomination")
class MedalDecided(MedalNominationTold):
    """The superior body awarded the medal, or did not."""

    awarded = fields.Boolean(required=True)
    reason = fields.String(load_default=None, allow_none=True)

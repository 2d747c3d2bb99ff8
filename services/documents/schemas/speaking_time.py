"""How long a text takes to read out."""

from __future__ import annotations

from marshmallow import Schema, fields, validate


class SpeakingTimeSchema(Schema):
    """An estimate by syllables; how it is made: docs/adr/0029-speaking-time-is-estimated-by-syllables.md."""

    syllables = fields.Integer(required=True)
    seconds = fields.Integer(required=True, metadata={"description": "At a usual pace (200 syllables a minute)."})
    least_seconds = fields.Integer(required=True, metadata={"description": "When hurried (220 a minute)."})
    most_seconds = fields.Integer(required=True, metadata={"description": "When slow (180 a minute)."})
    verdict = fields.String(
        required=True,
        allow_none=True,
        validate=validate.OneOf(["fits", "tight", "too_long"]),
        metadata={"description": "Against `minutes`: `tight` is too long at a usual pace, and fits when hurried."},
    )

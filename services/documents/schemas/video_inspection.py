"""What was found in a cut of the film, and its copy, over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.video_reports import INSPECTION_OUTCOMES, INSPECTION_SEVERITIES
from services.documents.film.inspection.report import PassageKind
from services.documents.queries.video_work import COPY_STATES, INSPECTION_STATES

_SHARE = {"description": "The share that is done, 0 to 1."}


class InspectionLineSchema(Schema):
    """How far an inspection is, and its verdict."""

    state = fields.String(
        required=True,
        validate=validate.OneOf(INSPECTION_STATES),
        metadata={"description": "`not_made`: a newer cut came before it was begun."},
    )
    progress = fields.Float(required=True, metadata=_SHARE)
    outcome = fields.String(required=True, allow_none=True, validate=validate.OneOf(INSPECTION_OUTCOMES))
    verdict = fields.String(required=True, allow_none=True, validate=validate.OneOf(INSPECTION_SEVERITIES))
    failures = fields.Integer(required=True)
    warnings = fields.Integer(required=True)
    started_at = fields.AwareDateTime(required=True, allow_none=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)


class PassageSchema(Schema):
    """A stretch of the film, in milliseconds from its first picture."""

    kind = fields.String(required=True, validate=validate.OneOf([each.value for each in PassageKind]))
    start_ms = fields.Integer(required=True)
    end_ms = fields.Integer(required=True)


class InspectionFindingSchema(Schema):
    """The verdict on one rule."""

    rule = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True)
    code = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(INSPECTION_SEVERITIES))
    message_vi = fields.String(required=True)
    message_en = fields.String(required=True)
    mend_vi = fields.String(required=True)
    mend_en = fields.String(required=True)
    passages = fields.List(fields.Nested(PassageSchema), required=True)


class TimelineSchema(Schema):
    """The film from left to right: how loud it is (LUFS; null is quieter than can be told), and its passages."""

    duration_ms = fields.Integer(required=True)
    rate = fields.Float(required=True, allow_none=True)
    step_ms = fields.Integer(required=True)
    momentary = fields.List(fields.Float(allow_none=True), required=True)
    short_term = fields.List(fields.Float(allow_none=True), required=True)
    scale = fields.List(fields.Float(), required=True)
    band = fields.List(fields.Float(), required=True, metadata={"description": "What is asked of the whole film."})
    passages = fields.List(fields.Nested(PassageSchema), required=True)


class VideoInspectionSchema(InspectionLineSchema):
    """The whole of what was found in one cut."""

    version_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    findings = fields.List(fields.Nested(InspectionFindingSchema), required=True)
    facts = fields.Dict(
        required=True,
        allow_none=True,
        metadata={"description": "What was read and measured, by name; null where it was not."},
    )
    timeline = fields.Nested(TimelineSchema, required=True, allow_none=True)


class StripSchema(Schema):
    """Thumbnails in one picture: number n shows `n * interval_ms`, at column n % columns and row n // columns."""

    columns = fields.Integer(required=True)
    rows = fields.Integer(required=True)
    count = fields.Integer(required=True)
    tile_width = fields.Integer(required=True)
    tile_height = fields.Integer(required=True)
    interval_ms = fields.Integer(required=True)


class CopyProblemSchema(Schema):
    """Why there is no copy, and what to do."""

    message_vi = fields.String(required=True)
    message_en = fields.String(required=True)
    mend_vi = fields.String(required=True)
    mend_en = fields.String(required=True)


class VideoCopySchema(Schema):
    """The copy that browsers play. Sizes in dots, None while it is not ready."""

    state = fields.String(
        required=True,
        validate=validate.OneOf(COPY_STATES),
        metadata={"description": "`not_made`: the cut is none that can be played, or a newer one came first."},
    )
    progress = fields.Float(required=True, metadata=_SHARE)
    problem = fields.Nested(CopyProblemSchema, required=True, allow_none=True)
    duration_ms = fields.Integer(required=True, allow_none=True)
    width = fields.Integer(required=True, allow_none=True)
    height = fields.Integer(required=True, allow_none=True)
    rate = fields.Float(required=True, allow_none=True)
    size_bytes = fields.Integer(required=True, allow_none=True)
    strip = fields.Nested(StripSchema, required=True, allow_none=True)

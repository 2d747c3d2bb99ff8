"""Comments on the film, and verdicts, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.contracts.obligations import REMARK_WEIGHTS
from chassis.language import Text
from chassis.web.input import Prose
from services.documents.models import CommentCategory, FilmDecision
from services.documents.schemas.step import StepSchema, VersionSchema
from services.documents.workflows.video_comment import VideoCommentAction, VideoCommentState

LONGEST_FILM_MS = 24 * 60 * 60 * 1000
_BACKWARDS = Text("Điểm cuối của đoạn phải sau điểm đầu.", "The end of the span has to be after its beginning.")


def _milliseconds(**options: Any) -> fields.Integer:
    described = {"description": "Milliseconds from the beginning of the film.", "example": 75_000}
    allowed = validate.Range(min=0, max=LONGEST_FILM_MS)
    return fields.Integer(strict=True, validate=allowed, metadata=described, **options)


class CutSchema(Schema):
    """Which cut the page showed."""

    sha256 = fields.String(
        required=True,
        validate=validate.Regexp(r"^[0-9a-f]{64}$(?!\n)"),
        metadata={"description": "Checksum of the cut that was watched; refused when a newer one has come."},
    )


class FilmWordSchema(CutSchema):
    """A verdict, and a word with it."""

    word = Prose(load_default=None, allow_none=True, longest=2000)


class FilmReopeningSchema(CutSchema):
    """Judging a cut again, and why."""

    word = Prose(required=True, longest=2000)


class NewVideoCommentSchema(CutSchema):
    """What is to be said about a moment, or about a span."""

    from_ms = _milliseconds(required=True)
    to_ms = _milliseconds(load_default=None, allow_none=True)
    category = fields.String(required=True, validate=validate.OneOf([each.value for each in CommentCategory]))
    weight = fields.String(required=True, validate=validate.OneOf(REMARK_WEIGHTS))
    text = Prose(required=True, longest=2000)

    @validates_schema
    def span_goes_forward(self, data: Mapping[str, Any], **_: Any) -> None:
        """A span has a length."""
        to_ms = data.get("to_ms")
        if to_ms is not None and to_ms <= data["from_ms"]:
            raise ValidationError([_BACKWARDS], "to_ms")


class VideoReplySchema(Schema):
    """What is answered."""

    text = Prose(required=True, longest=2000)


class VideoCommentStepSchema(VersionSchema):
    """A step of the broadcaster's: fixed, or not fixed after all."""

    text = Prose(load_default=None, allow_none=True, longest=2000)


class VideoCommentVerdictSchema(CutSchema, VideoCommentStepSchema):
    """A step of an appraiser's, on the cut that was watched."""


class VideoCommentSchema(Schema):
    """A comment, its thread, and what the reader may do now."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    number = fields.Integer(required=True, metadata={"description": "Of the cut on which it was written."})
    seen_on = fields.Integer(
        required=True, metadata={"description": "Number of the last cut on which an appraiser said how it stands."}
    )
    carried = fields.Boolean(
        required=True, metadata={"description": "Brought over from an earlier cut, and still to be confirmed on this."}
    )
    released = fields.Boolean(required=True, metadata={"description": "Whether the broadcaster sees it."})
    from_ms = fields.Integer(required=True)
    to_ms = fields.Integer(required=True, allow_none=True)
    category = fields.Enum(CommentCategory, by_value=True, required=True)
    weight = fields.String(required=True, validate=validate.OneOf(REMARK_WEIGHTS))
    text = fields.String(required=True)
    state = fields.Enum(VideoCommentState, by_value=True, required=True)
    by = fields.String(required=True)
    role = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    actions = fields.List(fields.Enum(VideoCommentAction, by_value=True), required=True)
    thread = fields.List(fields.Nested(StepSchema), required=True)


class VideoCommentsSchema(Schema):
    """Every comment that the reader may see, in the order of the film."""

    items = fields.List(fields.Nested(VideoCommentSchema), required=True)


class VideoVerdictSchema(Schema):
    """What an appraiser decided about a cut."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    decision = fields.Enum(FilmDecision, by_value=True, required=True)
    word = fields.String(required=True, allow_none=True)
    by = fields.String(required=True)
    role = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    stands = fields.Boolean(required=True, metadata={"description": "Whether it still counts."})

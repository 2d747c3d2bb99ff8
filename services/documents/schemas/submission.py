"""What is handed in, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from chassis.contracts.obligations import REMARK_WEIGHTS, SUBMISSION_FORMS, TIMELINESS
from chassis.language import Text
from chassis.web.input import Line, Prose
from services.documents.schemas.speaking_time import SpeakingTimeSchema
from services.documents.schemas.step import StepSchema, VersionSchema
from services.documents.workflows.extension import ExtensionState

_LONGEST_NAME = 150
_ONE = Text("Xin nộp một trong ba: tệp, đường dẫn hoặc nội dung.", "Hand in one of three: a file, a link or a text.")


class UploadArguments(Schema):
    """What a file is called."""

    filename = Line(required=True, longest=_LONGEST_NAME, metadata={"example": "bao-cao.docx"})


class UploadSchema(Schema):
    """A file that waits to be used; after a day it is removed."""

    id = fields.UUID(required=True)
    filename = fields.String(required=True)
    media_type = fields.String(required=True, metadata={"description": "By the content, not by the name."})
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    uploaded_at = fields.AwareDateTime(required=True)


class NewSubmissionSchema(VersionSchema):
    """What is to be handed in: a file that was sent before, a link, or a short text. `version` is the obligation's."""

    upload_id = fields.UUID(load_default=None, allow_none=True)
    link = fields.Url(load_default=None, allow_none=True, schemes={"http", "https"}, validate=validate.Length(max=500))
    text = Prose(load_default=None, allow_none=True, longest=5000)
    note = Prose(load_default=None, allow_none=True, longest=1000)

    @validates_schema
    def one_of_three(self, data: Mapping[str, Any], **_: Any) -> None:
        """Not nothing, and not two things of which one might be overlooked."""
        if sum(data.get(name) is not None for name in ("upload_id", "link", "text")) != 1:
            raise ValidationError([_ONE], "upload_id")


class WithdrawalSchema(VersionSchema):
    """Taking back what was handed in."""

    reason = Prose(load_default=None, allow_none=True, longest=1000)


class WordSchema(VersionSchema):
    """A step of an appraisal, and a word with it."""

    word = Prose(load_default=None, allow_none=True, longest=2000)


class ReopeningSchema(VersionSchema):
    """Appraising again what was judged, and why."""

    word = Prose(required=True, longest=2000)


class NewRemarkSchema(Schema):
    """What is to be said about a place."""

    place = Line(load_default=None, allow_none=True, longest=200, metadata={"example": "Mục II.3, trang 4"})
    finding = Line(
        load_default=None,
        allow_none=True,
        longest=100,
        metadata={"description": "Code of the finding of the form check that it takes up."},
    )
    weight = fields.String(required=True, validate=validate.OneOf(REMARK_WEIGHTS))
    text = Prose(required=True, longest=2000)


class RemarkSchema(Schema):
    """What an appraiser said about a place."""

    id = fields.UUID(required=True)
    place = fields.String(required=True, allow_none=True)
    finding = fields.String(required=True, allow_none=True)
    weight = fields.String(required=True, validate=validate.OneOf(REMARK_WEIGHTS))
    text = fields.String(required=True)
    by = fields.String(required=True)
    role = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class ExtensionRequestSchema(VersionSchema):
    """A later day that is asked for, and why."""

    wanted_to = fields.Date(required=True)
    reason = Prose(required=True, longest=1000)


class GrantSchema(VersionSchema):
    """The day until which there is time."""

    granted_to = fields.Date(required=True)
    word = Prose(load_default=None, allow_none=True, longest=1000)


class RefusalSchema(VersionSchema):
    """Why the day stays as it is."""

    word = Prose(required=True, longest=1000)


class ExtensionSchema(Schema):
    """More time: asked for, or granted unasked (without `reason` and `wanted_to`)."""

    id = fields.UUID(required=True)
    state = fields.String(required=True, validate=validate.OneOf([state.value for state in ExtensionState]))
    asked_by = fields.String(required=True)
    asked_at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True, allow_none=True)
    wanted_to = fields.Date(required=True, allow_none=True)
    granted_to = fields.Date(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    word = fields.String(required=True, allow_none=True)


class SubmissionSchema(Schema):
    """One version. It is never changed; what is withdrawn stays in the list."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    form = fields.String(required=True, validate=validate.OneOf(SUBMISSION_FORMS))
    filename = fields.String(required=True, allow_none=True)
    media_type = fields.String(required=True, allow_none=True)
    size = fields.Integer(required=True, allow_none=True)
    sha256 = fields.String(required=True, allow_none=True)
    link = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    handed_in_by = fields.String(required=True)
    handed_in_role = fields.String(required=True)
    handed_in_at = fields.AwareDateTime(required=True)
    withdrawn_at = fields.AwareDateTime(required=True, allow_none=True)
    decision = fields.String(
        required=True, allow_none=True, metadata={"description": "`returned` or `accepted`, once judged."}
    )
    word = fields.String(required=True, allow_none=True, metadata={"description": "Said with the decision."})
    remarks = fields.List(
        fields.Nested(RemarkSchema),
        required=True,
        metadata={"description": "For whoever handed it in: empty until it is judged."},
    )
    timeliness = fields.String(required=True, validate=validate.OneOf(TIMELINESS))
    in_time_strict = fields.Boolean(required=True, metadata={"description": "By the reading of grammar."})
    in_time_lenient = fields.Boolean(required=True, metadata={"description": "By the reading of habit."})


class ObligationDetailsSchema(Schema):
    """What an obligation has besides its line in lists."""

    actions = fields.List(fields.String(), required=True, metadata={"description": "What the reader may do now."})
    submissions = fields.List(
        fields.Nested(SubmissionSchema), required=True, metadata={"description": "The newest first."}
    )
    extensions = fields.List(
        fields.Nested(ExtensionSchema), required=True, metadata={"description": "The newest first."}
    )
    history = fields.List(fields.Nested(StepSchema), required=True)
    speaking_time = fields.Nested(
        SpeakingTimeSchema,
        required=True,
        allow_none=True,
        metadata={"description": "Of the text of a presentation that stands; null while none can be read."},
    )

"""The film over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from chassis.contracts.obligations import TIMELINESS
from services.documents.models import Refusal, VideoUploadState, VideoVersionState
from services.documents.schemas.obligation import ObligationSchema
from services.documents.schemas.step import StepSchema
from services.documents.schemas.video_comment import VideoVerdictSchema
from services.documents.schemas.video_inspection import InspectionLineSchema, VideoCopySchema
from services.documents.workflows.video_report import VideoReportAction, VideoReportState


class VideoVersionSchema(Schema):
    """One cut, as it arrived."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    filename = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "In bytes."})
    sha256 = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf([each.value for each in VideoVersionState]))
    uploaded_by = fields.String(required=True)
    uploaded_role = fields.String(required=True)
    uploaded_at = fields.AwareDateTime(
        required=True, metadata={"description": "When its last byte was on the disk: that counts for the deadline."}
    )
    timeliness = fields.String(required=True, validate=validate.OneOf(TIMELINESS))
    inspection = fields.Nested(InspectionLineSchema, required=True)
    browser_copy = fields.Nested(VideoCopySchema, required=True)


class VideoUploadSchema(Schema):
    """A cut on its way in."""

    id = fields.UUID(required=True)
    filename = fields.String(required=True)
    length = fields.Integer(required=True, allow_none=True, metadata={"description": "None while it is not known."})
    received = fields.Integer(required=True, metadata={"description": "Bytes that were noted; HEAD tells the truth."})
    checked = fields.Integer(required=True, metadata={"description": "Bytes that were read for the checksum."})
    state = fields.String(required=True, validate=validate.OneOf([each.value for each in VideoUploadState]))
    refusal = fields.String(required=True, allow_none=True, validate=validate.OneOf([each.value for each in Refusal]))
    started_by = fields.String(required=True)
    started_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)


class FilmAppraiserSchema(Schema):
    """Who appraises by the plan."""

    post = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class VideoReportSchema(Schema):
    """The film: what is owed, how far it is, its versions, what is on its way to be one."""

    id = fields.UUID(required=True, allow_none=True, metadata={"description": "None before the first upload."})
    version = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf([each.value for each in VideoReportState]))
    title = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "The broadcaster."})
    unit_name = fields.String(required=True)
    obligation = fields.Nested(ObligationSchema, required=True)
    takes_cuts = fields.Boolean(required=True, metadata={"description": "Whether the caller may send a cut now."})
    actions = fields.List(
        fields.String(validate=validate.OneOf([each.value for each in VideoReportAction])), required=True
    )
    approved_number = fields.Integer(required=True, allow_none=True)
    approved_sha256 = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "What the approval froze: this file is scheduled and shown, and no other."},
    )
    must_agree = fields.Integer(required=True, metadata={"description": "How many people must approve, by the plan."})
    appraisal_due = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "The last second of the appraisal by the plan."}
    )
    appraisers = fields.List(fields.Nested(FilmAppraiserSchema), required=True)
    verdicts = fields.List(
        fields.Nested(VideoVerdictSchema), required=True, metadata={"description": "The newest first."}
    )
    versions = fields.List(fields.Nested(VideoVersionSchema), required=True)
    uploads = fields.List(fields.Nested(VideoUploadSchema), required=True)
    history = fields.List(fields.Nested(StepSchema), required=True)

"""Events about the film (phóng sự) that the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import CODE, EventData, Facts, event
from chassis.contracts.obligations import REMARK_WEIGHTS, TIMELINESS

INSPECTION_OUTCOMES = ("inspected", "header_only", "could_not")
INSPECTION_SEVERITIES = ("good", "warning", "failure", "cannot_tell")
COMMENT_CATEGORIES = ("content", "figures_names", "picture", "sound", "on_screen_text", "technical")
DECISIONS = ("begun", "changes_requested", "agreed", "approved", "reopened")


def _number(description: str) -> fields.Integer:
    """Of a cut, or of people: from 1."""
    return fields.Integer(
        required=True, strict=True, validate=validate.Range(min=1), metadata={"description": description}
    )


def _moment(*, allow_none: bool = False) -> fields.Integer:
    return fields.Integer(required=True, strict=True, allow_none=allow_none, validate=validate.Range(min=0))


class VideoReportData(EventData):
    """The film as it now is, and the version that it is about."""

    video_report_id = fields.UUID(required=True)
    obligation_id = fields.UUID(required=True)
    title = fields.String(required=True)
    unit = fields.String(required=True, validate=CODE, metadata={"description": "The broadcaster."})
    unit_name = fields.String(required=True)
    state = fields.String(required=True)
    version_id = fields.UUID(required=True)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    filename = fields.String(required=True)
    size = fields.Integer(required=True, strict=True, validate=validate.Range(min=1), metadata={"format": "int64"})
    sha256 = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}$(?!\n)"))
    recipient_name = fields.String(
        required=True, allow_none=True, metadata={"description": "The focal point of the broadcaster."}
    )
    recipient_email = fields.Email(required=True, allow_none=True)


@event("documents.video_uploaded.v1", subject="video_report")
class VideoUploaded(VideoReportData):
    """A new cut of the film has come whole, and its checksum is known."""

    uploaded_by = fields.String(required=True)
    uploaded_at = fields.AwareDateTime(required=True)
    timeliness = fields.String(required=True, validate=validate.OneOf(TIMELINESS))


class InspectionFindingFacts(Facts):
    """The verdict on one rule, in both languages, and how to mend it where films are cut."""

    rule = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(INSPECTION_SEVERITIES))
    message_vi = fields.String(required=True)
    message_en = fields.String(required=True)
    mend_vi = fields.String(load_default="")
    mend_en = fields.String(load_default="")


class AppraiserFacts(Facts):
    """One of those whom the plan names to judge the film."""

    post = fields.String(required=True)
    name = fields.String(load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True)


@event("documents.video_inspected.v1", subject="video_report")
class VideoInspected(VideoReportData):
    """The machine has looked at the newest cut. It judges and never refuses: the film is ready for appraisal."""

    outcome = fields.String(
        required=True,
        validate=validate.OneOf(INSPECTION_OUTCOMES),
        metadata={"description": "`could_not`: the file was not looked into; the one finding says why."},
    )
    verdict = fields.String(
        required=True,
        validate=validate.OneOf(INSPECTION_SEVERITIES),
        metadata={"description": "The worst of all findings."},
    )
    failures = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    warnings = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    findings = fields.List(
        fields.Nested(InspectionFindingFacts),
        required=True,
        metadata={"description": "What is not good, the worst first, at most 20."},
    )
    appraisers = fields.List(fields.Nested(AppraiserFacts), required=True)


class CommentFacts(Facts):
    """What was said about a moment or a span of a cut, in milliseconds from its beginning."""

    number = _number("Of the cut that the times are of.")
    from_ms = _moment()
    to_ms = _moment(allow_none=True)
    category = fields.String(required=True, validate=validate.OneOf(COMMENT_CATEGORIES))
    weight = fields.String(required=True, validate=validate.OneOf(REMARK_WEIGHTS))
    text = fields.String(required=True)


@event("documents.video_appraised.v1", subject="video_report")
class VideoAppraised(VideoReportData):
    """Somebody began to judge a cut, asked for changes, agreed to it, approved it, or had it judged again.

    After `approved`, this cut and no other is scheduled and shown.
    """

    decision = fields.String(required=True, validate=validate.OneOf(DECISIONS))
    word = fields.String(required=True, allow_none=True)
    by = fields.String(required=True)
    agreed = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=0),
        metadata={"description": "How many people have said yes to this cut, and still do."},
    )
    must_agree = _number("How many have to.")
    appraisers = fields.List(fields.Nested(AppraiserFacts), required=True)
    comments = fields.List(
        fields.Nested(CommentFacts), required=True, metadata={"description": "What is not settled, in film order."}
    )


@event("documents.video_appraisal_due.v1", subject="video_reminder")
class VideoAppraisalDue(VideoReportData):
    """A cut waits for its appraisers, and their deadline is near or has passed; once for each number of days."""

    days_left = fields.Integer(
        required=True, strict=True, metadata={"description": "Until the last day; negative when it has passed."}
    )
    last_moment = fields.AwareDateTime(required=True)
    appraisers = fields.List(fields.Nested(AppraiserFacts), required=True)


class VideoCommentData(CommentFacts, EventData):
    """A comment as it now is."""

    comment_id = fields.UUID(required=True)
    video_report_id = fields.UUID(required=True)
    unit = fields.String(required=True, validate=CODE, metadata={"description": "The broadcaster."})
    seen_on = _number("The last cut on which an appraiser looked at it.")
    state = fields.String(required=True)
    released = fields.Boolean(required=True, metadata={"description": "Whether the broadcaster sees it."})


@event("documents.video_commented.v1", subject="video_comment")
class VideoCommented(VideoCommentData):
    """An appraiser pinned a comment to the film."""


@event("documents.video_comment_changed.v1", subject="video_comment")
class VideoCommentChanged(VideoCommentData):
    """It was answered, said to be fixed, confirmed, said not to be fixed, reopened or withdrawn."""

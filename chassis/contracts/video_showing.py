"""Events about where the approved film (phóng sự) is shown and broadcast, which the documents service publishes."""

from __future__ import annotations

from marshmallow import fields, validate

from chassis.contracts.base import Facts, event
from chassis.contracts.video_reports import VideoReportData

SCHEDULE_CAUSES = ("scheduled", "moved", "broadcasts")
BROADCAST_STATES = ("planned", "aired")
PLAYBACK_KINDS = ("original", "copy")
SHA256 = validate.Regexp(r"^[0-9a-f]{64}$(?!\n)")


class FilmItemFacts(Facts):
    """The item of the agenda in which the film is shown."""

    item_id = fields.UUID(required=True)
    title = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)


class BroadcastFacts(Facts):
    """A slot on a channel."""

    broadcast_id = fields.UUID(required=True)
    channel = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    state = fields.String(required=True, validate=validate.OneOf(BROADCAST_STATES))
    aired_at = fields.AwareDateTime(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)


class VideoShowingData(VideoReportData):
    """The approved cut, and where it is shown in the hall."""

    agenda_item = fields.Nested(
        FilmItemFacts, required=True, allow_none=True, metadata={"description": "None: it is not shown in the hall."}
    )
    duration_ms = fields.Integer(
        required=True, allow_none=True, strict=True, validate=validate.Range(min=0), metadata={"format": "int64"}
    )


@event("documents.video_scheduled.v1", subject="video_report")
class VideoScheduled(VideoShowingData):
    """The approved cut was scheduled, moved to another item, or its broadcasts are others. It carries all of them."""

    cause = fields.String(required=True, validate=validate.OneOf(SCHEDULE_CAUSES))
    broadcasts = fields.List(fields.Nested(BroadcastFacts), required=True)
    scheduled_by = fields.String(required=True)
    scheduled_at = fields.AwareDateTime(required=True)


@event("documents.video_unscheduled.v1", subject="video_report")
class VideoUnscheduled(VideoShowingData):
    """The film was taken off the agenda, and its slots that were to come off the channels."""

    reason = fields.String(required=True, allow_none=True)
    unscheduled_by = fields.String(required=True)
    unscheduled_at = fields.AwareDateTime(required=True)


@event("documents.video_broadcast_reported.v1", subject="video_report")
class VideoBroadcastReported(VideoShowingData):
    """A slot was reported as aired; or (`planned`) the report was a slip."""

    broadcast = fields.Nested(BroadcastFacts, required=True)
    reported_by = fields.String(required=True)
    reported_at = fields.AwareDateTime(required=True)


@event("documents.video_shown.v1", subject="video_report")
class VideoShown(VideoShowingData):
    """The approved film began in the hall. It may be told later than it was: the hall may be without a network."""

    shown_at = fields.AwareDateTime(required=True)
    shown_by = fields.String(required=True)
    file = fields.String(
        required=True,
        validate=validate.OneOf(PLAYBACK_KINDS),
        metadata={"description": "What was played: the original, or the browser copy made from it."},
    )
    file_sha256 = fields.String(
        required=True, validate=SHA256, metadata={"description": "As the hall computed it before it played."}
    )


@event("documents.video_showing_taken_back.v1", subject="video_report")
class VideoShowingTakenBack(VideoShowingData):
    """It was not shown after all, or is to be shown again."""

    reason = fields.String(required=True, allow_none=True)
    taken_back_by = fields.String(required=True)
    taken_back_at = fields.AwareDateTime(required=True)

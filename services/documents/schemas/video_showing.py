"""Scheduling, broadcasting and showing the film over HTTP."""

from __future__ import annotations

from marshmallow import Schema, fields

from chassis.contracts.video_showing import SHA256
from chassis.web.input import Line, Prose, moment_field
from services.documents.models import BroadcastState
from services.documents.queries.film_playback import PlaybackKind
from services.documents.schemas.step import VersionSchema
from services.documents.workflows.video_report import VideoReportAction, VideoReportState

LONGEST_CHANNEL = 120


class ApprovedCutSchema(Schema):
    """The cut that was approved."""

    number = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    filename = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "In bytes."})


class FilmItemSchema(Schema):
    """An item of kind `film` in its time. `published`: whether everybody sees it so."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    ends_at = fields.AwareDateTime(required=True)
    minutes = fields.Integer(required=True)
    published = fields.Boolean(required=True)


class FilmScheduleSchema(Schema):
    """Where the film is shown in the hall, and whether it was."""

    agenda_item_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "None: it is broadcast and not shown in the hall."}
    )
    agenda_item = fields.Nested(
        FilmItemSchema, required=True, allow_none=True, metadata={"description": "None: the agenda dropped it since."}
    )
    scheduled_at = fields.AwareDateTime(required=True)
    scheduled_by = fields.String(required=True)
    shown_at = fields.AwareDateTime(required=True, allow_none=True)
    shown_by = fields.String(required=True, allow_none=True)
    shown_sha256 = fields.String(
        required=True, allow_none=True, metadata={"description": "Of the file that was played, computed in the hall."}
    )


class BroadcastSchema(Schema):
    """A slot on a channel. `overdue`: it is over by the film's length, and nobody reported it."""

    id = fields.UUID(required=True)
    channel = fields.String(required=True)
    starts_at = fields.AwareDateTime(required=True)
    state = fields.Enum(BroadcastState, by_value=True, required=True)
    overdue = fields.Boolean(required=True)
    planned_by = fields.String(required=True)
    aired_at = fields.AwareDateTime(required=True, allow_none=True)
    remark = fields.String(required=True, allow_none=True)
    reported_by = fields.String(required=True, allow_none=True)
    reported_at = fields.AwareDateTime(required=True, allow_none=True)


class FilmStateSchema(Schema):
    """How far the film is, and which cut was approved."""

    version = fields.Integer(required=True)
    state = fields.Enum(VideoReportState, by_value=True, required=True)
    title = fields.String(required=True)
    unit = fields.String(required=True, metadata={"description": "The broadcaster."})
    unit_name = fields.String(required=True)
    approved = fields.Nested(ApprovedCutSchema, required=True, allow_none=True)
    duration_ms = fields.Integer(
        required=True, allow_none=True, metadata={"description": "Of the approved cut, as it was measured."}
    )
    schedule = fields.Nested(FilmScheduleSchema, required=True, allow_none=True)
    actions = fields.List(fields.Enum(VideoReportAction, by_value=True), required=True)


class VideoScheduleSchema(FilmStateSchema):
    """When the film is shown and broadcast, and what it could be scheduled into."""

    id = fields.UUID(required=True, allow_none=True, metadata={"description": "None before the first upload."})
    agenda_items = fields.List(fields.Nested(FilmItemSchema), required=True)
    channels = fields.List(fields.String(), required=True, metadata={"description": "Those that the plan names."})
    broadcasts = fields.List(fields.Nested(BroadcastSchema), required=True)
    plans_broadcasts = fields.Boolean(required=True, metadata={"description": "Whether the caller may plan slots now."})
    reports_broadcasts = fields.Boolean(required=True)


class PlaybackSchema(Schema):
    """The one file that may be played in the hall."""

    kind = fields.Enum(PlaybackKind, by_value=True, required=True)
    sha256 = fields.String(required=True)
    size = fields.Integer(required=True, metadata={"description": "In bytes."})


class VideoShowingSchema(FilmStateSchema):
    """What the hall needs."""

    playback = fields.Nested(
        PlaybackSchema,
        required=True,
        allow_none=True,
        metadata={"description": "None: nothing may be played, or the copy that browsers play is not made yet."},
    )


class NewScheduleSchema(VersionSchema):
    """Which cut is scheduled into which item."""

    sha256 = fields.String(
        required=True, validate=SHA256, metadata={"description": "Of the cut that is meant: the approved one."}
    )
    agenda_item_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "None: it is broadcast and not shown in the hall."}
    )


class BecauseSchema(VersionSchema):
    """A step back, and why."""

    reason = Prose(load_default=None, allow_none=True, longest=500)


class NewBroadcastSchema(VersionSchema):
    """A slot as it is to be."""

    channel = Line(required=True, longest=LONGEST_CHANNEL)
    starts_at = moment_field(required=True)


class BroadcastReportSchema(VersionSchema):
    """When it was on air, and what there is to say about it."""

    aired_at = moment_field(required=True)
    remark = Prose(load_default=None, allow_none=True, longest=500)


class ShownSchema(Schema):
    """What was played in the hall, and since when. It names no version: the hall may have been without a network."""

    sha256 = fields.String(
        required=True, validate=SHA256, metadata={"description": "Of the approved cut, as the hall knows it."}
    )
    file_sha256 = fields.String(
        required=True,
        validate=SHA256,
        metadata={"description": "Of the file that was played, as it was computed."},
    )
    started_at = moment_field(
        required=True, metadata={"description": "When it began; what lies in the future counts as now."}
    )

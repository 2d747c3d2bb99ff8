"""When the approved film is shown in the hall and broadcast on channels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.operations.broadcast_video import (
    change_broadcast,
    plan_broadcast,
    remove_broadcast,
    report_broadcast,
    take_broadcast_back,
)
from services.documents.operations.schedule_video import schedule_video, unschedule_video
from services.documents.queries.film_schedule import schedule_view
from services.documents.resources.film_showing import FilmShowingResource
from services.documents.schemas.step import VersionSchema
from services.documents.schemas.video_showing import (
    BecauseSchema,
    BroadcastReportSchema,
    NewBroadcastSchema,
    NewScheduleSchema,
    VideoScheduleSchema,
)

blueprint = Blueprint(
    "video-schedule",
    __name__,
    url_prefix="/conferences/<slug>/video-report",
    description="When the approved film is shown and broadcast.",
)
BROADCAST = "/broadcasts/<uuid:broadcast_id>"


class ScheduleResource(FilmShowingResource):
    """What every answer here is."""

    def view(self, slug: str) -> dict[str, Any]:
        """The schedule as it now is."""
        return schedule_view(self.session, self.owed(slug), self.identity, self.context.clock())


@blueprint.route("/schedule")
class Schedule(ScheduleResource):
    """The schedule."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="get_video_schedule")
    @blueprint.response(200, VideoScheduleSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show the approved cut, the item of the agenda that it is shown in, and its slots on channels."""
        return self.view(slug)

    @permit(*rules.FILM_SCHEDULERS)
    @blueprint.doc(operationId="schedule_video")
    @blueprint.arguments(NewScheduleSchema)
    @blueprint.response(200, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Put the approved cut into an item of the agenda, or into another one. Another cut than the approved: 409."""
        schedule_video(self.in_hand(slug), data["version"], data["sha256"], data["agenda_item_id"])
        return self.view(slug)


@blueprint.route("/unschedule")
class Unschedule(ScheduleResource):
    """Taking it off."""

    @permit(*rules.FILM_SCHEDULERS)
    @blueprint.doc(operationId="unschedule_video")
    @blueprint.arguments(BecauseSchema)
    @blueprint.response(200, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Take the film off the agenda, and the slots that are to come off their channels."""
        unschedule_video(self.in_hand(slug), data["version"], data["reason"])
        return self.view(slug)


@blueprint.route("/broadcasts")
class Broadcasts(ScheduleResource):
    """Slots on channels."""

    @permit(*rules.FILM_SCHEDULERS)
    @blueprint.doc(operationId="plan_broadcast")
    @blueprint.arguments(NewBroadcastSchema)
    @blueprint.response(201, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Plan a slot on a channel for the scheduled film."""
        plan_broadcast(self.in_hand(slug), data["version"], data["channel"], data["starts_at"])
        return self.view(slug)


@blueprint.route(f"{BROADCAST}/change")
class ChangeBroadcast(ScheduleResource):
    """Another time or channel."""

    @permit(*rules.FILM_SCHEDULERS)
    @blueprint.doc(operationId="change_broadcast")
    @blueprint.arguments(NewBroadcastSchema)
    @blueprint.response(200, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str, broadcast_id: UUID) -> dict[str, Any]:
        """Move a slot that is to come."""
        change_broadcast(self.in_hand(slug), data["version"], broadcast_id, data["channel"], data["starts_at"])
        return self.view(slug)


@blueprint.route(f"{BROADCAST}/remove")
class RemoveBroadcast(ScheduleResource):
    """None any more."""

    @permit(*rules.FILM_SCHEDULERS)
    @blueprint.doc(operationId="remove_broadcast")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str, broadcast_id: UUID) -> dict[str, Any]:
        """Drop a slot that was not aired."""
        remove_broadcast(self.in_hand(slug), data["version"], broadcast_id)
        return self.view(slug)


@blueprint.route(f"{BROADCAST}/report")
class ReportBroadcast(ScheduleResource):
    """On air."""

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(operationId="report_broadcast")
    @blueprint.arguments(BroadcastReportSchema)
    @blueprint.response(200, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str, broadcast_id: UUID) -> dict[str, Any]:
        """Report that the film was on air, by the broadcaster or by the office on its behalf."""
        report_broadcast(self.in_hand(slug), data["version"], broadcast_id, data["aired_at"], data["remark"])
        return self.view(slug)


@blueprint.route(f"{BROADCAST}/take-back")
class TakeBroadcastBack(ScheduleResource):
    """A report that was a slip."""

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(operationId="take_broadcast_back")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, VideoScheduleSchema)
    def post(self, data: dict[str, Any], slug: str, broadcast_id: UUID) -> dict[str, Any]:
        """Take a report back: the slot is to come again."""
        take_broadcast_back(self.in_hand(slug), data["version"], broadcast_id)
        return self.view(slug)

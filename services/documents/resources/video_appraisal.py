"""Judging the film. Every call names the cut that was watched."""

from __future__ import annotations

from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.operations.video_appraisal import (
    approve,
    begin_appraisal,
    reopen_appraisal,
    request_changes,
)
from services.documents.resources.film_base import FilmResource
from services.documents.schemas.video_comment import CutSchema, FilmReopeningSchema, FilmWordSchema
from services.documents.schemas.video_report import VideoReportSchema

blueprint = Blueprint(
    "video-appraisal",
    __name__,
    url_prefix="/conferences/<slug>/video-report",
    description="The appraisal (thẩm định) of the film.",
)


@blueprint.route("/begin")
class BeginAppraisal(FilmResource):
    """Beginning."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="begin_video_appraisal")
    @blueprint.arguments(CutSchema)
    @blueprint.response(200, VideoReportSchema)
    @blueprint.problems(409)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Begin to appraise the inspected cut."""
        hand = self.in_hand(slug)
        begin_appraisal(hand, data["sha256"])
        return self.whole(hand.obligation)


@blueprint.route("/request-changes")
class RequestChanges(FilmResource):
    """Sending back."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="request_video_changes")
    @blueprint.arguments(FilmWordSchema)
    @blueprint.response(200, VideoReportSchema)
    @blueprint.problems(409)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Send the cut back with its comments; at least one must be a must-fix, or a reason is given."""
        hand = self.in_hand(slug)
        request_changes(hand, data["sha256"], data["word"])
        return self.whole(hand.obligation)


@blueprint.route("/approve")
class ApproveFilm(FilmResource):
    """Approving."""

    @permit(*rules.FILM_JUDGES)
    @blueprint.doc(operationId="approve_video")
    @blueprint.arguments(FilmWordSchema)
    @blueprint.response(200, VideoReportSchema)
    @blueprint.problems(409)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Approve the cut. Where the plan wants two people, the first of them agrees and the second approves."""
        hand = self.in_hand(slug)
        approve(hand, data["sha256"], data["word"])
        return self.whole(hand.obligation)


@blueprint.route("/reopen")
class ReopenAppraisal(FilmResource):
    """Judging again."""

    @permit(*rules.FILM_OFFICE)
    @blueprint.doc(operationId="reopen_video_appraisal")
    @blueprint.arguments(FilmReopeningSchema)
    @blueprint.response(200, VideoReportSchema)
    @blueprint.problems(409)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Judge again what was approved or sent back, and say why; from then on a new cut may come."""
        hand = self.in_hand(slug)
        reopen_appraisal(hand, data["sha256"], data["word"])
        return self.whole(hand.obligation)

"""The approved film in the hall."""

from __future__ import annotations

from typing import Any

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.resource import found, permit
from services.documents import rules
from services.documents.operations.show_video import show_video, take_showing_back
from services.documents.queries.film_schedule import playback_in_the_hall, showing_view
from services.documents.queries.video_report import film_of
from services.documents.resources.files import OCTETS, file_in_ranges, ranged_file_answer
from services.documents.resources.film_showing import FilmShowingResource
from services.documents.schemas.video_showing import BecauseSchema, ShownSchema, VideoShowingSchema

blueprint = Blueprint(
    "video-showing",
    __name__,
    url_prefix="/conferences/<slug>/video-report/showing",
    description="The approved film in the hall.",
)


class ShowingResource(FilmShowingResource):
    """What answers here are."""

    def view(self, slug: str) -> dict[str, Any]:
        """The showing as it now is."""
        return showing_view(self.session, self.owed(slug), self.identity)


@blueprint.route("")
class Showing(ShowingResource):
    """What is to be shown."""

    @permit(*rules.STAGE)
    @blueprint.doc(operationId="get_video_showing")
    @blueprint.response(200, VideoShowingSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show which file is to be played in the hall, its checksum, and when; no file while none may be played."""
        return self.view(slug)


@blueprint.route("/files/<string:sha256>")
class ShowingFile(ShowingResource):
    """The file."""

    @permit(*rules.STAGE)
    @blueprint.doc(operationId="get_film_for_the_hall")
    @file_in_ranges(blueprint, OCTETS)
    def get(self, slug: str, sha256: str) -> Response:
        """Hand out the file that is to be played, whole or by ranges. Any other checksum is not found."""
        film = found(film_of(self.session, self.owed(slug)))
        playback = found(playback_in_the_hall(self.session, film))
        found(playback if playback.sha256 == sha256 else None)
        parts = self.context.parts
        name = f"{slug}.mp4"
        return ranged_file_answer(parts.store, sha256, playback.size, name, accelerated=parts.accelerated)


@blueprint.route("/show")
class Show(ShowingResource):
    """It began."""

    @permit(*rules.STAGE)
    @blueprint.doc(operationId="show_video")
    @blueprint.arguments(ShownSchema)
    @blueprint.response(200, VideoShowingSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Note that the approved film began in the hall; another checksum than the approved: 409."""
        show_video(self.in_hand(slug), data["sha256"], data["file_sha256"], data["started_at"])
        return self.view(slug)


@blueprint.route("/take-back")
class TakeBack(ShowingResource):
    """It did not."""

    @permit(*rules.STAGE)
    @blueprint.doc(operationId="take_showing_back")
    @blueprint.arguments(BecauseSchema)
    @blueprint.response(200, VideoShowingSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Note that it was not shown after all, or is to be shown again."""
        take_showing_back(self.in_hand(slug), data["version"], data["reason"])
        return self.view(slug)

"""The film: how far it is, and its versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.resource import Resource, permit
from services.documents import rules
from services.documents.queries.video_report import version_of
from services.documents.resources.files import OCTETS, file_in_ranges, ranged_file_answer
from services.documents.resources.film_base import FilmResource
from services.documents.schemas.video_report import VideoReportSchema

blueprint = Blueprint(
    "video-report", __name__, url_prefix="/conferences/<slug>", description="The film (phóng sự) and its versions."
)


@blueprint.route("/video-report")
class OneVideoReport(FilmResource):
    """The film of a conference."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="get_video_report")
    @blueprint.response(200, VideoReportSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show how far the film is, its versions with their checksums, and what is on its way."""
        return self.whole(self.owed(slug))


@blueprint.route("/video-report/versions/<uuid:version_id>/content")
class VideoContent(Resource):
    """The original of a version."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="download_video_version")
    @file_in_ranges(blueprint, OCTETS)
    def get(self, slug: str, version_id: UUID) -> Response:
        """Download a version as it was sent, whole or by ranges."""
        version = version_of(self.session, slug, version_id, self.identity)
        parts = self.context.parts
        return ranged_file_answer(
            parts.store, version.sha256, version.size, version.filename, accelerated=parts.accelerated
        )

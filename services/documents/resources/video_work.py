"""What the machine found in a cut of the film, and the copy that browsers play."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem
from chassis.web.resource import Resource, permit, require
from services.documents import rules
from services.documents.models import Obligation, VideoCopy, VideoReport, VideoVersion
from services.documents.operations.copy_films import make_copy_again
from services.documents.problems.film import COPY_NOT_READY, INSPECTION_NOT_DONE
from services.documents.queries.video_report import version_of
from services.documents.queries.video_work import copy_line, done_report, inspection_of, inspection_view, ready_copy
from services.documents.rendering import FilmInspectionPaper
from services.documents.resources.files import FILE_SCHEMA, PDF, file_answer, file_in_ranges, ranged_file_answer
from services.documents.resources.lists import PrintingResource, printed
from services.documents.schemas.video_inspection import VideoCopySchema, VideoInspectionSchema

MP4, JPEG = "video/mp4", "image/jpeg"
PIECE = 2 * 1024 * 1024
"""Bytes of a film that are sent at once to whoever plays it: some eight seconds."""

blueprint = Blueprint(
    "video-work",
    __name__,
    url_prefix="/conferences/<slug>/video-report/versions/<uuid:version_id>",
    description="What was found in a cut of the film, and the copy that browsers play.",
)


class CutResource(Resource):
    """What the resources of one cut share."""

    def cut(self, slug: str, version_id: UUID) -> VideoVersion:
        """A version that the caller may see. Raises `Problem` not-found."""
        return version_of(self.session, slug, version_id, self.identity)

    def copy_of(self, slug: str, version_id: UUID) -> VideoCopy:
        """Its copy. Raises `Problem`: not-found, film-copy-not-ready."""
        copy = ready_copy(self.session, self.cut(slug, version_id))
        if copy is None:
            raise Problem(COPY_NOT_READY)
        return copy

    def shown(
        self, sha256: str | None, size: int | None, filename: str, media_type: str, most: int | None = None
    ) -> Response:
        """A file of the store that a browser shows, whole or by ranges."""
        parts = self.context.parts
        return ranged_file_answer(
            parts.store,
            sha256 or "",
            size or 0,
            filename,
            accelerated=parts.accelerated,
            media_type=media_type,
            most=most,
        )


@blueprint.route("/inspection")
class Inspection(CutResource):
    """What the machine found."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="get_video_inspection")
    @blueprint.response(200, VideoInspectionSchema)
    def get(self, slug: str, version_id: UUID) -> dict[str, Any]:
        """Show how far the inspection of a cut is; then the verdict on each rule, what was measured, its timeline."""
        return inspection_view(self.session, self.cut(slug, version_id))


@blueprint.route("/inspection/paper")
class InspectionPaper(CutResource, PrintingResource):
    """Phiếu kiểm tra kỹ thuật."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="print_video_inspection")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(409, 503)
    def get(self, slug: str, version_id: UUID) -> Response:
        """Print what was found in a cut, to be signed and sent to the broadcaster."""
        version = self.cut(slug, version_id)
        inspection = inspection_of(self.session, version)
        done = done_report(inspection)
        if inspection is None or done is None or inspection.finished_at is None:
            raise Problem(INSPECTION_NOT_DONE)
        facts = self.facts(slug)
        film = self.session.get_one(VideoReport, version.video_report_id)
        owed = self.session.get_one(Obligation, film.obligation_id)
        paper = FilmInspectionPaper(
            conference=facts.conference,
            report=done[0],
            asked=done[1],
            inspected_at=inspection.finished_at,
            title=owed.title,
            broadcaster=owed.unit_name,
            cut=version.number,
            file_name=version.filename,
            sha256=version.sha256,
            signer_name=facts.signer_name,
        )
        content = printed(lambda: self.press.film_inspection(facts, paper)).content
        return file_answer(content, f"phieu-kiem-tra-ky-thuat-ban-{version.number}.pdf")


@blueprint.route("/copy")
class Copy(CutResource):
    """The copy that browsers play."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="play_video_version")
    @file_in_ranges(blueprint, MP4)
    @blueprint.problems(409)
    def get(self, slug: str, version_id: UUID) -> Response:
        """Play a cut: its light copy (MP4, 720p at most), whole or by ranges. The original is another address."""
        copy = self.copy_of(slug, version_id)
        return self.shown(copy.film_sha256, copy.film_size, "phong-su.mp4", MP4, PIECE)

    @permit(*rules.FILM_SENDERS)
    @blueprint.doc(operationId="make_video_copy_again")
    @blueprint.response(202, VideoCopySchema)
    @blueprint.problems(409)
    def post(self, slug: str, version_id: UUID) -> dict[str, Any]:
        """Have a copy made again that could not be made, as when the disk was full."""
        version = self.cut(slug, version_id)
        film = self.session.get_one(VideoReport, version.video_report_id)
        require(rules.sends_film(self.identity, film.unit))
        make_copy_again(self.session, version)
        return copy_line(version, inspection_of(self.session, version), None)


@blueprint.route("/poster")
class Poster(CutResource):
    """One picture of the cut."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="get_video_poster")
    @file_in_ranges(blueprint, JPEG)
    @blueprint.problems(409)
    def get(self, slug: str, version_id: UUID) -> Response:
        """The most telling picture of the cut's first third."""
        copy = self.copy_of(slug, version_id)
        return self.shown(copy.poster_sha256, copy.poster_size, "anh-bia.jpg", JPEG)


@blueprint.route("/thumbnails")
class Thumbnails(CutResource):
    """Many pictures of the cut in one."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="get_video_thumbnails")
    @file_in_ranges(blueprint, JPEG)
    @blueprint.problems(409)
    def get(self, slug: str, version_id: UUID) -> Response:
        """Thumbnails of the cut at even times, in one picture; where each stands is said with the copy (`strip`)."""
        copy = self.copy_of(slug, version_id)
        return self.shown(copy.strip_sha256, copy.strip_size, "anh-nho.jpg", JPEG)

"""Papers about the judging of the film: each verdict, and the list of what is to be changed."""

from __future__ import annotations

from uuid import UUID

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem
from chassis.web.resource import found, permit
from services.documents import rules
from services.documents.composing.film_changes import film_changes
from services.documents.models import VideoVerdict
from services.documents.problems.film import NO_CUT_YET
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.film_verdict import film_verdict, last_word
from services.documents.queries.video_appraisal import cut_of, unsettled_comments
from services.documents.queries.video_report import film_of, film_owed
from services.documents.rendering import ListPaper
from services.documents.resources.files import DOCX, FILE_SCHEMA, PDF, file_answer
from services.documents.resources.lists import PrintingResource, printed

blueprint = Blueprint(
    "film-papers",
    __name__,
    url_prefix="/conferences/<slug>/video-report",
    description="Papers about the judging of the film.",
)


class ChangesResource(PrintingResource):
    """What both forms of the list share."""

    def changes(self, slug: str) -> tuple[ConferenceFacts, ListPaper]:
        """The list for the cut that is there; of what the reader may know. Raises `Problem` not-found, no-cut-yet."""
        owed = film_owed(self.session, slug, self.identity)
        film = film_of(self.session, owed)
        cut = None if film is None else cut_of(self.session, film)
        if film is None or cut is None:
            raise Problem(NO_CUT_YET)
        seen = rules.sees_unreleased(self.identity)
        comments = [each for each in unsettled_comments(self.session, film) if seen or each.released_at is not None]
        facts = self.facts(slug)
        return facts, film_changes(facts, owed, cut, comments, last_word(self.session, film))


@blueprint.route("/changes.pdf")
class FilmChanges(ChangesResource):
    """Danh sách nội dung cần sửa."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="print_video_changes")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(409, 503)
    def get(self, slug: str) -> Response:
        """Print what is to be changed, with the times, for whoever edits the film."""
        return self.list_file(*self.changes(slug), f"noi-dung-can-sua-{slug}.pdf")


@blueprint.route("/changes.docx")
class FilmChangesForWord(ChangesResource):
    """The same for Word."""

    @permit(*rules.FILM_READERS)
    @blueprint.doc(operationId="export_video_changes")
    @blueprint.response(200, FILE_SCHEMA, content_type=DOCX)
    @blueprint.problems(409)
    def get(self, slug: str) -> Response:
        """Download what is to be changed as a Word file."""
        facts, paper = self.changes(slug)
        return file_answer(self.press.list_for_word(facts, paper), f"noi-dung-can-sua-{slug}.docx", DOCX)


@blueprint.route("/verdicts/<uuid:verdict_id>/paper")
class FilmVerdict(PrintingResource):
    """Phiếu thẩm định."""

    @permit(*rules.FILM_PAPER_PRINTERS)
    @blueprint.doc(operationId="print_video_verdict")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, slug: str, verdict_id: UUID) -> Response:
        """Print what an appraiser decided about a cut, with what they said about its moments."""
        owed = film_owed(self.session, slug, self.identity)
        film = found(film_of(self.session, owed))
        verdict = self.session.get(VideoVerdict, verdict_id)
        verdict = found(verdict if verdict is not None and verdict.video_report_id == film.id else None)
        facts = self.facts(slug)
        paper = film_verdict(self.session, facts, owed, verdict)
        return file_answer(
            printed(lambda: self.press.film_verdict(facts, paper)).content,
            f"phieu-tham-dinh-phong-su-{slug}-ban-{verdict.number}.pdf",
        )

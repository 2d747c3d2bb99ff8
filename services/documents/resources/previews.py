"""First pages of papers as pictures, to be looked at before they are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem
from chassis.web.resource import found, permit
from services.documents import rules
from services.documents.composing.lists import attendance_list, sign_off_sheet
from services.documents.models import PrintKind
from services.documents.operations.print_batch import print_batch
from services.documents.picture.painter import Painter, PictureFailed
from services.documents.problems.printing import NO_FILM, NOTHING_TO_PRINT, PREVIEW_FAILED
from services.documents.queries.attendance import attendance_report
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.film_appraisal import film_appraisal
from services.documents.queries.hall import Attendee, attendees
from services.documents.queries.papers import paper_with_file
from services.documents.rendering import RenderedPaper
from services.documents.resources.files import FILE_SCHEMA
from services.documents.resources.lists import PrintingResource, printed
from services.documents.schemas.printing import PreviewArguments

PNG = "image/png"
ON_A_PAGE = 40
"""More rows, tents or badges than a first page ever has."""

blueprint = Blueprint("previews", __name__, url_prefix="/conferences/<slug>", description="First pages as pictures.")


@blueprint.route("/preview")
class Preview(PrintingResource):
    """A paper that is printed when it is asked for."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="preview_paper")
    @blueprint.arguments(PreviewArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(404, 409, 503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Draw the first page of a list, a report, invitations, name tents or badges as it would be printed now."""
        facts = self.facts(slug)
        first = _FIRST_PAGES[arguments["paper"]]
        return picture_answer(self.context.parts.painter, printed(lambda: first(self, slug, facts, arguments)).content)

    def people(self, slug: str, facts: ConferenceFacts, arguments: Mapping[str, Any]) -> list[Attendee]:
        """As many as a page may hold."""
        return attendees(self.session, slug, facts, self.context.clock(), arguments)[:ON_A_PAGE]


@blueprint.route("/papers/<uuid:paper_id>/preview")
class PaperPreview(PrintingResource):
    """A paper that is kept."""

    @permit(*rules.PAPER_READERS)
    @blueprint.doc(operationId="preview_kept_paper")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, slug: str, paper_id: UUID) -> Response:
        """Draw the first page of an invitation or badge."""
        return picture_answer(
            self.context.parts.painter, found(paper_with_file(self.session, slug, self.identity, paper_id)).content
        )


def picture_answer(painter: Painter, content: bytes) -> Response:
    """The first page. Raises `Problem` preview-failed."""
    try:
        picture = painter.first_page(content)
    except PictureFailed:
        raise Problem(PREVIEW_FAILED) from None
    return Response(picture, mimetype=PNG, headers={"Cache-Control": "private, no-store"})


def _sign_off_sheet(here: Preview, slug: str, facts: ConferenceFacts, arguments: Mapping[str, Any]) -> RenderedPaper:
    return here.press.list(facts, sign_off_sheet(facts, here.people(slug, facts, arguments), arguments["blank_rows"]))


def _attendance_list(here: Preview, slug: str, facts: ConferenceFacts, arguments: Mapping[str, Any]) -> RenderedPaper:
    people = here.people(slug, facts, arguments)
    return here.press.list(facts, attendance_list(facts, people, here.context.clock()))


def _attendance_report(here: Preview, slug: str, facts: ConferenceFacts, _: Mapping[str, Any]) -> RenderedPaper:
    return here.press.attendance_report(facts, attendance_report(here.session, slug, facts, here.context.clock()))


def _film_appraisal(here: Preview, slug: str, facts: ConferenceFacts, _: Mapping[str, Any]) -> RenderedPaper:
    film = film_appraisal(here.session, slug, facts)
    if film is None:
        raise Problem(NO_FILM)
    return here.press.film_appraisal(facts, film)


def _batch(kind: PrintKind) -> Callable[..., RenderedPaper]:
    def first(here: Preview, slug: str, _facts: ConferenceFacts, arguments: Mapping[str, Any]) -> RenderedPaper:
        choices = {
            "category": arguments["category"],
            "unit": arguments["unit"],
            "delegate_kind": arguments["kind"],
            "size": arguments["size"],
        }
        batch = print_batch(here.session, slug, kind, choices, here.press, here.context.clock())
        if not batch.items:
            raise Problem(NOTHING_TO_PRINT)
        return batch.beginning(ON_A_PAGE if kind == PrintKind.BADGES else 1).render(here.press)

    return first


_FIRST_PAGES: Mapping[str, Callable[..., RenderedPaper]] = {
    "sign-off-sheet": _sign_off_sheet,
    "attendance-list": _attendance_list,
    "attendance-report": _attendance_report,
    "film-appraisal": _film_appraisal,
    "invitations": _batch(PrintKind.INVITATIONS),
    "name-tents": _batch(PrintKind.NAME_TENTS),
    "badges": _batch(PrintKind.BADGES),
}

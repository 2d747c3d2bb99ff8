"""Rendered papers: list and download."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.models import Paper
from services.documents.press import Press, badge_paper
from services.documents.problems import FONTS_MISSING, NO_BADGES
from services.documents.queries.badges import badge_holders
from services.documents.queries.conference_facts import ConferenceUnknown, conference_facts, conference_zone
from services.documents.queries.papers import SORTABLE, badge_of, paper_with_file, papers
from services.documents.rendering import BadgeSize, FontsMissing, NothingToPrint, RenderedPaper
from services.documents.resources.files import FILE_SCHEMA, PDF, file_answer
from services.documents.schemas.paper import BadgeArguments, PaperArguments, PaperSchema

blueprint = Blueprint("papers", __name__, url_prefix="/conferences/<slug>", description="Printed papers as PDF.")


@blueprint.route("/papers")
class Papers(Resource):
    """The papers of a conference."""

    @permit(*rules.PAPER_READERS)
    @blueprint.doc(operationId="list_papers")
    @blueprint.arguments(PaperArguments, location="query")
    @blueprint.response(200, page_schema(PaperSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Paper]:
        """List rendered papers, the newest first."""
        found(conference_zone(self.session, slug))
        return page_of(
            self.session,
            papers(self.session, slug, self.identity, arguments),
            arguments,
            sortable=SORTABLE,
            default_sort="-rendered_at",
            tie_breaker=Paper.id,
        )


@blueprint.route("/papers/<uuid:paper_id>/content")
class PaperContent(Resource):
    """One paper's file."""

    @permit(*rules.PAPER_READERS)
    @blueprint.doc(operationId="download_paper")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    def get(self, slug: str, paper_id: UUID) -> Response:
        """Download a paper."""
        paper = found(paper_with_file(self.session, slug, self.identity, paper_id))
        return file_answer(paper.content, paper.filename)


@blueprint.route("/badges/<uuid:delegate_id>")
class Badge(Resource):
    """The badge of one person."""

    @permit(*rules.BADGE_HANDERS)
    @blueprint.doc(operationId="print_badge")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(404)
    def get(self, slug: str, delegate_id: UUID) -> Response:
        """Print the badge of a confirmed delegate; it is there a moment after they were confirmed."""
        paper = badge_of(self.session, slug, delegate_id)
        if paper is None:
            raise Problem(NO_BADGES)
        return file_answer(paper.content, paper.filename)


@blueprint.route("/badges.pdf")
class Badges(Resource):
    """All badges in one file for the printer."""

    @permit(*rules.BADGE_PRINTERS)
    @blueprint.doc(operationId="print_badges")
    @blueprint.arguments(BadgeArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print the badges of all confirmed delegates, by rank, unit and name."""
        size = BadgeSize(arguments["size"])
        try:
            sheet = self._sheet(slug, size)
        except ConferenceUnknown:
            raise Problem(NOT_FOUND) from None
        except NothingToPrint:
            raise Problem(NO_BADGES) from None
        except FontsMissing:
            raise Problem(FONTS_MISSING) from None
        return file_answer(sheet.content, f"the-dai-bieu-{slug}-{size.value}.pdf")

    def _sheet(self, slug: str, size: BadgeSize) -> RenderedPaper:
        press: Press = self.context.parts.press
        facts = conference_facts(self.session, slug)
        holders = badge_holders(self.session, slug, facts)
        return press.badge_sheet((badge_paper(facts, holder) for holder in holders), size)

"""First pages of the papers that have pages of their own, as they would be printed now: each for who may print it."""

from __future__ import annotations

from typing import Any

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.rendering import ListPaper, RenderedPaper
from services.documents.resources.activities import ActivityResource
from services.documents.resources.agenda_files import AgendaPaperResource
from services.documents.resources.files import FILE_SCHEMA
from services.documents.resources.lists import PrintingResource, printed
from services.documents.resources.medal_nominations import MedalResource
from services.documents.resources.previews import PNG, picture_answer
from services.documents.resources.seating_plan import SeatingResource
from services.documents.schemas.activity import ActivityFilters
from services.documents.schemas.agenda import AgendaPaperArguments
from services.documents.schemas.medal_nomination import MedalFilters
from services.documents.schemas.petition import PetitionFilters
from services.documents.schemas.printing import SeatingPlanArguments

blueprint = Blueprint(
    "list previews", __name__, url_prefix="/conferences/<slug>", description="First pages of papers as pictures."
)


class Previewing(PrintingResource):
    """Draws what would be printed."""

    def drawn(self, paper: RenderedPaper) -> Response:
        """The first page of it."""
        return picture_answer(self.context.parts.painter, paper.content)

    def list_drawn(self, facts: ConferenceFacts, paper: ListPaper) -> Response:
        """The first page of a list."""
        return self.drawn(printed(lambda: self.press.list(facts, paper)))


@blueprint.route("/agenda/preview")
class AgendaPreview(Previewing, AgendaPaperResource):
    """Chương trình."""

    @permit(*rules.AGENDA_READERS)
    @blueprint.doc(operationId="preview_agenda")
    @blueprint.arguments(AgendaPaperArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Draw the first page of the published agenda; or of the draft, for whoever may see it."""
        return self.drawn(self.agenda_paper(slug, is_draft=arguments["draft"]))


@blueprint.route("/seating-plan/preview")
class SeatingPreview(Previewing, SeatingResource):
    """Sơ đồ chỗ ngồi."""

    @permit(*rules.ATTENDANCE_PRINTERS)
    @blueprint.doc(operationId="preview_seating_plan")
    @blueprint.arguments(SeatingPlanArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Draw the hall as it was published, or the first page of the list of seats."""
        return self.drawn(self.seating(slug, arguments)[0])


@blueprint.route("/petition-summary/preview")
class PetitionPreview(Previewing):
    """Tổng hợp kiến nghị."""

    @permit(*rules.PETITION_PRINTERS)
    @blueprint.doc(operationId="preview_petition_summary")
    @blueprint.arguments(PetitionFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Draw the first page of the summary of petitions; a room sees those of its field."""
        return self.list_drawn(*self.petition_summary(slug, arguments))


@blueprint.route("/medal-nominations/preview")
class MedalPreview(Previewing, MedalResource):
    """Danh sách đề nghị xét tặng."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="preview_medal_list")
    @blueprint.arguments(MedalFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Draw the first page of the list of those nominated."""
        return self.list_drawn(*self.medal_list(slug, arguments))


@blueprint.route("/activity-reports/preview")
class ActivityPreview(Previewing, ActivityResource):
    """Danh sách hoạt động."""

    @permit(*rules.ACTIVITY_PRINTERS)
    @blueprint.doc(operationId="preview_activity_reports")
    @blueprint.arguments(ActivityFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, filters: dict[str, Any], slug: str) -> Response:
        """Draw the first page of the list of activities."""
        return self.list_drawn(*self.list_paper(slug, filters))


@blueprint.route("/commendation-list/preview")
class CommendationPreview(Previewing):
    """Danh sách khen thưởng."""

    @permit(*rules.STAGE)
    @blueprint.doc(operationId="preview_commendation_list")
    @blueprint.response(200, FILE_SCHEMA, content_type=PNG)
    @blueprint.problems(503)
    def get(self, slug: str) -> Response:
        """Draw the first page of the order of call."""
        return self.list_drawn(*self.commendation_list(slug))

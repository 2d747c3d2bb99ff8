"""The seating plan on paper, as it was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem
from chassis.web.resource import permit
from services.documents import rules
from services.documents.composing.lists import seat_list
from services.documents.problems import NO_SEATING_PLAN
from services.documents.problems.printing import BEING_MADE
from services.documents.queries.seating import published_seating, seat_holders, seating_paper
from services.documents.rendering import RenderedPaper
from services.documents.resources.files import FILE_SCHEMA, PDF, file_answer
from services.documents.resources.lists import PrintingResource, printed
from services.documents.schemas.printing import SeatingPlanArguments

blueprint = Blueprint(
    "seating plan", __name__, url_prefix="/conferences/<slug>", description="Who sits where, printed."
)


class SeatingResource(PrintingResource):
    """What the file and its preview share."""

    def seating(self, slug: str, arguments: Mapping[str, Any]) -> tuple[RenderedPaper, str]:
        """The paper that is asked for, and its name. Raises `Problem`: no-seating-plan, being-made, not-found."""
        facts, plan = self.facts(slug), published_seating(self.session, slug)
        meant = arguments["published_at"]
        if meant is not None and (plan is None or plan.published_at < meant):
            raise Problem(BEING_MADE)
        if plan is None:
            raise Problem(NO_SEATING_PLAN)
        holders = seat_holders(self.session, plan, facts)
        if arguments["kind"] == "list":
            people = seat_list(facts, holders, plan.published_at)
            return printed(lambda: self.press.list(facts, people)), f"cho-ngoi-{slug}.pdf"
        paper, sheet = seating_paper(plan, holders, facts), arguments["size"]
        file = printed(lambda: self.press.seating_plan(facts, paper, sheet))
        return file, f"so-do-cho-ngoi-{slug}-{sheet}.pdf"


@blueprint.route("/seating-plan.pdf")
class SeatingPlanFile(SeatingResource):
    """Sơ đồ chỗ ngồi."""

    @permit(*rules.ATTENDANCE_PRINTERS)
    @blueprint.doc(operationId="print_seating_plan")
    @blueprint.arguments(SeatingPlanArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print the published seating: the hall on A3 or A4, or the list of seats by unit."""
        paper, name = self.seating(slug, arguments)
        return file_answer(paper.content, name)

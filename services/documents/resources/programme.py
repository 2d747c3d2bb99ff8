"""What else the plan says: activities, distribution list, report outlines."""

from __future__ import annotations

from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_of, page_schema
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.models import Activity, DistributionEntry
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.programme import (
    ACTIVITY_SORTABLE,
    DISTRIBUTION_SORTABLE,
    activities,
    distribution_list,
    report_outlines,
)
from services.documents.schemas.programme import ActivitySchema, DistributionEntrySchema, ReportOutlinesSchema

blueprint = Blueprint("programme", __name__, url_prefix="/conferences/<slug>", description="What else the plan says.")


@blueprint.route("/activities")
class Activities(Resource):
    """What is done around the conference."""

    @permit(*rules.PROGRAMME_READERS)
    @blueprint.doc(operationId="list_activities")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(ActivitySchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Activity]:
        """List activities in the order of the plan."""
        found(conference_zone(self.session, slug))
        return page_of(
            self.session,
            activities(slug),
            arguments,
            sortable=ACTIVITY_SORTABLE,
            default_sort="position",
            tie_breaker=Activity.code,
        )


@blueprint.route("/distribution-list")
class DistributionList(Resource):
    """Who receives the plan."""

    @permit(*rules.PROGRAMME_READERS)
    @blueprint.doc(operationId="list_distribution")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(DistributionEntrySchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[DistributionEntry]:
        """List the lines of "Nơi nhận" in their order."""
        found(conference_zone(self.session, slug))
        return page_of(
            self.session,
            distribution_list(slug),
            arguments,
            sortable=DISTRIBUTION_SORTABLE,
            default_sort="position",
            tie_breaker=DistributionEntry.position,
        )


@blueprint.route("/report-outline")
class ReportOutline(Resource):
    """What reports have to say."""

    @permit(*rules.PROGRAMME_READERS)
    @blueprint.doc(operationId="get_report_outline")
    @blueprint.response(200, ReportOutlinesSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show the report outlines as trees."""
        return {"items": found(report_outlines(self.session, slug))}

"""Obligations: what units owe, by when, and how near that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.models import Obligation
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.obligations import SORTABLE, Today, obligations
from services.documents.schemas.obligation import ObligationArguments, ObligationSchema

blueprint = Blueprint("obligations", __name__, url_prefix="/conferences/<slug>", description="What units owe.")


@blueprint.route("/obligations")
class Obligations(Resource):
    """The obligations of a conference, one for each unit that owes it."""

    @permit(*rules.OBLIGATION_READERS)
    @blueprint.doc(operationId="list_obligations")
    @blueprint.arguments(ObligationArguments, location="query")
    @blueprint.response(200, page_schema(ObligationSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[Mapping[str, Any]]:
        """List obligations with both readings of their deadline, the nearest first."""
        today = Today(self.context.clock(), found(conference_zone(self.session, slug)))
        page = page_of(
            self.session,
            obligations(slug, self.identity, arguments, today),
            arguments,
            sortable=SORTABLE,
            default_sort="due_date",
            tie_breaker=Obligation.position,
        )
        return Page([_shown(each, today) for each in page.items], page.page, page.page_size, page.total)


def _shown(obligation: Obligation, today: Today) -> Mapping[str, Any]:
    return {
        "id": obligation.id,
        "code": obligation.code,
        "title": obligation.title,
        "kind": obligation.kind,
        "unit": obligation.unit,
        "unit_name": obligation.unit_name,
        "due_date": obligation.due_date,
        "policy": obligation.policy,
        "due_reading_strict": obligation.strict_until,
        "due_reading_lenient": obligation.lenient_until,
        "state": today.state(obligation),
        "days_left": today.days_left(obligation),
        "source": obligation.source,
    }

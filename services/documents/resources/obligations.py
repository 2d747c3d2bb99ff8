"""Obligations: what units owe, by when, and how near that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.composing.obligation_list import obligation_list
from services.documents.models import Obligation, Upload
from services.documents.operations.obligations import hand_in, withdraw
from services.documents.queries.conference_facts import conference_zone
from services.documents.queries.obligation import obligation_line, submission_of
from services.documents.queries.obligations import SORTABLE, Today, obligations
from services.documents.resources.base import ObligationResource
from services.documents.resources.files import FILE_SCHEMA, XLSX, stored_file_answer
from services.documents.resources.lists import PrintingResource
from services.documents.schemas.obligation import ObligationArguments, ObligationSchema, ObligationViewSchema
from services.documents.schemas.submission import NewSubmissionSchema, WithdrawalSchema

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
        return Page([obligation_line(each, today) for each in page.items], page.page, page.page_size, page.total)


@blueprint.route("/obligations.xlsx")
class ObligationList(PrintingResource):
    """The same list, to keep."""

    @permit(*rules.OBLIGATION_READERS)
    @blueprint.doc(operationId="export_obligations")
    @blueprint.arguments(ObligationArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Download the whole of a filtered list as .xlsx, the nearest deadline first."""
        facts, now = self.facts(slug), self.context.clock()
        wanted = obligations(slug, self.identity, arguments, Today(now, facts.conference.zone))
        found_ones = self.session.scalars(wanted.order_by(Obligation.last_moment, Obligation.position, Obligation.unit))
        paper = obligation_list(facts, found_ones.all(), now)
        return self.workbook(facts, paper, f"nhiem-vu-{slug}.xlsx")


@blueprint.route("/obligations/<uuid:obligation_id>")
class OneObligation(ObligationResource):
    """One obligation."""

    @permit(*rules.OBLIGATION_READERS)
    @blueprint.doc(operationId="get_obligation")
    @blueprint.response(200, ObligationViewSchema)
    def get(self, slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Show an obligation with every version that was handed in, what may be done now, and its history."""
        return self.view(self.obligation(slug, obligation_id))


@blueprint.route("/obligations/<uuid:obligation_id>/submissions")
class Submissions(ObligationResource):
    """What was handed in."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="hand_in")
    @blueprint.arguments(NewSubmissionSchema)
    @blueprint.response(201, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Hand in the next version; the receipt goes to the unit's focal point."""
        obligation = self.given(slug, obligation_id)
        hand_in(self.session, obligation, data, by=self.identity, clock=self.clock)
        return self.view(obligation)


@blueprint.route("/obligations/<uuid:obligation_id>/withdraw")
class Withdraw(ObligationResource):
    """Taking back."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="withdraw_submission")
    @blueprint.arguments(WithdrawalSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Take back what was handed in, while nobody has begun to appraise it. It stays in the history."""
        obligation = self.given(slug, obligation_id)
        withdraw(self.session, obligation, data["version"], data["reason"], by=self.identity, clock=self.clock)
        return self.view(obligation)


@blueprint.route("/obligations/<uuid:obligation_id>/submissions/<uuid:submission_id>/content")
class Content(ObligationResource):
    """The file of a version."""

    @permit(*rules.OBLIGATION_READERS)
    @blueprint.doc(operationId="download_submission")
    @blueprint.response(200, FILE_SCHEMA, content_type="application/octet-stream")
    def get(self, slug: str, obligation_id: UUID, submission_id: UUID) -> Response:
        """Download the file of a version as it was sent."""
        obligation = self.obligation(slug, obligation_id)
        submission = submission_of(self.session, obligation, submission_id)
        upload = found(self.session.get(Upload, submission.upload_id) if submission.upload_id else None)
        return stored_file_answer(self.context.parts.store, upload)

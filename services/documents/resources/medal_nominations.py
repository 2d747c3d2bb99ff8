"""Nominations for the medal (Kỷ niệm chương) over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from chassis.clock import Clock
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.resource import permit
from services.documents import rules
from services.documents.composing.medal_list import medal_list
from services.documents.models import MedalNomination
from services.documents.operations import medal_nominations as operations
from services.documents.operations.steps import expect_version
from services.documents.queries.conference_facts import ConferenceFacts
from services.documents.queries.medal_nominations import (
    SORTABLE,
    MedalRule,
    medal_rule,
    nomination_of,
    nomination_view,
    nomination_views,
    nominations,
)
from services.documents.rendering import ListPaper
from services.documents.resources.files import FILE_SCHEMA, PDF, XLSX
from services.documents.resources.lists import PrintingResource
from services.documents.schemas.medal_nomination import (
    MedalArguments,
    MedalChangesSchema,
    MedalDecisionSchema,
    MedalFilters,
    MedalNominationInFullSchema,
    MedalNominationSchema,
    MedalReasonSchema,
    MedalRuleSchema,
    NewMedalNominationSchema,
    SendingSchema,
    VerificationSchema,
)

blueprint = Blueprint(
    "medal_nominations",
    __name__,
    url_prefix="/conferences/<slug>/medal-nominations",
    description="Whom units nominate for the medal of the field.",
)


class MedalResource(PrintingResource):
    """What resources about nominations share."""

    @property
    def clock(self) -> Clock:
        """The service's clock."""
        return self.context.clock

    def locked(self, slug: str, nomination_id: UUID, version: int) -> MedalNomination:
        """The nomination, for changing it, unless somebody did so meanwhile."""
        nomination = nomination_of(self.session, slug, nomination_id, self.identity, lock=True)
        expect_version(self.session, nomination, version, operations.MEDAL)
        return nomination

    def view(self, nomination: MedalNomination) -> dict[str, Any]:
        """What the caller may see of it."""
        return nomination_view(self.session, nomination, self.identity)

    def medal_list(self, slug: str, arguments: dict[str, Any]) -> tuple[ConferenceFacts, ListPaper]:
        """The list of the chosen nominations with the facts of its conference."""
        facts = self.facts(slug)
        chosen = self.session.scalars(nominations(slug, self.identity, arguments)).all()
        return facts, medal_list(facts, chosen, medal_rule(self.session, slug).name)


@blueprint.route("")
class MedalNominations(MedalResource):
    """All nominations of a conference that the caller may know of."""

    @permit(*rules.MEDAL_READERS)
    @blueprint.doc(operationId="list_medal_nominations")
    @blueprint.arguments(MedalArguments, location="query")
    @blueprint.response(200, page_schema(MedalNominationSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List nominations with what the plan's rule says against them; a unit its own."""
        medal_rule(self.session, slug)
        page = page_of(
            self.session,
            nominations(slug, self.identity, arguments),
            arguments,
            sortable=SORTABLE,
            default_sort="nominated_at",
            tie_breaker=MedalNomination.id,
        )
        views = nomination_views(self.session, slug, page.items, self.identity)
        return Page(views, page.page, page.page_size, page.total)

    @permit(*rules.MEDAL_NOMINATORS)
    @blueprint.doc(operationId="nominate_for_medal")
    @blueprint.arguments(NewMedalNominationSchema)
    @blueprint.response(201, MedalNominationInFullSchema)
    def post(self, data: dict[str, Any], slug: str) -> dict[str, Any]:
        """Nominate a person; what speaks against it is in the answer's `warnings`."""
        return self.view(operations.nominate(self.session, slug, data, by=self.identity, clock=self.clock))


@blueprint.route("/rule")
class TheMedalRule(MedalResource):
    """What the plan asks for."""

    @permit(*rules.MEDAL_READERS)
    @blueprint.doc(operationId="get_medal_rule")
    @blueprint.response(200, MedalRuleSchema)
    def get(self, slug: str) -> MedalRule:
        """Show what the plan asks of those who are nominated, and until when."""
        return medal_rule(self.session, slug)


@blueprint.route("/list.pdf")
class MedalList(MedalResource):
    """Danh sách đề nghị."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="print_medal_list")
    @blueprint.arguments(MedalFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print the list of those nominated, in the order of Vietnamese names, to be sent upward."""
        return self.list_file(*self.medal_list(slug, arguments), f"de-nghi-ky-niem-chuong-{slug}.pdf")


@blueprint.route("/list.xlsx")
class MedalWorkbook(MedalResource):
    """Danh sách đề nghị as a workbook."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="download_medal_list")
    @blueprint.arguments(MedalFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Download the list of those nominated as a workbook."""
        return self.workbook(*self.medal_list(slug, arguments), f"de-nghi-ky-niem-chuong-{slug}.xlsx")


@blueprint.route("/<uuid:nomination_id>")
class OneMedalNomination(MedalResource):
    """One nomination."""

    @permit(*rules.MEDAL_READERS)
    @blueprint.doc(operationId="get_medal_nomination")
    @blueprint.response(200, MedalNominationInFullSchema)
    def get(self, slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Show a nomination with its history."""
        return self.view(nomination_of(self.session, slug, nomination_id, self.identity))

    @permit(*rules.MEDAL_NOMINATORS)
    @blueprint.doc(operationId="correct_medal_nomination")
    @blueprint.arguments(MedalChangesSchema)
    @blueprint.response(200, MedalNominationInFullSchema)
    def patch(self, data: dict[str, Any], slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Correct it, or complete what was sent back, which then waits to be verified again."""
        nomination = self.locked(slug, nomination_id, data["version"])
        operations.correct_nomination(self.session, nomination, data, by=self.identity, clock=self.clock)
        return self.view(nomination)


@blueprint.route("/<uuid:nomination_id>/verify")
class Verification(MedalResource):
    """Verifying."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="verify_medal_nomination")
    @blueprint.arguments(VerificationSchema)
    @blueprint.response(200, MedalNominationInFullSchema)
    def post(self, data: dict[str, Any], slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Keep the years of service that the papers prove."""
        nomination = self.locked(slug, nomination_id, data["version"])
        operations.verify_nomination(self.session, nomination, data["years"], by=self.identity, clock=self.clock)
        return self.view(nomination)


@blueprint.route("/<uuid:nomination_id>/return")
class MedalReturn(MedalResource):
    """Sending back."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="return_medal_nomination")
    @blueprint.arguments(MedalReasonSchema)
    @blueprint.response(200, MedalNominationInFullSchema)
    def post(self, data: dict[str, Any], slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Send it back to its unit with what is missing."""
        nomination = self.locked(slug, nomination_id, data["version"])
        operations.return_nomination(self.session, nomination, data["reason"], by=self.identity, clock=self.clock)
        return self.view(nomination)


@blueprint.route("/<uuid:nomination_id>/send")
class Sending(MedalResource):
    """Sending upward."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="send_medal_nomination")
    @blueprint.arguments(SendingSchema)
    @blueprint.response(200, MedalNominationInFullSchema)
    def post(self, data: dict[str, Any], slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Send it upward; again when the number and date of the document are known."""
        nomination = self.locked(slug, nomination_id, data["version"])
        operations.send_nomination(self.session, nomination, data, by=self.identity, clock=self.clock)
        return self.view(nomination)


@blueprint.route("/<uuid:nomination_id>/decide")
class Decision(MedalResource):
    """The result."""

    @permit(*rules.MEDAL_VERIFIERS)
    @blueprint.doc(operationId="decide_medal_nomination")
    @blueprint.arguments(MedalDecisionSchema)
    @blueprint.response(200, MedalNominationInFullSchema)
    def post(self, data: dict[str, Any], slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Note whether the superior body awarded the medal; the unit is told."""
        nomination = self.locked(slug, nomination_id, data["version"])
        operations.decide_nomination(
            self.session, nomination, data["reason"], awarded=data["awarded"], by=self.identity, clock=self.clock
        )
        return self.view(nomination)


@blueprint.route("/<uuid:nomination_id>/withdraw")
class MedalWithdrawal(MedalResource):
    """Taking back."""

    @permit(*rules.MEDAL_NOMINATORS)
    @blueprint.doc(operationId="withdraw_medal_nomination")
    @blueprint.arguments(MedalReasonSchema)
    @blueprint.response(200, MedalNominationInFullSchema)
    def post(self, data: dict[str, Any], slug: str, nomination_id: UUID) -> dict[str, Any]:
        """Take it back before it is sent upward."""
        nomination = self.locked(slug, nomination_id, data["version"])
        operations.withdraw_nomination(self.session, nomination, data["reason"], by=self.identity, clock=self.clock)
        return self.view(nomination)

"""Activities with the units that hold them: what was done, and whether the office confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from chassis.clock import Clock
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.resource import found, permit
from services.documents import rules
from services.documents.composing.activity_list import activity_list
from services.documents.models import ActivityReport, Upload
from services.documents.operations.activities import ACTIVITY, report_activity, step_activity
from services.documents.operations.steps import expect_version
from services.documents.queries.activities import SORTABLE, activity_report_of, activity_reports, activity_view
from services.documents.queries.conference_facts import ConferenceFacts, conference_zone
from services.documents.queries.history import history_of
from services.documents.rendering import ListPaper
from services.documents.resources.files import FILE_SCHEMA, PDF, XLSX, stored_file_answer
from services.documents.resources.lists import PrintingResource
from services.documents.schemas.activity import (
    ActivityArguments,
    ActivityFilters,
    ActivityHistorySchema,
    ActivityReasonSchema,
    ActivityReportSchema,
    ActivityVersionSchema,
    NewActivityReportSchema,
)
from services.documents.workflows.activity import ActivityAction

blueprint = Blueprint(
    "activities",
    __name__,
    url_prefix="/conferences/<slug>/activity-reports",
    description="Activities around the conference, with each unit that holds them.",
)


class ActivityResource(PrintingResource):
    """What resources about activities share."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        return self.context.clock

    def locked(self, slug: str, report_id: UUID, version: int) -> ActivityReport:
        """The report, for changing it, unless somebody did so meanwhile."""
        report = found(activity_report_of(self.session, slug, report_id, self.identity, lock=True))
        expect_version(self.session, report, version, ACTIVITY)
        return report

    def view(self, report: ActivityReport) -> dict[str, Any]:
        """What the caller may see of it."""
        return activity_view(report, self.identity, self.clock())

    def step(self, slug: str, report_id: UUID, data: Mapping[str, Any], action: ActivityAction) -> dict[str, Any]:
        """Take a step, with its reason where it has one."""
        report = self.locked(slug, report_id, data["version"])
        step_activity(self.session, report, action, by=self.identity, clock=self.clock, reason=data.get("reason"))
        return self.view(report)

    def list_paper(self, slug: str, filters: Mapping[str, Any]) -> tuple[ConferenceFacts, ListPaper]:
        """The list that the filters leave, with the facts of its conference."""
        facts, now = self.facts(slug), self.clock()
        wanted = activity_reports(slug, self.identity, filters, now)
        order = (ActivityReport.position, ActivityReport.unit_name, ActivityReport.id)
        return facts, activity_list(facts, self.session.scalars(wanted.order_by(*order)).all(), now)


@blueprint.route("")
class ActivityReports(ActivityResource):
    """All of a conference."""

    @permit(*rules.ACTIVITY_READERS)
    @blueprint.doc(operationId="list_activity_reports")
    @blueprint.arguments(ActivityArguments, location="query")
    @blueprint.response(200, page_schema(ActivityReportSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List activities with the units that hold them; a unit sees its own."""
        found(conference_zone(self.session, slug))
        page = page_of(
            self.session,
            activity_reports(slug, self.identity, arguments, self.clock()),
            arguments,
            sortable=SORTABLE,
            default_sort="position",
            tie_breaker=ActivityReport.id,
        )
        return Page([self.view(each) for each in page.items], page.page, page.page_size, page.total)


@blueprint.route("/list.xlsx")
class ActivityWorkbook(ActivityResource):
    """The list as a workbook."""

    @permit(*rules.ACTIVITY_PRINTERS)
    @blueprint.doc(operationId="download_activity_reports")
    @blueprint.arguments(ActivityFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, filters: dict[str, Any], slug: str) -> Response:
        """Download what the filters leave as a workbook, in the order of the plan."""
        return self.workbook(*self.list_paper(slug, filters), f"hoat-dong-{slug}.xlsx")


@blueprint.route("/list.pdf")
class ActivityPaper(ActivityResource):
    """The list on paper."""

    @permit(*rules.ACTIVITY_PRINTERS)
    @blueprint.doc(operationId="print_activity_reports")
    @blueprint.arguments(ActivityFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, filters: dict[str, Any], slug: str) -> Response:
        """Print what the filters leave, in the order of the plan."""
        return self.list_file(*self.list_paper(slug, filters), f"hoat-dong-{slug}.pdf")


@blueprint.route("/<uuid:report_id>")
class OneActivityReport(ActivityResource):
    """One activity with one unit."""

    @permit(*rules.ACTIVITY_READERS)
    @blueprint.doc(operationId="get_activity_report")
    @blueprint.response(200, ActivityHistorySchema)
    def get(self, slug: str, report_id: UUID) -> dict[str, Any]:
        """Show what was reported and who did what."""
        report = found(activity_report_of(self.session, slug, report_id, self.identity))
        return self.view(report) | {"history": history_of(self.session, report.id)}


@blueprint.route("/<uuid:report_id>/evidence")
class ActivityEvidence(ActivityResource):
    """The file that shows it."""

    @permit(*rules.ACTIVITY_READERS)
    @blueprint.doc(operationId="download_activity_evidence")
    @blueprint.response(200, FILE_SCHEMA, content_type="application/octet-stream")
    def get(self, slug: str, report_id: UUID) -> Response:
        """Download the file that shows it as it was sent."""
        report = found(activity_report_of(self.session, slug, report_id, self.identity))
        upload = found(self.session.get(Upload, report.upload_id) if report.upload_id else None)
        return stored_file_answer(self.context.parts.store, upload)


@blueprint.route("/<uuid:report_id>/start")
class StartActivity(ActivityResource):
    """Beginning."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="start_activity")
    @blueprint.arguments(ActivityVersionSchema)
    @blueprint.response(200, ActivityReportSchema)
    def post(self, data: dict[str, Any], slug: str, report_id: UUID) -> dict[str, Any]:
        """Say that it is under way."""
        return self.step(slug, report_id, data, ActivityAction.START)


@blueprint.route("/<uuid:report_id>/report")
class ReportActivity(ActivityResource):
    """Reporting."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="report_activity")
    @blueprint.arguments(NewActivityReportSchema)
    @blueprint.response(200, ActivityReportSchema)
    def post(self, data: dict[str, Any], slug: str, report_id: UUID) -> dict[str, Any]:
        """Report when, where and what was done, with a link or file that shows it."""
        report = self.locked(slug, report_id, data["version"])
        report_activity(self.session, report, data, by=self.identity, clock=self.clock)
        return self.view(report)


@blueprint.route("/<uuid:report_id>/not-held")
class NoteNotHeld(ActivityResource):
    """Not holding it."""

    @permit(*rules.GIVERS)
    @blueprint.doc(operationId="note_activity_not_held")
    @blueprint.arguments(ActivityReasonSchema)
    @blueprint.response(200, ActivityReportSchema)
    def post(self, data: dict[str, Any], slug: str, report_id: UUID) -> dict[str, Any]:
        """Say that it is not held, and why."""
        return self.step(slug, report_id, data, ActivityAction.NOTE_NOT_HELD)


@blueprint.route("/<uuid:report_id>/confirm")
class ConfirmActivity(ActivityResource):
    """The office's word."""

    @permit(*rules.ACTIVITY_OFFICE)
    @blueprint.doc(operationId="confirm_activity")
    @blueprint.arguments(ActivityVersionSchema)
    @blueprint.response(200, ActivityReportSchema)
    def post(self, data: dict[str, Any], slug: str, report_id: UUID) -> dict[str, Any]:
        """Confirm what was reported."""
        return self.step(slug, report_id, data, ActivityAction.CONFIRM)


@blueprint.route("/<uuid:report_id>/send-back")
class SendActivityBack(ActivityResource):
    """Asking again."""

    @permit(*rules.ACTIVITY_OFFICE)
    @blueprint.doc(operationId="send_activity_back")
    @blueprint.arguments(ActivityReasonSchema)
    @blueprint.response(200, ActivityReportSchema)
    def post(self, data: dict[str, Any], slug: str, report_id: UUID) -> dict[str, Any]:
        """Send a report back, saying what is missing."""
        return self.step(slug, report_id, data, ActivityAction.SEND_BACK)


@blueprint.route("/<uuid:report_id>/reopen")
class ReopenActivity(ActivityResource):
    """Taking the confirmation back."""

    @permit(*rules.ACTIVITY_OFFICE)
    @blueprint.doc(operationId="reopen_activity")
    @blueprint.arguments(ActivityVersionSchema)
    @blueprint.response(200, ActivityReportSchema)
    def post(self, data: dict[str, Any], slug: str, report_id: UUID) -> dict[str, Any]:
        """Take the confirmation back."""
        return self.step(slug, report_id, data, ActivityAction.REOPEN)

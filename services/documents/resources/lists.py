"""Lists of people, the chair's report and name tents: printed when they are asked for, as things are then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from flask import Response

from chassis.web.blueprint import Blueprint
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import Resource, permit
from services.documents import rules
from services.documents.composing.lists import attendance_list, commendation_list, name_tent, sign_off_sheet
from services.documents.composing.petition_list import petition_summary
from services.documents.press import Press
from services.documents.problems import FONTS_MISSING, NO_NAME_TENTS
from services.documents.problems.printing import NO_FILM
from services.documents.queries.attendance import attendance_report
from services.documents.queries.commendations import commendation_lines
from services.documents.queries.conference_facts import ConferenceFacts, ConferenceUnknown, conference_facts
from services.documents.queries.film_appraisal import film_appraisal
from services.documents.queries.hall import attendees
from services.documents.queries.petitions import petitions_to_print
from services.documents.rendering import FontsMissing, ListPaper, NothingToPrint
from services.documents.resources.files import FILE_SCHEMA, PDF, XLSX, file_answer
from services.documents.schemas.petition import PetitionFilters
from services.documents.schemas.printing import (
    AsOfArguments,
    AttendanceListArguments,
    PeopleArguments,
    SignOffArguments,
)

Printed = TypeVar("Printed")

blueprint = Blueprint("lists", __name__, url_prefix="/conferences/<slug>", description="Lists to print and to sign.")


class PrintingResource(Resource):
    """What printing resources share: the press, the facts, and the moment that is meant."""

    @property
    def press(self) -> Press:
        """Turns lists into files."""
        press: Press = self.context.parts.press
        return press

    def facts(self, slug: str) -> ConferenceFacts:
        """The printed facts of a conference. Raises `Problem` not-found."""
        try:
            return conference_facts(self.session, slug)
        except ConferenceUnknown:
            raise Problem(NOT_FOUND) from None

    def moment(self, arguments: dict[str, Any]) -> datetime:
        """The moment asked for; now when there is none, or when it is still to come."""
        now, as_of = self.context.clock(), arguments["as_of"]
        return now if as_of is None else min(as_of, now)

    def list_file(self, facts: ConferenceFacts, paper: ListPaper, filename: str) -> Response:
        """A list to be printed. Raises `Problem` fonts-missing."""
        return file_answer(printed(lambda: self.press.list(facts, paper)).content, filename)

    def workbook(self, facts: ConferenceFacts, paper: ListPaper, filename: str) -> Response:
        """The same to be worked on."""
        return file_answer(self.press.workbook(facts, paper), filename, XLSX)

    def sign_off_sheet(self, slug: str, arguments: dict[str, Any]) -> tuple[ConferenceFacts, ListPaper]:
        """The sign-off sheet with the facts of its conference."""
        facts = self.facts(slug)
        people = attendees(self.session, slug, facts, self.context.clock(), arguments)
        return facts, sign_off_sheet(facts, people, arguments["blank_rows"])

    def attendance_list(self, slug: str, arguments: dict[str, Any]) -> tuple[ConferenceFacts, ListPaper]:
        """The attendance list with the facts of its conference."""
        facts, as_of = self.facts(slug), self.moment(arguments)
        return facts, attendance_list(facts, attendees(self.session, slug, facts, as_of, arguments), as_of)

    def petition_summary(self, slug: str, arguments: dict[str, Any]) -> tuple[ConferenceFacts, ListPaper]:
        """The summary of petitions with the facts of its conference."""
        facts = self.facts(slug)
        chosen = petitions_to_print(self.session, slug, self.identity, arguments)
        return facts, petition_summary(facts, chosen, self.context.clock())

    def commendation_list(self, slug: str) -> tuple[ConferenceFacts, ListPaper]:
        """The order of call with the facts of its conference."""
        facts, now = self.facts(slug), self.context.clock()
        lines = commendation_lines(self.session, slug, attendees(self.session, slug, facts, now))
        return facts, commendation_list(facts, lines, now)


def printed(render: Callable[[], Printed]) -> Printed:
    """What the press makes. Raises `Problem` fonts-missing while there is no type to print with."""
    try:
        return render()
    except FontsMissing:
        raise Problem(FONTS_MISSING) from None


@blueprint.route("/sign-off-sheet.pdf")
class SignOffSheet(PrintingResource):
    """Danh sách ký nhận."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="print_sign_off_sheet")
    @blueprint.arguments(SignOffArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print the list that delegates sign, in the order of Vietnamese names."""
        return self.list_file(*self.sign_off_sheet(slug, arguments), f"danh-sach-ky-nhan-{slug}.pdf")


@blueprint.route("/sign-off-sheet.xlsx")
class SignOffWorkbook(PrintingResource):
    """Danh sách ký nhận as a workbook."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="download_sign_off_sheet")
    @blueprint.arguments(SignOffArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Download the list that delegates sign as a workbook."""
        return self.workbook(*self.sign_off_sheet(slug, arguments), f"danh-sach-ky-nhan-{slug}.xlsx")


@blueprint.route("/attendance-list.pdf")
class AttendanceList(PrintingResource):
    """Danh sách đại biểu with who was there."""

    @permit(*rules.ATTENDANCE_PRINTERS)
    @blueprint.doc(operationId="print_attendance_list")
    @blueprint.arguments(AttendanceListArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print who is confirmed and when each came in, as of a moment."""
        return self.list_file(*self.attendance_list(slug, arguments), f"danh-sach-dai-bieu-{slug}.pdf")


@blueprint.route("/attendance-list.xlsx")
class AttendanceWorkbook(PrintingResource):
    """Danh sách đại biểu as a workbook."""

    @permit(*rules.ATTENDANCE_PRINTERS)
    @blueprint.doc(operationId="download_attendance_list")
    @blueprint.arguments(AttendanceListArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Download who is confirmed and when each came in, as a workbook."""
        return self.workbook(*self.attendance_list(slug, arguments), f"danh-sach-dai-bieu-{slug}.xlsx")


@blueprint.route("/attendance-report.pdf")
class AttendanceReportFile(PrintingResource):
    """Báo cáo tình hình có mặt."""

    @permit(*rules.ATTENDANCE_PRINTERS)
    @blueprint.doc(operationId="print_attendance_report")
    @blueprint.arguments(AsOfArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print the chair's report: numbers, missing units and whom to call, substitutes, guests outside the list."""
        facts = self.facts(slug)
        report = attendance_report(self.session, slug, facts, self.moment(arguments))
        paper = printed(lambda: self.press.attendance_report(facts, report))
        return file_answer(paper.content, f"tinh-hinh-co-mat-{slug}.pdf")


@blueprint.route("/name-tents.pdf")
class NameTents(PrintingResource):
    """Biển tên."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="print_name_tents")
    @blueprint.arguments(PeopleArguments, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print a name tent for each confirmed delegate, in the order of Vietnamese names."""
        facts = self.facts(slug)
        people = attendees(self.session, slug, facts, self.context.clock(), arguments)
        try:
            paper = printed(lambda: self.press.name_tents(facts, [name_tent(each) for each in people]))
        except NothingToPrint:
            raise Problem(NO_NAME_TENTS) from None
        return file_answer(paper.content, f"bien-ten-{slug}.pdf")


@blueprint.route("/petition-summary.pdf")
class PetitionSummary(PrintingResource):
    """Tổng hợp kiến nghị."""

    @permit(*rules.PETITION_PRINTERS)
    @blueprint.doc(operationId="print_petition_summary")
    @blueprint.arguments(PetitionFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Print petitions under their recipients, with what was answered; a room those of its field."""
        return self.list_file(*self.petition_summary(slug, arguments), f"tong-hop-kien-nghi-{slug}.pdf")


@blueprint.route("/petition-summary.xlsx")
class PetitionWorkbook(PrintingResource):
    """Tổng hợp kiến nghị as a workbook."""

    @permit(*rules.PETITION_PRINTERS)
    @blueprint.doc(operationId="download_petition_summary")
    @blueprint.arguments(PetitionFilters, location="query")
    @blueprint.response(200, FILE_SCHEMA, content_type=XLSX)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Download petitions under their recipients as a workbook."""
        return self.workbook(*self.petition_summary(slug, arguments), f"tong-hop-kien-nghi-{slug}.xlsx")


@blueprint.route("/commendation-list.pdf")
class CommendationList(PrintingResource):
    """Danh sách khen thưởng."""

    @permit(*rules.STAGE)
    @blueprint.doc(operationId="print_commendation_list")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, slug: str) -> Response:
        """Print who is commended, in the order of call, with who is here now and who receives on behalf."""
        return self.list_file(*self.commendation_list(slug), f"danh-sach-khen-thuong-{slug}.pdf")


@blueprint.route("/film-appraisal.pdf")
class FilmAppraisal(PrintingResource):
    """Tờ trình thẩm định phóng sự."""

    @permit(*rules.FILM_PAPER_PRINTERS)
    @blueprint.doc(operationId="print_film_appraisal")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(503)
    def get(self, slug: str) -> Response:
        """Print the paper by which the film is put before its appraisers, with a form for each of them to fill in."""
        facts = self.facts(slug)
        film = film_appraisal(self.session, slug, facts)
        if film is None:
            raise Problem(NO_FILM)
        paper = printed(lambda: self.press.film_appraisal(facts, film))
        return file_answer(paper.content, f"to-trinh-tham-dinh-phong-su-{slug}.pdf")

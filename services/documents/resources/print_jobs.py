"""Files of many papers for the printer: asked for, followed, downloaded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import undefer

from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_of, page_schema
from chassis.web.problems import NOT_FOUND, Problem
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.models import PrintJob, PrintKind
from services.documents.operations.digest_batch import DIGESTS
from services.documents.operations.print_jobs import ask_for_print
from services.documents.problems.printing import PRINT_JOB_GONE, PRINT_JOB_NOT_READY
from services.documents.queries.conference_facts import ConferenceUnknown, conference_zone
from services.documents.resources.files import DOCX, FILE_SCHEMA, PDF, file_answer
from services.documents.schemas.print_job import PrintJobArguments, PrintJobSchema, PrintRequestSchema

PEOPLE = ("size", "category", "unit", "delegate_kind")
"""What papers of people are chosen by."""
blueprint = Blueprint(
    "print_jobs",
    __name__,
    url_prefix="/conferences/<slug>/print-jobs",
    description="Many papers in one file for the printer.",
)


class PrintResource(Resource):
    """What the resources of print jobs share."""

    def job(self, slug: str, job_id: UUID, *, with_file: bool = False) -> PrintJob:
        """One job. Raises `Problem` print-job-gone when there is none, or its time is over."""
        where = (PrintJob.id == job_id) & (PrintJob.conference == slug) & (PrintJob.expires_at >= self.context.clock())
        options = [undefer(PrintJob.content)] if with_file else []
        job = self.session.scalar(select(PrintJob).where(where).options(*options))
        if job is None:
            raise Problem(PRINT_JOB_GONE)
        return job


@blueprint.route("")
class PrintJobs(PrintResource):
    """Files for the printer."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="list_print_jobs")
    @blueprint.arguments(PrintJobArguments, location="query")
    @blueprint.response(200, page_schema(PrintJobSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[PrintJob]:
        """List the files that are there or being made, the newest first."""
        found(conference_zone(self.session, slug))
        statement = select(PrintJob).where(PrintJob.conference == slug, PrintJob.expires_at >= self.context.clock())
        if arguments["kind"] is not None:
            statement = statement.where(PrintJob.kind == arguments["kind"])
        return page_of(
            self.session,
            statement,
            arguments,
            sortable={"asked_at": PrintJob.asked_at},
            default_sort="-asked_at",
            tie_breaker=PrintJob.id,
        )

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="ask_for_print")
    @blueprint.arguments(PrintRequestSchema)
    @blueprint.response(202, PrintJobSchema)
    @blueprint.problems(404, 409)
    def post(self, data: dict[str, Any], slug: str) -> PrintJob:
        """Have all these papers made as one file; the same file as long as nothing printed has changed."""
        names = ("size", "obligation", "which") if data["kind"] in DIGESTS else PEOPLE
        choices = {name: data[name] for name in names}
        try:
            return ask_for_print(
                self.session,
                slug,
                data["kind"],
                choices,
                by=self.identity,
                press=self.context.parts.press,
                clock=self.context.clock,
            )
        except ConferenceUnknown:
            raise Problem(NOT_FOUND) from None


@blueprint.route("/<uuid:job_id>")
class OnePrintJob(PrintResource):
    """One file."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="get_print_job")
    @blueprint.response(200, PrintJobSchema)
    def get(self, slug: str, job_id: UUID) -> PrintJob:
        """Show how far a file is."""
        return self.job(slug, job_id)


@blueprint.route("/<uuid:job_id>/content")
class PrintJobContent(PrintResource):
    """One file's bytes."""

    @permit(*rules.LIST_PRINTERS)
    @blueprint.doc(operationId="download_print_job")
    @blueprint.response(200, FILE_SCHEMA, content_type=PDF)
    @blueprint.problems(409)
    def get(self, slug: str, job_id: UUID) -> Response:
        """Download a file that is done: a PDF, or a .docx where that was asked for."""
        job = self.job(slug, job_id, with_file=True)
        if job.content is None:
            raise Problem(PRINT_JOB_NOT_READY)
        return file_answer(job.content, job.filename, DOCX if job.kind is PrintKind.DIGEST_WORD else PDF)

"""Lists of delegates as .xlsx: template, export, import."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, request

from chassis.vietnamese import file_name
from chassis.web.blueprint import Blueprint
from chassis.web.problems import reader_language
from chassis.web.resource import found, permit
from services.registration import rules
from services.registration.locks import LOCK
from services.registration.models import DelegateImport
from services.registration.operations.closing import require_open_lists
from services.registration.operations.import_jobs import ask_to_apply, take_in
from services.registration.queries.conferences import conference_of
from services.registration.queries.sheets import MEDIA_TYPE, export_delegates, template
from services.registration.resources.base import OFFICE_AND_UNIT, RegistrationResource
from services.registration.schemas.delegate import DelegateArguments
from services.registration.schemas.delegate_import import DelegateImportSchema, ImportArguments, ImportModeSchema

blueprint = Blueprint(
    "sheets", __name__, url_prefix="/conferences/<slug>", description="Lists of delegates as spreadsheets."
)
FILE = {"type": "string", "format": "binary"}


def _download(content: bytes, words: str) -> Response:
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(words, "xlsx")}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route("/delegates.xlsx")
class Export(RegistrationResource):
    """A list to keep."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="export_delegates")
    @blueprint.arguments(DelegateArguments, location="query")
    @blueprint.response(200, FILE, content_type=MEDIA_TYPE)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Download the whole of a filtered list as .xlsx; a unit gets its own."""
        conference = conference_of(self.session, slug)
        content = export_delegates(self.session, slug, arguments, self.identity, self.parts.links, reader_language())
        return _download(content, f"đại biểu {conference.short_title}")


@blueprint.route("/delegates-template.xlsx")
class Template(RegistrationResource):
    """A sheet to fill in."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="get_delegates_template")
    @blueprint.response(200, FILE, content_type=MEDIA_TYPE)
    def get(self, slug: str) -> Response:
        """Download the .xlsx that can be filled in and imported."""
        conference_of(self.session, slug)
        return _download(template(self.session, slug, self.identity, reader_language()), "mẫu danh sách đại biểu")


class ImportResource(RegistrationResource):
    """A resource about one file."""

    def job(self, slug: str, import_id: UUID, *, lock: bool = False) -> DelegateImport:
        """The file, if it is the caller's to see."""
        options: dict[str, Any] = {"with_for_update": LOCK} if lock else {}
        job = found(self.session.get(DelegateImport, import_id, **options))
        return found(job if job.conference == slug and rules.is_of_unit(self.identity, job.unit) else None)


@blueprint.route("/delegate-imports")
class Imports(ImportResource):
    """Files."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(
        operationId="import_delegates",
        requestBody={"required": True, "content": {MEDIA_TYPE: {"schema": FILE}}},
    )
    @blueprint.arguments(ImportArguments, location="query")
    @blueprint.response(202, DelegateImportSchema)
    @blueprint.problems(413)
    def post(self, arguments: dict[str, Any], slug: str) -> DelegateImport:
        """Send an .xlsx to be checked; nothing is imported yet. A unit's file is for its own list."""
        conference_of(self.session, slug)
        require_open_lists(self.session, slug, by=self.identity, clock=self.clock)
        content = request.get_data(cache=True)
        job: DelegateImport = take_in(
            self.session, slug, arguments["filename"], content, by=self.identity, clock=self.clock
        )
        return job


@blueprint.route("/delegate-imports/<uuid:import_id>")
class OneImport(ImportResource):
    """One file."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="get_delegate_import")
    @blueprint.response(200, DelegateImportSchema)
    def get(self, slug: str, import_id: UUID) -> DelegateImport:
        """Show how far a file is, what it would change or has changed, and its mistakes."""
        return self.job(slug, import_id)


@blueprint.route("/delegate-imports/<uuid:import_id>/apply")
class ApplyImport(ImportResource):
    """Importing."""

    @permit(*OFFICE_AND_UNIT)
    @blueprint.doc(operationId="apply_delegate_import")
    @blueprint.arguments(ImportModeSchema)
    @blueprint.response(202, DelegateImportSchema)
    def post(self, data: dict[str, Any], slug: str, import_id: UUID) -> DelegateImport:
        """Import a checked file: all of it or nothing, or its good rows."""
        require_open_lists(self.session, slug, by=self.identity, clock=self.clock)
        job = self.job(slug, import_id, lock=True)
        ask_to_apply(job, data["mode"], by=self.identity)
        return job

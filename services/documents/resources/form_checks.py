"""The form check: what it said, a trial before sending, annotated copies, outline templates."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Response, request

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem, reader_language
from chassis.web.resource import Resource, found, permit
from services.documents import rules
from services.documents.form_check.report import FormReport
from services.documents.form_check.runner import CopyFailed, annotate_file, check_file
from services.documents.form_check.template import Heading, outline_template
from services.documents.models import FormCheck, Upload
from services.documents.operations.check_forms import CHECKABLE
from services.documents.problems.form_check import CHECKS_BUSY, NO_ANNOTATED_COPY, NO_OUTLINE
from services.documents.problems.submissions import UPLOAD_TOO_LARGE
from services.documents.queries.form_checks import form_checks_of, form_rules, plan_content, task_for
from services.documents.queries.obligation import submission_of
from services.documents.resources.base import ObligationResource
from services.documents.resources.files import DOCX, FILE_SCHEMA, file_answer
from services.documents.schemas.form_check import FormChecksSchema, FormReportSchema, FormRulesSchema, TrialArguments
from services.documents.storage import CHUNK, lent_file

OCTETS = "application/octet-stream"
WAIT_SECONDS = 20.0
"""How long a trial waits for its turn: a few children at a time, however many people try."""

blueprint = Blueprint("form_checks", __name__, url_prefix="/conferences/<slug>", description="The form of texts.")


@blueprint.route("/form-rules")
class FormRules(Resource):
    """What is asked of texts."""

    @permit(*rules.TRIAL_SENDERS)
    @blueprint.doc(operationId="list_form_rules")
    @blueprint.response(200, FormRulesSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """List the obligations whose texts have a form or an outline."""
        return {"items": form_rules(found(plan_content(self.session, slug)))}


@blueprint.route("/form-checks")
class Trial(Resource):
    """Trying a file before it is sent."""

    report: FormReport | None = None

    def receive(self) -> None:
        """Check the body before the transaction begins: a check takes a second, and nobody waits for it in line."""
        limit: int = self.context.parts.upload_limit
        if (request.content_length or 0) > limit:
            raise Problem(UPLOAD_TOO_LARGE, limit=limit // 1_000_000)
        request.max_content_length = limit + 1
        slug = (request.view_args or {})["slug"]
        with self.context.database.read() as session:
            task = task_for(session, slug, request.args.get("obligation", ""))
        if task is None:
            return
        with tempfile.NamedTemporaryFile(prefix="hoinghi-") as file:
            received = 0
            while piece := request.stream.read(CHUNK):
                received += len(piece)
                if received > limit:
                    raise Problem(UPLOAD_TOO_LARGE, limit=limit // 1_000_000)
                file.write(piece)
            file.flush()
            with self.context.parts.trials.turn(WAIT_SECONDS) as granted:
                if not granted:
                    raise Problem(CHECKS_BUSY)
                self.report = check_file(Path(file.name), task, name=request.args.get("filename", ""))

    def asked(self) -> bytes:
        """The body is gone by now; what it was found to be stands for it."""
        return repr(self.report).encode()

    @permit(*rules.TRIAL_SENDERS)
    @blueprint.doc(
        operationId="check_form", requestBody={"required": True, "content": {OCTETS: {"schema": FILE_SCHEMA}}}
    )
    @blueprint.arguments(TrialArguments, location="query")
    @blueprint.response(200, FormReportSchema)
    @blueprint.problems(413, 429)
    def post(self, _arguments: dict[str, Any], slug: str) -> dict[str, Any]:
        """Try a file: the findings at once, and nothing of it is kept."""
        return found(self.report).as_data()


@blueprint.route("/obligations/<uuid:obligation_id>/form-checks")
class FormChecks(ObligationResource):
    """What the check said of everything that was handed in."""

    @permit(*rules.OBLIGATION_READERS)
    @blueprint.doc(operationId="list_form_checks")
    @blueprint.response(200, FormChecksSchema)
    def get(self, slug: str, obligation_id: UUID) -> dict[str, Any]:
        """List the checks of all versions with their findings: two of them side by side show what was mended."""
        obligation = self.obligation(slug, obligation_id)
        task = task_for(self.session, slug, obligation.code)
        items = form_checks_of(self.session, obligation.id, CHECKABLE)
        return {"items": items, "template": bool(task and task.outline)}


@blueprint.route("/obligations/<uuid:obligation_id>/submissions/<uuid:submission_id>/annotated-copy")
class AnnotatedCopy(ObligationResource):
    """A version with its findings as comments."""

    @permit(*rules.OBLIGATION_READERS)
    @blueprint.doc(operationId="download_annotated_copy")
    @blueprint.response(200, FILE_SCHEMA, content_type=DOCX)
    @blueprint.problems(409)
    def get(self, slug: str, obligation_id: UUID, submission_id: UUID) -> Response:
        """Download a copy of a .docx with the findings as Word's comments; what was handed in stays as it is."""
        obligation = self.obligation(slug, obligation_id)
        submission = submission_of(self.session, obligation, submission_id)
        upload = found(self.session.get(Upload, submission.upload_id) if submission.upload_id else None)
        check = self.session.get(FormCheck, submission.id)
        if check is None or check.report is None or check.report["file_kind"] != "docx":
            raise Problem(NO_ANNOTATED_COPY)
        content = self._annotated(upload, FormReport.from_data(check.report))
        return file_answer(content, f"ban-chu-thich-{submission.number}.docx", DOCX)

    def _annotated(self, upload: Upload, report: FormReport) -> bytes:
        with lent_file(self.context.parts.store, upload.sha256) as path, tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.docx"
            try:
                annotate_file(path, copy, report, reader_language())
            except CopyFailed:
                raise Problem(NO_ANNOTATED_COPY) from None
            return copy.read_bytes()


@blueprint.route("/obligations/<uuid:obligation_id>/template")
class OutlineTemplate(ObligationResource):
    """A document to fill."""

    @permit(*rules.TEMPLATE_READERS)
    @blueprint.doc(operationId="download_outline_template")
    @blueprint.response(200, FILE_SCHEMA, content_type=DOCX)
    def get(self, slug: str, obligation_id: UUID) -> Response:
        """Download a .docx in form with the headings of the outline, ready to fill."""
        obligation = self.obligation(slug, obligation_id)
        task = task_for(self.session, slug, obligation.code)
        if task is None or not task.outline:
            raise Problem(NO_OUTLINE)
        conference = found(plan_content(self.session, slug))["conference"]
        heading = Heading(obligation.unit_name.upper(), conference["place"], conference["format_profile"] == "party")
        content = outline_template(obligation.title, task.outline, task.rule, heading, reader_language())
        return file_answer(content, f"mau-{obligation.code}.docx", DOCX)

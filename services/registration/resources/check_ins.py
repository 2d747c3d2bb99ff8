"""Check-ins at the gates, and their log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.lists import ListArguments, Page, page_schema
from chassis.web.problems import Problem, problem_response, reader_language
from chassis.web.resource import permit
from services.registration.models import Outcome, RejectedEntry
from services.registration.operations.check_in import Verdict, check_in
from services.registration.operations.judge_scan import Scan, refusal
from services.registration.operations.sync_check_ins import Batch, sync_check_ins
from services.registration.operations.undo_check_in import undo_check_in
from services.registration.problems.check_ins import BATCH_TOO_LARGE
from services.registration.queries.check_ins import (
    check_in_of,
    check_in_view,
    list_check_ins,
    list_rejected_entries,
)
from services.registration.queries.conferences import conference_of
from services.registration.resources.base import DESK, OFFICE, RegistrationResource
from services.registration.schemas.check_in import (
    AcceptedScanSchema,
    CheckInArguments,
    CheckInSchema,
    DuplicateScanSchema,
    RejectedEntrySchema,
    ScannedDelegateSchema,
    ScanSchema,
    UndoSchema,
)
from services.registration.schemas.check_in_batch import (
    ENTRIES_DESCRIPTION,
    LARGEST_BATCH,
    CheckInBatchAnswerSchema,
    CheckInBatchSchema,
    read_entry,
    shown_verdict,
)

blueprint = Blueprint(
    "check-ins", __name__, url_prefix="/conferences/<slug>/check-ins", description="Scans at the gates, and their log."
)
LARGEST_BODY = 1024 * 1024
"""Bytes of a batch: a thousand entries take a third of it."""

# Made once: scans are many, and a schema takes long to make.
_SCAN, _DELEGATE = ScanSchema(), ScannedDelegateSchema()
_ACCEPTED, _DUPLICATE = AcceptedScanSchema(), DuplicateScanSchema()


@blueprint.route("")
class CheckIns(RegistrationResource):
    """The log, and its next line."""

    @permit(Role.ORGANIZER, Role.RECEPTIONIST, Role.CHAIR)
    @blueprint.doc(operationId="list_check_ins")
    @blueprint.arguments(CheckInArguments, location="query")
    @blueprint.response(200, page_schema(CheckInSchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[dict[str, Any]]:
        """List every scan, the latest first; refused ones too."""
        conference_of(self.session, slug)
        return list_check_ins(self.session, slug, arguments)

    @permit(*DESK)
    @blueprint.doc(operationId="check_in")
    @blueprint.arguments(_SCAN)
    @blueprint.response(201, AcceptedScanSchema)
    @blueprint.alt_response(200, schema=DuplicateScanSchema)
    def post(self, data: dict[str, Any], slug: str) -> Response:
        """Check a delegate in: accepted (201), duplicate (200), or refused (422) and kept in the log all the same."""
        scan = Scan(conference=slug, by=self.identity, **data)
        return _answer(self.session, check_in(self.session, scan, signer=self.parts.signer, clock=self.clock))


@blueprint.route("/batch")
class CheckInBatch(RegistrationResource):
    """What stations did without a network."""

    def dispatch_request(self, **values: Any) -> ResponseReturnValue:
        """Refuse what is too large before it is read."""
        if (request.content_length or 0) > LARGEST_BODY:
            raise Problem(BATCH_TOO_LARGE, entries=LARGEST_BATCH, kilobytes=LARGEST_BODY // 1024)
        return super().dispatch_request(**values)

    @permit(*DESK)
    @blueprint.doc(
        operationId="sync_check_ins",
        requestBody={"content": {"application/json": {"schema": ENTRIES_DESCRIPTION}}},
    )
    @blueprint.arguments(CheckInBatchSchema)
    @blueprint.response(200, CheckInBatchAnswerSchema)
    def post(self, data: dict[str, Any], slug: str) -> Response:
        """Bring in what a station did without a network: every scan and undo is kept and gets its own verdict."""
        conference_of(self.session, slug)
        language = reader_language()
        shared = {"conference": slug, "by": self.identity, "sent_at": data["sent_at"]}
        entries = [read_entry(content, shared, language) for content in data["entries"]]
        batch = Batch(slug, data["sent_at"], entries, self.identity)
        received_at, verdicts = sync_check_ins(
            self.session, batch, parts=self.parts, clock=self.clock, language=language
        )
        results = [shown_verdict(entry, verdict, language) for entry, verdict in zip(entries, verdicts, strict=True)]
        return _json({"received_at": received_at.isoformat(), "results": results}, 200)


@blueprint.route("/rejected")
class RejectedEntries(RegistrationResource):
    """What could not become a line of the log."""

    @permit(*OFFICE)
    @blueprint.doc(operationId="list_rejected_entries")
    @blueprint.arguments(ListArguments, location="query")
    @blueprint.response(200, page_schema(RejectedEntrySchema))
    def get(self, arguments: dict[str, Any], slug: str) -> Page[RejectedEntry]:
        """List entries of batches that were malformed or contradicted others of their id; the latest first."""
        conference_of(self.session, slug)
        return list_rejected_entries(self.session, slug, arguments)


@blueprint.route("/<uuid:check_in_id>/undo")
class Undo(RegistrationResource):
    """Taking one back."""

    @permit(*DESK)
    @blueprint.doc(operationId="undo_check_in")
    @blueprint.arguments(UndoSchema)
    @blueprint.response(200, CheckInSchema)
    def post(self, data: dict[str, Any], slug: str, check_in_id: UUID) -> dict[str, Any]:
        """Undo an accepted check-in, the station's own for a while; the delegate's next scan is the first again."""
        within = self.parts.undo_within
        undo_check_in(
            self.session, slug, check_in_id, data["reason"], by=self.identity, within=within, clock=self.clock
        )
        return check_in_view(self.session, check_in_of(self.session, slug, check_in_id))


def _answer(session: Session, verdict: Verdict) -> Response:
    # Encoded here and not by the blueprint: a refusal is returned, so that its line in the log is committed.
    body = {"outcome": verdict.outcome.value, "check_in_id": verdict.check_in_id, "delegate": verdict.holder}
    if verdict.outcome == Outcome.ACCEPTED:
        return _json(_ACCEPTED.dump(body), 201)
    if verdict.problem is None:
        return _json(_DUPLICATE.dump(body | {"first": verdict.first}), 200)
    members = {} if verdict.holder is None else {"delegate": _DELEGATE.dump(verdict.holder)}
    return problem_response(refusal(session, verdict.problem, verdict.holder, members))


def _json(body: Any, status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    return response

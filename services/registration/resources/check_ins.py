"""Check-ins at the gates, and their log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, jsonify
from sqlalchemy.orm import Session

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.lists import Page, page_schema
from chassis.web.problems import problem_response
from chassis.web.resource import permit
from services.registration.models import Outcome
from services.registration.operations.check_in import Verdict, check_in
from services.registration.operations.judge_scan import Scan, refusal
from services.registration.operations.undo_check_in import undo_check_in
from services.registration.queries.check_ins import check_in_of, check_in_view, list_check_ins
from services.registration.queries.conferences import conference_of
from services.registration.resources.base import DESK, RegistrationResource
from services.registration.schemas.check_in import (
    AcceptedScanSchema,
    CheckInArguments,
    CheckInSchema,
    DuplicateScanSchema,
    ScannedDelegateSchema,
    ScanSchema,
    UndoSchema,
)

blueprint = Blueprint(
    "check-ins", __name__, url_prefix="/conferences/<slug>/check-ins", description="Scans at the gates, and their log."
)

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
        scan = Scan(conference=slug, by=self.identity.name, **data)
        return _answer(self.session, check_in(self.session, scan, signer=self.parts.signer, clock=self.clock))


@blueprint.route("/<uuid:check_in_id>/undo")
class Undo(RegistrationResource):
    """Taking one back."""

    @permit(*DESK)
    @blueprint.doc(operationId="undo_check_in")
    @blueprint.arguments(UndoSchema)
    @blueprint.response(200, CheckInSchema)
    def post(self, data: dict[str, Any], slug: str, check_in_id: UUID) -> dict[str, Any]:
        """Undo an accepted check-in; the delegate's next scan is the first again."""
        line = check_in_of(self.session, slug, check_in_id)
        undo_check_in(self.session, line, data["reason"], by=self.identity, clock=self.clock)
        return check_in_view(self.session, line)


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

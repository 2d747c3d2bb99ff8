"""Petitions that an accepted report asks for, to be confirmed by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem
from chassis.web.resource import found, permit
from services.documents import rules
from services.documents.form_check.runner import petition_lines_of
from services.documents.models import Obligation, Petition, Submission, Upload
from services.documents.petition_candidates import candidates, same_words
from services.documents.problems import REPORT_NOT_ACCEPTED
from services.documents.problems.form_check import CHECKS_BUSY
from services.documents.queries.form_checks import task_for
from services.documents.queries.obligation import submission_of
from services.documents.queries.plan_lists import plan_lists
from services.documents.resources.base import ObligationResource
from services.documents.resources.form_checks import WAIT_SECONDS
from services.documents.schemas.petition import PetitionCandidatesSchema
from services.documents.storage import lent_file

blueprint = Blueprint(
    "petition_candidates", __name__, url_prefix="/conferences/<slug>", description="Petitions found in reports."
)


@blueprint.route("/obligations/<uuid:obligation_id>/submissions/<uuid:submission_id>/petition-candidates")
class PetitionCandidates(ObligationResource):
    """What one report asks for."""

    @permit(*rules.PETITION_PICKERS)
    @blueprint.doc(operationId="list_petition_candidates")
    @blueprint.response(200, PetitionCandidatesSchema)
    @blueprint.problems(409, 429)
    def get(self, slug: str, obligation_id: UUID, submission_id: UUID) -> dict[str, Any]:
        """Show the petitions of an accepted report; each is entered only when a person confirms it."""
        obligation = self.obligation(slug, obligation_id)
        submission = submission_of(self.session, obligation, submission_id)
        if submission.decision != "accepted":
            raise Problem(REPORT_NOT_ACCEPTED)
        lines = self._lines(slug, obligation, submission)
        there = select(Petition.content).where(Petition.conference == slug, Petition.unit == obligation.unit)
        known = self.session.scalars(there).all()
        picked = candidates(lines or [], found(plan_lists(self.session, slug)).addressees)
        return {
            "unit": obligation.unit,
            "unit_name": obligation.unit_name,
            "readable": lines is not None,
            "items": [
                {"content": each.content, "recipient": each.recipient, "entered": same_words(each.content, known)}
                for each in picked
            ],
        }

    def _lines(self, slug: str, obligation: Obligation, submission: Submission) -> list[str] | None:
        task = task_for(self.session, slug, obligation.code)
        upload = self.session.get(Upload, submission.upload_id) if submission.upload_id else None
        if task is None or upload is None:
            return None
        with self.context.parts.trials.turn(WAIT_SECONDS) as granted:
            if not granted:
                raise Problem(CHECKS_BUSY)
            with lent_file(self.context.parts.store, upload.sha256) as path:
                return petition_lines_of(path, task)

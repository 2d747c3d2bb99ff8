"""Appraising what was handed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chassis.auth.roles import Role
from chassis.web.blueprint import Blueprint
from chassis.web.resource import permit
from services.documents import rules
from services.documents.operations.appraisal import add_remark, appraise, remove_remark
from services.documents.resources.base import ObligationResource
from services.documents.schemas.obligation import ObligationViewSchema
from services.documents.schemas.step import VersionSchema
from services.documents.schemas.submission import NewRemarkSchema, ReopeningSchema, WordSchema
from services.documents.workflows.submission import SubmissionAction

blueprint = Blueprint(
    "appraisal",
    __name__,
    url_prefix="/conferences/<slug>/obligations/<uuid:obligation_id>",
    description="Appraising what units hand in.",
)


class AppraisalResource(ObligationResource):
    """A step of an appraisal."""

    def step(self, slug: str, obligation_id: UUID, data: dict[str, Any], action: SubmissionAction) -> dict[str, Any]:
        """Take it."""
        obligation = self.judged(slug, obligation_id)
        word = data.get("word")
        appraise(self.session, obligation, action, data["version"], word, by=self.identity, clock=self.clock)
        return self.view(obligation)


@blueprint.route("/take-up")
class TakeUp(AppraisalResource):
    """Beginning."""

    @permit(*rules.JUDGES)
    @blueprint.doc(operationId="take_up_submission")
    @blueprint.arguments(VersionSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Begin to appraise what was handed in: from now on it cannot be withdrawn or replaced."""
        return self.step(slug, obligation_id, data, SubmissionAction.BEGIN)


@blueprint.route("/return")
class Return(AppraisalResource):
    """Returning."""

    @permit(*rules.JUDGES)
    @blueprint.doc(operationId="return_submission")
    @blueprint.arguments(WordSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Return it with the remarks that were written: the unit mends it and hands in the next version."""
        return self.step(slug, obligation_id, data, SubmissionAction.RETURN)


@blueprint.route("/accept")
class Accept(AppraisalResource):
    """Accepting."""

    @permit(*rules.JUDGES)
    @blueprint.doc(operationId="accept_submission")
    @blueprint.arguments(WordSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Accept it; remarks that are advice go along."""
        return self.step(slug, obligation_id, data, SubmissionAction.ACCEPT)


@blueprint.route("/reopen")
class Reopen(AppraisalResource):
    """Appraising again."""

    @permit(Role.ORGANIZER)
    @blueprint.doc(operationId="reopen_submission")
    @blueprint.arguments(ReopeningSchema)
    @blueprint.response(200, ObligationViewSchema)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Appraise again what was accepted or returned, and say why."""
        return self.step(slug, obligation_id, data, SubmissionAction.REOPEN)


@blueprint.route("/remarks")
class Remarks(AppraisalResource):
    """Remarks on the version under appraisal."""

    @permit(*rules.JUDGES)
    @blueprint.doc(operationId="add_remark")
    @blueprint.arguments(NewRemarkSchema)
    @blueprint.response(201, ObligationViewSchema)
    @blueprint.problems(409)
    def post(self, data: dict[str, Any], slug: str, obligation_id: UUID) -> dict[str, Any]:
        """Say something about a place. The unit sees it when the version is judged."""
        obligation = self.judged(slug, obligation_id)
        add_remark(self.session, obligation, data, by=self.identity, clock=self.clock)
        return self.view(obligation)


@blueprint.route("/remarks/<uuid:remark_id>/remove")
class RemoveRemark(AppraisalResource):
    """Taking a remark back."""

    @permit(*rules.JUDGES)
    @blueprint.doc(operationId="remove_remark")
    @blueprint.response(200, ObligationViewSchema)
    @blueprint.problems(409)
    def post(self, slug: str, obligation_id: UUID, remark_id: UUID) -> dict[str, Any]:
        """Take a remark back before the decision."""
        obligation = self.judged(slug, obligation_id)
        remove_remark(self.session, obligation, remark_id, by=self.identity, clock=self.clock)
        return self.view(obligation)

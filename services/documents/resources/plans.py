"""The plan: read, check, compare, apply."""

from __future__ import annotations

from typing import Any

from chassis.language import Text
from chassis.web.blueprint import Blueprint
from chassis.web.problems import Problem, reader_language
from chassis.web.resource import Resource, found, permit, require
from services.documents import rules
from services.documents.operations.apply_plan import PlanDraft, PlanRemovesWork, apply_plan
from services.documents.operations.compare_plan import compare_plan
from services.documents.plan import Change, Finding, Plan, PlanRefused, check_plan
from services.documents.problems import PLAN_INVALID, PLAN_REMOVES_WORK
from services.documents.queries.plan import current_plan
from services.documents.schemas.plan import (
    AppliedPlanSchema,
    InvalidPlanSchema,
    PlanApplicationSchema,
    PlanCheckSchema,
    PlanDifferenceSchema,
    PlanDraftSchema,
    PlanFileSchema,
    PlanSchema,
    RemovesWorkSchema,
)

PROBLEM = "application/problem+json"

blueprint = Blueprint("plans", __name__, description="A conference as data.")


@blueprint.route("/conferences/<slug>/plan")
class CurrentPlan(Resource):
    """The plan that holds now."""

    @permit(*rules.PLAN_READERS)
    @blueprint.doc(operationId="get_plan")
    @blueprint.response(200, PlanSchema)
    def get(self, slug: str) -> dict[str, Any]:
        """Show the plan of a conference, with the file it came from."""
        return found(current_plan(self.session, slug))


@blueprint.route("/plans/check")
class PlanCheck(Resource):
    """What is wrong in a plan file."""

    @permit(*rules.PLAN_WRITERS)
    @blueprint.doc(operationId="check_plan")
    @blueprint.arguments(PlanFileSchema)
    @blueprint.response(200, PlanCheckSchema)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Check a plan file; nothing is changed."""
        findings = check_plan(data["source"], self.context.clock())
        wrong = any(finding.severity == "error" for finding in findings)
        return {"ok": not wrong, "findings": _findings(findings)}


@blueprint.route("/plans/diff")
class PlanDifference(Resource):
    """What applying a plan file would change."""

    @permit(*rules.PLAN_WRITERS)
    @blueprint.doc(operationId="diff_plan")
    @blueprint.arguments(PlanDraftSchema)
    @blueprint.response(200, PlanDifferenceSchema)
    @blueprint.alt_response(422, schema=InvalidPlanSchema, content_type=PROBLEM)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Compare a plan file with the plan that holds now; nothing is changed."""
        plan = _read(PlanDraft(data["source"], data["shift_to"]))
        require(rules.may_plan(self.identity, plan.conference.slug))
        comparison = compare_plan(self.session, plan)
        return {
            "slug": plan.conference.slug,
            "changes": worded_changes(comparison.changes),
            "refused": _sentences(comparison.refused),
        }


@blueprint.route("/plans/apply")
class PlanApplication(Resource):
    """Let a plan hold."""

    @permit(*rules.PLAN_WRITERS)
    @blueprint.doc(operationId="apply_plan")
    @blueprint.arguments(PlanApplicationSchema)
    @blueprint.response(200, AppliedPlanSchema)
    @blueprint.alt_response(409, schema=RemovesWorkSchema, content_type=PROBLEM)
    @blueprint.alt_response(422, schema=InvalidPlanSchema, content_type=PROBLEM)
    def post(self, data: dict[str, Any]) -> dict[str, Any]:
        """Apply a plan file. The same content again changes nothing.

        Units and obligations that people have already worked on are not removed unless `remove_worked_on`.
        """
        draft = PlanDraft(data["source"], data["shift_to"])
        plan = _read(draft)
        require(rules.may_plan(self.identity, plan.conference.slug))
        try:
            application = apply_plan(
                self.session,
                plan,
                draft,
                applied_by=self.identity.name,
                remove_worked_on=data["remove_worked_on"],
                clock=self.context.clock,
            )
        except PlanRemovesWork as refusal:
            sentences = _sentences(refusal.refused)
            members = {"refused": sentences}
            raise Problem(PLAN_REMOVES_WORK, members=members, sentences=" ".join(sentences)) from None
        return {
            "slug": application.slug,
            "plan_version": application.plan_version,
            "changed": application.changed,
            "changes": worded_changes(application.changes),
        }


def _read(draft: PlanDraft) -> Plan:
    try:
        return draft.read()
    except PlanRefused as refusal:
        raise invalid_plan(refusal) from None


def invalid_plan(refusal: PlanRefused) -> Problem:
    """The problem that names what is wrong in a plan."""
    count = sum(finding.severity == "error" for finding in refusal.findings)
    return Problem(PLAN_INVALID, members={"findings": _findings(refusal.findings)}, count=count)


def _findings(findings: list[Finding]) -> list[dict[str, Any]]:
    vietnamese = reader_language() == "vi"
    return [
        {
            "line": finding.line,
            "path": finding.path,
            "severity": finding.severity,
            "message": finding.message_vi if vietnamese else finding.message_en,
        }
        for finding in findings
    ]


def worded_changes(changes: list[Change]) -> list[dict[str, Any]]:
    """The differences, each in a sentence of the reader's language."""
    vietnamese = reader_language() == "vi"
    return [
        {
            "change": change.kind,
            "noun": change.noun,
            "code": change.code or None,
            "field": change.field or None,
            "sentence": change.sentence_vi if vietnamese else change.sentence_en,
        }
        for change in changes
    ]


def _sentences(sentences: list[Text]) -> list[str]:
    return [sentence.in_language(reader_language()) for sentence in sentences]

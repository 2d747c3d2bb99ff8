"""Format rules and outlines that nothing could satisfy, or that leave the writer without help."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.language import Text
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import FormatRule, ObligationKind, Plan


def format_rules_can_be_met(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Least ≤ about ≤ most, for pages and for models."""
    for index, rule in enumerate(plan.format_rules):
        path = f"format_rules[{index}]"
        if _pages_known(rule) and not rule.pages_least <= rule.pages_about <= rule.pages_most:
            message = Text(
                "số trang phải theo thứ tự pages_least ≤ pages_about ≤ pages_most",
                "pages must be in order: pages_least ≤ pages_about ≤ pages_most",
            )
            yield error(draft.line(f"{path}.pages_about"), f"{path}.pages_about", message)
        if rule.models_least > rule.models_most and not draft.is_blank(f"{path}.models_most"):
            message = Text("models_least lớn hơn models_most", "models_least is more than models_most")
            yield error(draft.line(f"{path}.models_least"), f"{path}.models_least", message)


def outlines_have_sections(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """An outline without sections checks nothing."""
    for index, outline in enumerate(plan.report_outlines):
        path = f"report_outlines[{index}].sections"
        if not outline.sections and not draft.is_blank(path):
            yield error(draft.line(path), path, Text("đề cương chưa có mục nào", "the outline has no section"))


def reports_have_a_format(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Where the plan has format rules, exemplary models need one: their number and length are checked by it."""
    for index, obligation in enumerate(plan.obligations):
        path = f"obligations[{index}]"
        if obligation.kind is ObligationKind.EXEMPLARY_MODELS and plan.format_rules and not obligation.format:
            message = Text(
                "mô hình tiêu biểu cần một quy định thể thức (format)", "exemplary models need a format rule (format)"
            )
            yield warning(draft.line(path), path, message)


def _pages_known(rule: FormatRule) -> bool:
    return 0 not in (rule.pages_least, rule.pages_about, rule.pages_most)


CHECKS = (format_rules_can_be_met, outlines_have_sections, reports_have_a_format)

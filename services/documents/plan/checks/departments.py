"""Departments: what they deliver, and how many topics they propose (customarily 2–3 each)."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.language import Text
from services.documents.plan.audience import units_meant
from services.documents.plan.finding import Finding, error, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import Department, Plan, TopicRule

CUSTOMARY = TopicRule(least=2, most=3)
"""Where a plan has no rule of its own (seed plan, III.1)."""


def topic_rules_are_customary(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A department asked for other than what the plan asks of all is worth a look."""
    general = plan.topic_rule or CUSTOMARY
    if plan.topic_rule:
        yield from _inverted(draft, plan.topic_rule, "topic_rule")
    for index, department in enumerate(plan.departments):
        rule, path = department.topic_rule, f"departments[{index}].topic_rule"
        if rule is None:
            continue
        yield from _inverted(draft, rule, path)
        if (rule.least, rule.most) != (general.least, general.most):
            yield warning(draft.line(path), path, _unusual(department, f"{rule.least}–{rule.most}", general))


def departments_propose_enough_topics(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Topics that stand in the plan already are as many as the rule says; none at all means that they come later."""
    for index, department in enumerate(plan.departments):
        rule = department.topic_rule or plan.topic_rule or CUSTOMARY
        path, count = f"departments[{index}].topics", len(department.topics)
        if count and not rule.least <= count <= rule.most:
            yield warning(draft.line(path), path, _unusual(department, str(count), rule))


def departments_owe_what_they_deliver(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A department that delivers an obligation is among those who owe it."""
    owed = {
        obligation.code: {unit.code for unit in units_meant(plan, obligation.owed_by)}
        for obligation in plan.obligations
    }
    for index, department in enumerate(plan.departments):
        for place, code in enumerate(department.delivers):
            path = f"departments[{index}].delivers[{place}]"
            if department.unit and code in owed and department.unit not in owed[code]:
                message = Text(
                    f"“{department.unit}” không có trong owed_by của “{code}”",
                    f"“{department.unit}” is not in owed_by of “{code}”",
                )
                yield error(draft.line(path), path, message)


def _inverted(draft: Draft, rule: TopicRule, path: str) -> Iterator[Finding]:
    if rule.least > rule.most and not draft.is_blank(f"{path}.most"):
        yield error(draft.line(path), path, Text("least lớn hơn most", "least is more than most"))


def _unusual(department: Department, count: str, rule: TopicRule) -> Text:
    return Text(
        f"“{department.unit}” đề xuất {count} chủ đề; kế hoạch yêu cầu {rule.least}–{rule.most}",
        f"“{department.unit}” proposes {count} topic(s); the plan asks for {rule.least}–{rule.most}",
    )


CHECKS = (topic_rules_are_customary, departments_propose_enough_topics, departments_owe_what_they_deliver)

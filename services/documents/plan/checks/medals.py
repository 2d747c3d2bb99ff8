"""The medal: a rule that would warn of nobody, or of everybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chassis.language import Text
from services.documents.plan.checks.dates import warn_before_the_plan, written
from services.documents.plan.finding import Finding, warning
from services.documents.plan.load import Draft
from services.documents.plan.model import ActivityKind, Plan


def medals_have_a_rule(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Where the plan has medals proposed, it says after how many years of service."""
    for index, activity in enumerate(plan.activities):
        path = f"activities[{index}]"
        if activity.kind is ActivityKind.MEDALS and plan.medal_rule is None and not draft.unreadable:
            message = Text(
                "có đề nghị xét tặng Kỷ niệm chương nhưng chưa có quy định (medal_rule)",
                "medals are proposed, but there is no rule for them (medal_rule)",
            )
            yield warning(draft.line(path), path, message)


def medal_rule_asks_for_years(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """A rule of no years warns of nobody who is too new."""
    rule, path = plan.medal_rule, "medal_rule.years_least"
    if rule is not None and rule.years_least == 0 and not draft.is_blank(path):
        message = Text(
            "0 năm thì không ai bị cảnh báo thiếu năm công tác",
            "with 0 years nobody is warned of for too few years of service",
        )
        yield warning(draft.line(path), path, message)


def nominations_close_in_time(draft: Draft, plan: Plan) -> Iterator[Finding]:
    """Nominations are asked for while the plan holds: after it was issued, and before the conference is over."""
    rule, day, path = plan.medal_rule, plan.conference.date, "medal_rule.closes"
    if rule is None or rule.closes is None or date.min in (rule.closes, day):
        return
    closes = rule.closes
    if closes > day:
        message = Text(
            f"hạn nhận đề nghị {written(closes)} sau ngày hội nghị {written(day)}",
            f"nominations close on {written(closes)}, after the conference on {written(day)}",
        )
        yield warning(draft.line(path), path, message)
    yield from warn_before_the_plan(draft, plan, closes, path)


CHECKS = (medals_have_a_rule, medal_rule_asks_for_years, nominations_close_in_time)

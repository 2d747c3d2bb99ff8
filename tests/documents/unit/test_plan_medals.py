"""The rule of the medal in a plan: what of it would warn of nobody, or come too late, is said."""

from __future__ import annotations

import pytest

from tests.documents.unit.test_plan_checks import findings_after, said


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        (
            "years_least: 20",
            "years_least: 0",
            "medal_rule.years_least",
            "with 0 years nobody is warned of for too few years of service",
        ),
        (
            "closes: 15/5/2025",
            "closes: 29/5/2025",
            "medal_rule.closes",
            "nominations close on 29/5/2025, after the conference on 28/5/2025",
        ),
        (
            "closes: 15/5/2025",
            "closes: 21/4/2025",
            "medal_rule.closes",
            "due before the plan was issued on 22/4/2025",
        ),
    ],
    ids=["no years", "after the conference", "before the plan"],
)
def test_slip_in_the_medal_rule_is_warned_of(district_plan: str, old: str, new: str, path: str, message: str) -> None:
    assert said(findings_after(district_plan, (old, new))) == [("warning", path, message)]


@pytest.mark.parametrize("day", ["22/4/2025", "28/5/2025"])
def test_nominations_may_close_from_the_day_of_the_plan_to_that_of_the_conference(district_plan: str, day: str) -> None:
    assert findings_after(district_plan, ("closes: 15/5/2025", f"closes: {day}")) == []


def test_medals_without_a_rule_are_warned_of(province_plan: str) -> None:
    rule = province_plan[province_plan.index("medal_rule:") : province_plan.index("seating:")]
    message = "medals are proposed, but there is no rule for them (medal_rule)"
    assert [(severity, text) for severity, _, text in said(findings_after(province_plan, (rule, "")))] == [
        ("warning", message)
    ]


def test_rule_that_cannot_be_read_brings_no_second_finding(district_plan: str) -> None:
    findings = findings_after(district_plan, ("years_least: 20", "years_least: twenty"))
    assert [(finding.severity, finding.path) for finding in findings] == [("error", "medal_rule.years_least")]

"""When a plan wants its film appraised: before it is shown, and not before it is owed."""

from __future__ import annotations

import pytest

from tests.documents.unit.test_plan_checks import findings_after, said

PATH = "video_report.appraisal_due"


@pytest.mark.parametrize(
    ("due", "message"),
    [
        ("2024-06-24", "appraised by 24/6/2024, before the film is due on 25/6/2024"),
        ("2024-07-09", "appraised by 9/7/2024, after the conference on 4/7/2024"),
    ],
    ids=["before it is due", "after the conference"],
)
def test_appraisal_at_the_wrong_time_is_warned_of(province_plan: str, due: str, message: str) -> None:
    change = ("two_person_approval: true", f"two_person_approval: true\n  appraisal_due: {due}")
    assert said(findings_after(province_plan, change)) == [("warning", PATH, message)]


@pytest.mark.parametrize("due", ["2024-06-25", "2024-07-04"])
def test_film_may_be_appraised_from_its_due_day_to_the_conference(province_plan: str, due: str) -> None:
    change = ("two_person_approval: true", f"two_person_approval: true\n  appraisal_due: {due}")
    assert findings_after(province_plan, change) == []

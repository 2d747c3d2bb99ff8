"""Appraisers of the film are reminded of their deadline, in the morning, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.documents.operations.remind_appraisers import AppraisalWatch
from tests.documents.judging import OTHER, Bench, bench
from tests.documents.world import Documents

DUE = "documents.video_appraisal_due.v1"


@pytest.fixture
def judges(planned: Documents, plan_source: str) -> Bench:
    """The conference is on 21/3/2025: the appraisal is due by the end of the day before."""
    return bench(planned, plan_source)


def morning(day: int, hour: int = 1) -> datetime:
    """08:00 in the conference's zone is 01:00 UTC."""
    return datetime(2025, 3, day, hour, 0, 1, tzinfo=UTC)


def looked(judges: Bench, *moments: datetime) -> list[int]:
    watch = AppraisalWatch(judges.documents.service.database, judges.documents.clock)
    counts = []
    for moment in moments:
        judges.documents.clock.now = moment
        counts.append(watch.look())
    return counts


def told(judges: Bench) -> list[int]:
    return [each.body["days_left"] for each in judges.documents.recorded(DUE)]


def test_appraisers_are_reminded_before_the_day_and_when_it_has_passed(judges: Bench) -> None:
    judges.cut()
    day = datetime.fromisoformat(judges.film()["appraisal_due"]).astimezone(UTC).day
    before = [morning(day - 7, 0), morning(day - 7), morning(day - 7, 3), morning(day - 3), morning(day - 1)]
    assert looked(judges, *before) == [0, 1, 0, 1, 1]
    assert looked(judges, morning(day + 1), morning(day + 2), morning(day + 3)) == [1, 0, 1]
    assert told(judges) == [7, 3, 1, -1, -3]
    assert [each["post"] for each in judges.documents.recorded(DUE)[0].body["appraisers"]] == [
        "Trưởng ban",
        "Chánh Văn phòng",
    ]


def test_nobody_is_reminded_of_what_is_judged_or_not_yet_there(judges: Bench) -> None:
    assert looked(judges, morning(17)) == [0]
    judges.cut()
    judges.judge("request-changes", word="Xin sửa")
    day = datetime.fromisoformat(judges.film()["appraisal_due"]).astimezone(UTC).day
    assert looked(judges, morning(day - 3)) == [0]
    judges.cut(OTHER)
    assert looked(judges, morning(day - 3) + timedelta(hours=2)) == [1]
    judges.judge("approve")
    assert looked(judges, morning(day - 1), morning(day + 1)) == [0, 0]


def test_plan_says_another_day(judges: Bench) -> None:
    source = judges.source.replace("  duration: 15:00\n", "  duration: 15:00\n  appraisal_due: 2025-03-12\n")
    assert judges.documents.apply(source).status_code == 200
    judges.cut()
    assert judges.film()["appraisal_due"] == "2025-03-12T23:59:59+07:00"
    assert looked(judges, morning(11)) == [1]


def test_plan_without_reminders_has_none(judges: Bench) -> None:
    assert judges.documents.apply(judges.source + "\nreminder_days: []\n").status_code == 200
    judges.cut()
    assert looked(judges, morning(19), morning(22)) == [0, 0]

"""What a plan says of the inspection of its film."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.documents.film.inspection.from_plan import thresholds_of, thresholds_of_data
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.plan import check_plan, load_plan
from services.documents.plan.data import plan_data

SEED = (Path(__file__).parents[3] / "plans" / "thai-nguyen-2024.yaml").read_text(encoding="utf-8")
OWN = SEED.replace(
    "  two_person_approval: true\n",
    "  two_person_approval: true\n  inspection:\n    loudness_lufs: -24\n    loudness_warn_within: 2,5\n"
    "    interlaced_allowed: không\n    rate: 29.97\n    black_seconds: 3\n",
    1,
)


def thresholds(source: str) -> Thresholds:
    film = load_plan(source).video_report
    assert film is not None
    return thresholds_of(film)


def test_a_plan_that_says_nothing_takes_what_broadcasters_use() -> None:
    assert thresholds(SEED) == Thresholds(duration=900, good_within=2, warn_within=10)


def test_a_plan_may_say_otherwise() -> None:
    asked = thresholds(OWN)

    assert (asked.loudness, asked.loudness_good_within, asked.loudness_warn_within) == (-24, 0.5, 2.5)
    assert (asked.interlaced_allowed, asked.rate, asked.black_seconds) == (False, 29.97, 3)
    assert asked.width == 1920


def test_a_stored_plan_gives_the_same() -> None:
    assert thresholds_of_data(plan_data(load_plan(OWN))) == thresholds(OWN)


def test_a_plan_without_a_film_has_none() -> None:
    data = plan_data(load_plan(SEED))

    assert thresholds_of_data({**data, "video_report": None}) is None


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("loudness_lufs: -24", "loudness_lufs: 3", "video_report.inspection.loudness_lufs"),
        ("loudness_warn_within: 2,5", "loudness_warn_within: 0.1", "video_report.inspection.loudness_good_within"),
        ("black_seconds: 3", "black_seconds: 0", "video_report.inspection.black_seconds"),
    ],
)
def test_thresholds_that_could_not_be_judged_by_are_refused(old: str, new: str, path: str) -> None:
    found = check_plan(OWN.replace(old, new))

    assert [each.path for each in found if each.path.startswith("video_report")] == [path]


def test_thresholds_travel_to_a_child_and_back() -> None:
    assert Thresholds.from_data(thresholds(OWN).as_data()) == thresholds(OWN)


def test_a_negative_share_of_a_page_is_refused() -> None:
    found = check_plan(SEED.replace("model_pages_most: 0.5", "model_pages_most: -0.5"))

    assert [each.path for each in found if "model_pages_most" in each.path]

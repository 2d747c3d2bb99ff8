"""Each fault of a film is found at its time, and none is found where there is none.

Films are a few seconds long; pictures are small where their size is not what is judged, so of those films the finding
about the picture size is left aside. The plan's times (15 minutes, ±2 s, ±10 s) are as they are: films of that length
have tiny pictures, five a second.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from services.documents.film.inspection.engine import inspect_film
from services.documents.film.inspection.report import (
    InspectionReport,
    Outcome,
    Passage,
    PassageKind,
    Rule,
    Scan,
    Severity,
)
from services.documents.film.inspection.thresholds import Thresholds
from services.documents.film.inspection.timeline import timeline
from tests.documents.films import LOSSLESS, Recipe, black, enlarged, fields, frozen, make, silent

PICTURE_MS = 40
SMALL = (enlarged(320, 180),)
DOUBLE = "testsrc2=size=160x90:rate=50:duration=4"
TINY = Recipe(seconds=900, size=(64, 36), rate=Fraction(5), pictures=(enlarged(64, 36),), lufs=None)


def inspected(path: Path, seconds: float = 6) -> InspectionReport:
    return inspect_film(path, Thresholds(seconds, 2, 10, true_peak_most=-1), lambda _: None)


def faults(report: InspectionReport) -> list[str]:
    """Codes of all that is not good, but the picture size."""
    return [
        each.code
        for each in report.findings
        if each.severity is not Severity.GOOD and each.rule is not Rule.PICTURE_SIZE
    ]


def verdict(report: InspectionReport, rule: Rule) -> tuple[str, Severity]:
    return next((each.code, each.severity) for each in report.findings if each.rule is rule)


def assert_near(found: Passage, kind: PassageKind, begin: int, end: int) -> None:
    """Within a picture."""
    assert found.kind is kind
    assert abs(found.start_ms - begin) <= PICTURE_MS
    assert abs(found.end_ms - end) <= PICTURE_MS


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> InspectionReport:
    """Black from 2 s to 3.2 s, a picture that stands from 5 s to 8 s, no sound from 4 s to 6.5 s."""
    recipe = Recipe(
        seconds=10,
        pictures=(*SMALL, black(2, 3.2), frozen(125, 74)),
        sound=(silent(4, 6.5),),
        sound_seconds=12.96,
        options=LOSSLESS,
    )
    return inspected(make(tmp_path_factory.mktemp("films") / "faulty.mp4", recipe), 13)


def test_a_clean_film_in_full_size_is_without_a_flaw(tmp_path: Path) -> None:
    film = make(tmp_path / "clean.mp4", Recipe(seconds=4, size=(1920, 1080), pictures=(enlarged(1920, 1080),)))

    report = inspected(film, 4)

    assert [each.code for each in report.findings if each.severity is not Severity.GOOD] == []
    assert report.verdict is Severity.GOOD
    assert report.passages == ()
    assert [each.rule for each in report.findings] == list(Rule)
    assert all(each.message_vi and each.message_en for each in report.findings)


def test_black_frozen_and_silent_passages_are_found_at_their_times(faulty: InspectionReport) -> None:
    assert len(faulty.passages) == 3
    assert_near(faulty.passages[0], PassageKind.BLACK, 2000, 3200)
    assert_near(faulty.passages[1], PassageKind.SILENT, 4000, 6500)
    assert_near(faulty.passages[2], PassageKind.FROZEN, 5000, 8000)
    assert faults(faulty) == ["black_found", "frozen_found", "silent_found"]


def test_passages_are_told_in_minutes_seconds_and_pictures(faulty: InspectionReport) -> None:
    told = next(each for each in faulty.findings if each.code == "black_found")

    assert told.message_vi == "1 đoạn hình đen: 00:02:00–00:03:05."
    assert told.mend_vi


def test_passages_at_the_very_end_are_found(tmp_path: Path) -> None:
    recipe = Recipe(pictures=(*SMALL, black(4.6, 6)), sound=(silent(3, 6),))

    report = inspected(make(tmp_path / "end.mp4", recipe))

    assert_near(report.passages[0], PassageKind.SILENT, 3000, 6000)
    assert_near(report.passages[1], PassageKind.BLACK, 4600, 6000)
    assert len(report.passages) == 2


def test_shorter_ones_are_not_told_of(tmp_path: Path) -> None:
    recipe = Recipe(pictures=(*SMALL, black(2, 2.92), frozen(90, 46)), sound=(silent(3, 4.9),), options=LOSSLESS)

    assert inspected(make(tmp_path / "short.mp4", recipe), 7.84).passages == ()


def test_a_black_passage_is_not_told_of_as_frozen_too(tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "black.mp4", Recipe(pictures=(*SMALL, black(1, 5)))))

    assert [each.kind for each in report.passages] == [PassageKind.BLACK]


@pytest.mark.parametrize(
    ("lufs", "code", "severity"),
    [
        (-23.0, "loudness_ok", Severity.GOOD),
        (-23.8, "loudness_near", Severity.WARNING),
        (-18.0, "too_loud", Severity.FAILURE),
        (-26.0, "too_quiet", Severity.FAILURE),
    ],
)
def test_loudness_is_measured_to_a_tenth(lufs: float, code: str, severity: Severity, tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "loud.mp4", Recipe(pictures=SMALL, lufs=lufs)))

    assert report.facts.loudness_lufs == pytest.approx(lufs, abs=0.1)
    assert verdict(report, Rule.LOUDNESS) == (code, severity)


def test_what_to_change_is_said_in_decibels(tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "loud.mp4", Recipe(pictures=SMALL, lufs=-18.0)))
    told = next(each for each in report.findings if each.code == "too_loud")

    assert "điều chỉnh −5 dB" in told.mend_vi


def test_a_peak_near_full_scale_is_too_high(tmp_path: Path) -> None:
    recipe = Recipe(pictures=SMALL, lufs=-0.2, sound_codec="pcm_s16le")

    report = inspected(make(tmp_path / "peak.mov", recipe))

    assert report.facts.true_peak_dbtp == pytest.approx(-0.2, abs=0.1)
    assert verdict(report, Rule.TRUE_PEAK) == ("true_peak_high", Severity.FAILURE)


@pytest.mark.parametrize(
    ("seconds", "code", "severity"),
    [
        (898, "duration_ok", Severity.GOOD),
        (909, "duration_near", Severity.WARNING),
        (960, "duration_wrong", Severity.FAILURE),
    ],
)
def test_the_length_is_judged_by_the_plan(seconds: int, code: str, severity: Severity, tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "length.mp4", replace(TINY, seconds=seconds)), 900)

    assert report.facts.duration_ms == pytest.approx(seconds * 1000, abs=PICTURE_MS)
    assert verdict(report, Rule.DURATION) == (code, severity)


@pytest.mark.parametrize(
    ("first", "parameter", "scan", "found"),
    [
        ("top", "tff=1", Scan.TOP_FIELD_FIRST, []),
        ("bottom", "bff=1", Scan.BOTTOM_FIELD_FIRST, ["scan_bottom_first"]),
        ("top", "", Scan.TOP_FIELD_FIRST, ["scan_written_otherwise"]),
    ],
    ids=["50i", "wrong-order", "written-as-progressive"],
)
def test_fields_are_told_apart(first: str, parameter: str, scan: Scan, found: list[str], tmp_path: Path) -> None:
    options = {"x264-params": parameter} if parameter else {}
    recipe = Recipe(seconds=4, source=DOUBLE, pictures=(*SMALL, *fields(first)), options=options)

    report = inspected(make(tmp_path / "fields.mp4", recipe), 4)

    assert report.facts.scan is scan
    assert report.facts.rate == 25
    assert faults(report) == found


def test_fields_are_refused_where_the_plan_wants_none(tmp_path: Path) -> None:
    recipe = Recipe(seconds=4, source=DOUBLE, pictures=(*SMALL, *fields()), options={"x264-params": "tff=1"})
    film = make(tmp_path / "fields.mp4", recipe)

    report = inspect_film(film, Thresholds(4, 2, 10, interlaced_allowed=False), lambda _: None)

    assert verdict(report, Rule.SCAN) == ("scan_not_wanted", Severity.FAILURE)


def test_a_rate_that_varies_is_told(tmp_path: Path) -> None:
    uneven = ("settb=1/1000", "setpts='N*40+mod(N,3)*9'")

    report = inspected(make(tmp_path / "vfr.mp4", Recipe(pictures=(*SMALL, *uneven), time_base=Fraction(1, 1000))))

    assert report.facts.rate_varies is True
    assert verdict(report, Rule.RATE) == ("rate_varies", Severity.FAILURE)


@pytest.mark.parametrize(
    ("rate", "code"),
    [(Fraction(25), "rate_ok"), (Fraction(50), "rate_double"), (Fraction(30000, 1001), "rate_wrong")],
)
@pytest.mark.parametrize("container", ["mp4", "mkv", "ts"])
def test_an_even_rate_is_told_as_it_is_in_every_container(
    rate: Fraction, code: str, container: str, tmp_path: Path
) -> None:
    report = inspected(make(tmp_path / f"rate.{container}", Recipe(seconds=4, rate=rate, pictures=SMALL)), 4)

    assert report.facts.rate_varies is False
    assert report.facts.rate == pytest.approx(float(rate), abs=0.01)
    assert verdict(report, Rule.RATE)[0] == code


def test_times_count_from_the_first_picture_whatever_the_clock_of_the_container(tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "late.ts", Recipe(pictures=(*SMALL, black(2, 3.2)))))

    assert_near(report.passages[0], PassageKind.BLACK, 2000, 3200)


def test_two_mono_tracks_are_left_and_right(tmp_path: Path) -> None:
    recipe = Recipe(
        seconds=4,
        pictures=SMALL,
        codec="mpeg2video",
        options={"b": "12M", "maxrate": "12M", "bufsize": "4M"},
        sound_codec="pcm_s16le",
        mono_tracks=2,
    )

    report = inspected(make(tmp_path / "tracks.mxf", recipe), 4)

    assert (report.facts.container, report.facts.audio_tracks, report.facts.channels) == ("MXF", 2, 2)
    assert report.facts.loudness_lufs == pytest.approx(-23, abs=0.1)
    assert verdict(report, Rule.CHANNELS) == ("channels_ok", Severity.GOOD)


def test_sound_that_is_not_as_asked_is_told(tmp_path: Path) -> None:
    recipe = Recipe(pictures=SMALL, channels=1, sound_rate=44_100, sound_seconds=5)

    found = faults(inspected(make(tmp_path / "sound.mp4", recipe)))

    assert {"channels_wrong", "sample_rate_wrong", "sound_duration_wrong"} <= set(found)


def test_a_film_without_sound_is_told_once_and_its_pictures_are_judged(tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "mute.mp4", Recipe(pictures=SMALL, lufs=None)))

    assert verdict(report, Rule.CHANNELS) == ("no_sound", Severity.FAILURE)
    assert verdict(report, Rule.LOUDNESS) == ("no_sound_to_measure", Severity.CANNOT_TELL)
    assert verdict(report, Rule.RATE) == ("rate_ok", Severity.GOOD)


def test_a_track_on_which_nothing_is_heard_fails(tmp_path: Path) -> None:
    report = inspected(make(tmp_path / "silent.mp4", Recipe(pictures=SMALL, sound=("volume=0",))))

    assert verdict(report, Rule.LOUDNESS) == ("all_silent", Severity.FAILURE)
    assert [each.kind for each in report.passages] == [PassageKind.SILENT]


def test_an_odd_size_in_an_unusual_codec_is_inspected(tmp_path: Path) -> None:
    recipe = Recipe(size=(321, 181), pictures=(enlarged(321, 181),), codec="ffv1", pixel_format="yuv444p")

    report = inspected(make(tmp_path / "odd.mkv", recipe))

    assert (report.outcome, report.facts.width, report.facts.height) == (Outcome.INSPECTED, 321, 181)
    assert {"codec_unusual", "pixel_format_unusual"} <= set(faults(report))


def test_the_curve_has_a_value_for_each_second(faulty: InspectionReport) -> None:
    drawn = timeline(faulty, Thresholds(13, 2, 10))

    assert drawn["step_ms"] == 1000
    assert len(drawn["momentary"]) == len(drawn["short_term"]) == 13
    assert drawn["momentary"][1] == pytest.approx(-23, abs=0.2)
    assert drawn["momentary"][5] is None
    assert drawn["band"] == [-23.5, -22.5]
    assert drawn["passages"][0] == {"kind": "black", "start_ms": 2000, "end_ms": 3200}


def test_a_report_is_the_same_after_it_was_stored(faulty: InspectionReport) -> None:
    assert InspectionReport.from_data(faulty.as_data()) == faulty


def test_a_film_whose_size_changes_is_inspected_to_its_end(tmp_path: Path) -> None:
    """Two exports behind each other, as a stream may hold them; the first ends in black."""
    first = make(tmp_path / "first.ts", Recipe(seconds=4, pictures=(*SMALL, black(2, 4)), lufs=None))
    second = make(tmp_path / "second.ts", Recipe(seconds=4, size=(640, 360), pictures=(enlarged(640, 360),), lufs=None))
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() + second.read_bytes())

    report = inspected(joined)

    assert report.facts.pictures == 200
    assert [(each.kind, each.start_ms) for each in report.passages] == [(PassageKind.BLACK, 2000)]
    assert report.passages[0].end_ms < 5000
